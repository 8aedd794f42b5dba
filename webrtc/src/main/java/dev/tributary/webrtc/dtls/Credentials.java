package dev.tributary.webrtc.dtls;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Vector;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;

/** The one profile of both roles: who we are, whom we expect, and what is offered. */
final class Credentials {
    private static final SignatureAndHashAlgorithm SIGNATURE =
            SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);
    private static final int NANOS_PER_MILLI = 1_000_000;

    private final RecordCrypto crypto;
    private final DtlsIdentity identity;
    private final byte[] peerFingerprint;
    private final DtlsConfig config;
    private volatile boolean mismatch;

    Credentials(
            RecordCrypto crypto, DtlsIdentity identity, byte[] peerFingerprint, DtlsConfig config) {
        this.crypto = crypto;
        this.identity = identity;
        this.peerFingerprint = peerFingerprint.clone();
        this.config = config;
    }

    RecordCrypto crypto() {
        return crypto;
    }

    TlsCredentialedSigner signer(TlsContext context) throws IOException {
        TlsCertificate own = crypto.createCertificate(identity.certificate());
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto,
                PrivateKeyFactory.createKey(identity.privateKey().getEncoded()),
                new Certificate(new TlsCertificate[] {own}),
                SIGNATURE);
    }

    /** Ends the handshake unless the peer's certificate is the announced one. */
    void verify(Certificate chain) throws IOException {
        boolean expected =
                chain != null
                        && !chain.isEmpty()
                        && MessageDigest.isEqual(
                                Crypto.sha256(chain.getCertificateAt(0).getEncoded()),
                                peerFingerprint);
        if (!expected) {
            mismatch = true;
            throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }
    }

    /** Whether the peer had another certificate, or none. */
    boolean isMismatch() {
        return mismatch;
    }

    static ProtocolVersion[] versions() {
        return ProtocolVersion.DTLSv12.only();
    }

    static int[] suites() {
        return new int[] {CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256};
    }

    static int group() {
        return NamedGroup.secp256r1;
    }

    @SuppressWarnings("JdkObsolete") // The library asks for it.
    static Vector<SignatureAndHashAlgorithm> signatures() {
        Vector<SignatureAndHashAlgorithm> list = new Vector<>();
        list.add(SIGNATURE);
        return list;
    }

    int resendMillis() {
        return millis(config.retransmitMinNanos());
    }

    int timeoutMillis() {
        return millis(config.handshakeTimeoutNanos());
    }

    private static int millis(long nanos) {
        return (int) Math.min(Integer.MAX_VALUE, 1 + nanos / NANOS_PER_MILLI);
    }
}
