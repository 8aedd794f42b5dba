package dev.tributary.webrtc.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * Which keys of a peer are looked at: ECDSA on P-256, as all have (RFC 8827 section 6.5), or on
 * P-384, and RSA, which a page can make its browser use. Others are refused before anything is
 * computed with them: a peer may make a modulus of 15,000 bits or a curve of its own.
 */
final class PeerKey {
    /** What a page may ask a browser for begins here; less proves little. */
    static final int RSA_BITS_MIN = 2_048;

    /** A signature of it is checked in a millisecond or two. */
    static final int RSA_BITS_MAX = 4_096;

    /** Of the public exponent, which is 65,537 with all makers of keys; the check's cost. */
    static final int EXPONENT_BITS_MAX = 32;

    private static final Set<ASN1ObjectIdentifier> CURVES =
            Set.of(SECObjectIdentifiers.secp256r1, SECObjectIdentifiers.secp384r1);

    private PeerKey() {}

    /** Whether the key of this certificate, in DER, is of a kind and size that we check. */
    static boolean isAccepted(byte[] certificate) {
        try {
            SubjectPublicKeyInfo key =
                    Certificate.getInstance(certificate).getSubjectPublicKeyInfo();
            ASN1ObjectIdentifier kind = key.getAlgorithm().getAlgorithm();
            if (X9ObjectIdentifiers.id_ecPublicKey.equals(kind)) {
                return key.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier curve
                        && CURVES.contains(curve);
            }
            return PKCSObjectIdentifiers.rsaEncryption.equals(kind)
                    && isAccepted(RSAPublicKey.getInstance(key.parsePublicKey()));
        } catch (IOException | RuntimeException e) {
            return false; // The library throws both for bytes that make no sense.
        }
    }

    private static boolean isAccepted(RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        BigInteger exponent = key.getPublicExponent();
        return bits >= RSA_BITS_MIN
                && bits <= RSA_BITS_MAX
                && exponent.signum() > 0
                && exponent.bitLength() <= EXPONENT_BITS_MAX;
    }
}
