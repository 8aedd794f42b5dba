package dev.tributary.webrtc.dtls;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;

/** The JDK's primitives for the certificate. */
final class Crypto {
    private static final String CURVE = "secp256r1";

    private Crypto() {}

    static byte[] sha256(byte[] bytes) {
        return sha2(bytes, DtlsIdentity.FINGERPRINT_BYTES);
    }

    /** SHA-256, SHA-384 or SHA-512: of 32, 48 or 64 bytes. */
    static byte[] sha2(byte[] bytes, int hashBytes) {
        try {
            return MessageDigest.getInstance("SHA-" + Byte.SIZE * hashBytes).digest(bytes);
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
}
