package dev.tributary.webrtc.dtls;

import java.io.IOException;
import java.util.Arrays;
import java.util.Hashtable;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;

/** The server's part of the profile. */
final class ServerPeer extends DefaultTlsServer {
    /** What the library understands as no common group. */
    private static final int NO_GROUP = -1;

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
        return Credentials.suites(false);
    }

    @Override
    public int[] getSupportedGroups() {
        return Credentials.groups().stream().mapToInt(Integer::intValue).toArray();
    }

    /** The library would take the first of the client's groups, whichever it is. */
    @Override
    protected int selectECDH(int bitsMin) {
        int[] offered = context.getSecurityParametersHandshake().getClientSupportedGroups();
        for (int group : Credentials.groups()) {
            // Without a list the choice is the server's (RFC 8422 section 4).
            if (offered == null || Arrays.stream(offered).anyMatch(theirs -> theirs == group)) {
                return group;
            }
        }
        return NO_GROUP;
    }

    /** No suite can be selected if there is no group in common. */
    @Override
    protected int getMaximumNegotiableCurveBits() {
        int group = selectECDH(0);
        return group == NO_GROUP ? 0 : NamedGroup.getCurveBits(group);
    }

    /**
     * Answers an offer of SRTP with the client's first profile (RFC 5764 section 4.1.1). There is
     * no media, and nobody asks for its keys; but there are clients that end a connection in which
     * they were not answered.
     */
    @Override
    @SuppressWarnings("rawtypes") // The library's signature.
    public Hashtable getServerExtensions() throws IOException {
        Hashtable extensions = super.getServerExtensions();
        UseSRTPData offer = TlsSRTPUtils.getUseSRTPExtension(clientExtensions);
        if (offer != null) {
            int[] profile = {offer.getProtectionProfiles()[0]};
            TlsSRTPUtils.addUseSRTPExtension(
                    extensions, new UseSRTPData(profile, TlsUtils.EMPTY_BYTES));
        }
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
    public CertificateRequest getCertificateRequest() {
        return new CertificateRequest(
                new short[] {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign},
                Credentials.signatures(),
                null);
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
