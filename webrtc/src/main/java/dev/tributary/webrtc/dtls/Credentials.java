package dev.tributary.webrtc.dtls;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SRTPProtectionProfile;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;

/** The profile of both roles: who we are, whom we expect, and what is offered. */
final class Credentials {
    /** What is wrong with the certificate that the peer showed. */
    private enum Fault {
        NONE,
        MISSING,
        OTHER
    }

    /** Our own. */
    private static final SignatureAndHashAlgorithm SIGNATURE =
            SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);

    /** What a peer may sign with; its key and not this decides about the curve. */
    private static final List<SignatureAndHashAlgorithm> SIGNATURES =
            List.of(
                    SIGNATURE,
                    SignatureAndHashAlgorithm.getInstance(
                            HashAlgorithm.sha384, SignatureAlgorithm.ecdsa),
                    SignatureAndHashAlgorithm.rsa_pss_rsae_sha256,
                    SignatureAndHashAlgorithm.getInstance(
                            HashAlgorithm.sha256, SignatureAlgorithm.rsa));

    /** P-256, which all have; X25519 and P-384 for who was told to have nothing else. */
    private static final List<Integer> GROUPS =
            List.of(NamedGroup.secp256r1, NamedGroup.x25519, NamedGroup.secp384r1);

    private static final int NANOS_PER_MILLI = 1_000_000;

    private final RecordCrypto crypto;
    private final DtlsIdentity identity;
    private final byte[] peerFingerprint;
    private final DtlsConfig config;
    private volatile Fault fault = Fault.NONE;

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
        if (chain == null || chain.isEmpty()) {
            fault = Fault.MISSING;
            throw new TlsFatalAlert(AlertDescription.handshake_failure);
        }
        byte[] certificate = chain.getCertificateAt(0).getEncoded();
        if (!MessageDigest.isEqual(
                Crypto.sha2(certificate, peerFingerprint.length), peerFingerprint)) {
            fault = Fault.OTHER;
            throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }
        if (!PeerKey.isAccepted(certificate)) {
            throw new TlsFatalAlert(AlertDescription.unsupported_certificate);
        }
    }

    /** Whether the peer had another certificate. */
    boolean isMismatch() {
        return fault == Fault.OTHER;
    }

    /** Whether the peer, a client, had none, or none of a kind that we ask for. */
    boolean isMissing() {
        return fault == Fault.MISSING;
    }

    static ProtocolVersion[] versions() {
        return ProtocolVersion.DTLSv12.only();
    }

    /** A server's suite says of which kind its own key is, and ours is ECDSA. */
    static int[] suites(boolean client) {
        int ecdsa = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
        return client
                ? new int[] {ecdsa, CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256}
                : new int[] {ecdsa};
    }

    /** Groups for ECDHE, the best first. */
    static List<Integer> groups() {
        return GROUPS;
    }

    /** What browsers have in common (RFC 8827 section 6.5, RFC 7714). */
    static int[] srtpProfiles() {
        return new int[] {
            SRTPProtectionProfile.SRTP_AEAD_AES_128_GCM,
            SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_80
        };
    }

    @SuppressWarnings("JdkObsolete") // The library asks for it.
    static Vector<SignatureAndHashAlgorithm> signatures() {
        return new Vector<>(SIGNATURES);
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
