package dev.tributary.webrtc.dtls;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.util.Arrays;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The JDK's primitives in the one combination of this profile. */
final class Crypto {
    static final int POINT_BYTES = 65;

    private static final int COORDINATE_BYTES = 32;
    private static final String CURVE = "secp256r1";

    private Crypto() {}

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The pseudo-random function of RFC 5246 5 with SHA-256. */
    static byte[] prf(byte[] secret, String label, byte[] seed, int length) {
        byte[] labelled =
                new WireWriter()
                        .bytes(label.getBytes(StandardCharsets.US_ASCII))
                        .bytes(seed)
                        .toBytes();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            byte[] out = new byte[length];
            byte[] a = labelled;
            for (int done = 0; done < length; done += mac.getMacLength()) {
                a = mac.doFinal(a);
                mac.update(a);
                byte[] block = mac.doFinal(labelled);
                System.arraycopy(block, 0, out, done, Math.min(block.length, length - done));
            }
            return out;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair generateKeyPair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] sign(PrivateKey key, SecureRandom random, byte[] content) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key, random);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean isSigned(ECPublicKey key, byte[] content, byte[] by) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initVerify(key);
            signature.update(content);
            return signature.verify(by);
        } catch (GeneralSecurityException e) {
            return false; // A signature that is not DER is thrown, not answered.
        }
    }

    static byte[] agree(PrivateKey own, ECPublicKey peer) {
        try {
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(own);
            agreement.doPhase(peer, true);
            return agreement.generateSecret();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The uncompressed form (RFC 8422 5.4.1). */
    static byte[] encodePoint(ECPublicKey key) {
        byte[] point = new byte[POINT_BYTES];
        point[0] = 4;
        putCoordinate(key.getW().getAffineX(), point, 1);
        putCoordinate(key.getW().getAffineY(), point, 1 + COORDINATE_BYTES);
        return point;
    }

    private static void putCoordinate(BigInteger value, byte[] out, int at) {
        byte[] bytes = value.toByteArray();
        int from = Math.max(0, bytes.length - COORDINATE_BYTES);
        int count = bytes.length - from;
        System.arraycopy(bytes, from, out, at + COORDINATE_BYTES - count, count);
    }

    /** Refuses whatever is not a point of the curve: an invalid-curve point would leak the key. */
    static ECPublicKey decodePoint(byte[] point) throws HandshakeException {
        if (point.length != POINT_BYTES || point[0] != 4) {
            throw HandshakeException.ignore("not an uncompressed point of P-256");
        }
        BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + COORDINATE_BYTES));
        BigInteger y = new BigInteger(1, Arrays.copyOfRange(point, 1 + COORDINATE_BYTES, 65));
        ECParameterSpec parameters = parameters();
        if (!isOnCurve(x, y, parameters.getCurve())) {
            throw HandshakeException.ignore("a point outside P-256");
        }
        try {
            ECPublicKeySpec spec = new ECPublicKeySpec(new ECPoint(x, y), parameters);
            return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a key that a certificate brought is one of P-256. */
    static boolean isOnP256(ECPublicKey key) {
        EllipticCurve curve = parameters().getCurve();
        ECPoint point = key.getW();
        return key.getParams().getCurve().equals(curve)
                && !point.equals(ECPoint.POINT_INFINITY)
                && isOnCurve(point.getAffineX(), point.getAffineY(), curve);
    }

    private static boolean isOnCurve(BigInteger x, BigInteger y, EllipticCurve curve) {
        BigInteger p = ((ECFieldFp) curve.getField()).getP();
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
            return false;
        }
        BigInteger right = x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB()).mod(p);
        return y.multiply(y).mod(p).equals(right);
    }

    private static ECParameterSpec parameters() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(CURVE));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
