package dev.tributary.webrtc.dtls;

import java.io.IOException;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedSigner;

/** The server's part of the profile. */
final class ServerPeer extends DefaultTlsServer {
    private final Credentials credentials;

    ServerPeer(Credentials credentials) {
        super(credentials.crypto());
        this.credentials = credentials;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return Credentials.versions();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return Credentials.suites();
    }

    @Override
    public int[] getSupportedGroups() {
        return new int[] {Credentials.group()};
    }

    @Override
    public boolean requiresExtendedMasterSecret() {
        return true;
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return credentials.timeoutMillis();
    }

    @Override
    public int getHandshakeResendTimeMillis() {
        return credentials.resendMillis();
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        return new CertificateRequest(
                new short[] {ClientCertificateType.ecdsa_sign}, Credentials.signatures(), null);
    }

    @Override
    public void notifyClientCertificate(Certificate certificate) throws IOException {
        credentials.verify(certificate);
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
        return credentials.signer(context);
    }
}
