package dev.tributary.webrtc.dtls;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Vector;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;

/** The DTLS of Bouncy Castle with the profile of ours; its handshake blocks a thread. */
final class BouncyPeer {
    private static final ProtocolVersion[] VERSIONS = ProtocolVersion.DTLSv12.only();
    private static final int SUITE = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
    private static final SignatureAndHashAlgorithm SIGNATURE =
            SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);

    private final TlsCrypto crypto;
    private final DtlsIdentity identity;
    private final byte[] peerFingerprint;
    private final DtlsConfig config;

    /** With the library's own primitives, or with the JDK's. */
    BouncyPeer(DtlsIdentity identity, byte[] peerFingerprint, DtlsConfig config, boolean jca) {
        this.crypto =
                jca
                        ? new JcaTlsCryptoProvider().create(new SecureRandom())
                        : new BcTlsCrypto(new SecureRandom());
        this.identity = identity;
        this.peerFingerprint = peerFingerprint.clone();
        this.config = config;
    }

    DTLSTransport handshake(boolean client, DatagramTransport network) throws IOException {
        return client
                ? new DTLSClientProtocol().connect(new Client(), network)
                : new DTLSServerProtocol().accept(new Server(), network);
    }

    private TlsCredentialedSigner signer(TlsContext context) throws IOException {
        Certificate chain =
                new Certificate(
                        new TlsCertificate[] {crypto.createCertificate(identity.certificate())});
        TlsCryptoParameters parameters = new TlsCryptoParameters(context);
        if (crypto instanceof JcaTlsCrypto jca) {
            return new JcaDefaultTlsCredentialedSigner(
                    parameters, jca, identity.privateKey(), chain, SIGNATURE);
        }
        return new BcDefaultTlsCredentialedSigner(
                parameters,
                (BcTlsCrypto) crypto,
                PrivateKeyFactory.createKey(identity.privateKey().getEncoded()),
                chain,
                SIGNATURE);
    }

    private void verify(Certificate chain) throws IOException {
        if (chain == null
                || chain.isEmpty()
                || !MessageDigest.isEqual(
                        Crypto.sha256(chain.getCertificateAt(0).getEncoded()), peerFingerprint)) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }
    }

    private static Vector<SignatureAndHashAlgorithm> signatures() {
        Vector<SignatureAndHashAlgorithm> list = new Vector<>();
        list.add(SIGNATURE);
        return list;
    }

    private static int millis(long nanos) {
        return (int) (nanos / 1_000_000);
    }

    private final class Client extends DefaultTlsClient {
        Client() {
            super(BouncyPeer.this.crypto);
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return VERSIONS.clone();
        }

        @Override
        protected int[] getSupportedCipherSuites() {
            return new int[] {SUITE};
        }

        @Override
        protected Vector<Integer> getSupportedGroups(Vector roles) {
            Vector<Integer> groups = new Vector<>();
            groups.add(NamedGroup.secp256r1);
            return groups;
        }

        @Override
        protected Vector<SignatureAndHashAlgorithm> getSupportedSignatureAlgorithms() {
            return signatures();
        }

        @Override
        public boolean requiresExtendedMasterSecret() {
            return true;
        }

        @Override
        public int getHandshakeTimeoutMillis() {
            return millis(config.handshakeTimeoutNanos());
        }

        @Override
        public int getHandshakeResendTimeMillis() {
            return millis(config.retransmitMinNanos());
        }

        @Override
        public int getMaxHandshakeMessageSize() {
            return config.handshakeMessageBytesMax();
        }

        @Override
        public TlsAuthentication getAuthentication() {
            return new TlsAuthentication() {
                @Override
                public void notifyServerCertificate(TlsServerCertificate certificate)
                        throws IOException {
                    verify(certificate.getCertificate());
                }

                @Override
                public TlsCredentials getClientCredentials(CertificateRequest request)
                        throws IOException {
                    return signer(context);
                }
            };
        }
    }

    private final class Server extends DefaultTlsServer {
        Server() {
            super(BouncyPeer.this.crypto);
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return VERSIONS.clone();
        }

        @Override
        protected int[] getSupportedCipherSuites() {
            return new int[] {SUITE};
        }

        @Override
        public int[] getSupportedGroups() {
            return new int[] {NamedGroup.secp256r1};
        }

        @Override
        public boolean requiresExtendedMasterSecret() {
            return true;
        }

        @Override
        public int getHandshakeTimeoutMillis() {
            return millis(config.handshakeTimeoutNanos());
        }

        @Override
        public int getHandshakeResendTimeMillis() {
            return millis(config.retransmitMinNanos());
        }

        @Override
        public int getMaxHandshakeMessageSize() {
            return config.handshakeMessageBytesMax();
        }

        @Override
        public CertificateRequest getCertificateRequest() {
            return new CertificateRequest(
                    new short[] {ClientCertificateType.ecdsa_sign}, signatures(), null);
        }

        @Override
        public void notifyClientCertificate(Certificate certificate) throws IOException {
            verify(certificate);
        }

        @Override
        protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
            return signer(context);
        }
    }
}
