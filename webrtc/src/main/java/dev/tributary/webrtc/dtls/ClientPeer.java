package dev.tributary.webrtc.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Vector;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;

/** The client's part of the profile. */
final class ClientPeer extends DefaultTlsClient {
    private final Credentials credentials;

    ClientPeer(Credentials credentials) {
        super(credentials.crypto());
        this.credentials = credentials;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return Credentials.versions();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return Credentials.suites(true);
    }

    @Override
    @SuppressWarnings("rawtypes") // The library's signature.
    protected Vector<Integer> getSupportedGroups(Vector roles) {
        return new Vector<>(Credentials.groups());
    }

    @Override
    protected Vector<SignatureAndHashAlgorithm> getSupportedSignatureAlgorithms() {
        return Credentials.signatures();
    }

    /**
     * Offers SRTP as browsers do, with media or without: there are servers that end a connection in
     * which it is not offered. Nobody asks for its keys.
     */
    @Override
    @SuppressWarnings("rawtypes") // The library's signature.
    public Hashtable getClientExtensions() throws IOException {
        Hashtable extensions = super.getClientExtensions();
        TlsSRTPUtils.addUseSRTPExtension(
                extensions, new UseSRTPData(Credentials.srtpProfiles(), TlsUtils.EMPTY_BYTES));
        return extensions;
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
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate certificate)
                    throws IOException {
                credentials.verify(certificate.getCertificate());
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request)
                    throws IOException {
                return credentials.signer(context);
            }
        };
    }
}
