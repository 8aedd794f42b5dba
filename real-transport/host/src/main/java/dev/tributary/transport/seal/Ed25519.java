package dev.tributary.transport.seal;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/** Ed25519 (RFC 8032) of the platform, with keys as the 32 bytes that travel. */
public final class Ed25519 {
    /** Bytes of a public key, and of a private one. */
    public static final int KEY_BYTES = 32;

    /** Bytes of a signature. */
    public static final int SIGNATURE_BYTES = 64;

    private static final String NAME = "Ed25519";

    /** SubjectPublicKeyInfo up to the key (RFC 8410, section 4). */
    private static final byte[] PREFIX = {0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0};

    private Ed25519() {}

    /**
     * Returns the public key of 32 bytes.
     *
     * @throws InvalidKeyException when the bytes are none
     */
    public static PublicKey publicKey(byte[] raw) throws InvalidKeyException {
        if (raw.length != KEY_BYTES) {
            throw new InvalidKeyException("a public key has 32 bytes, not " + raw.length);
        }
        byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + KEY_BYTES);
        System.arraycopy(raw, 0, encoded, PREFIX.length, KEY_BYTES);
        try {
            PublicKey key = factory().generatePublic(new X509EncodedKeySpec(encoded));
            // Whether the bytes are a point of the curve is found out at the first use only.
            signature().initVerify(key);
            return key;
        } catch (InvalidKeySpecException e) {
            throw new InvalidKeyException(e);
        }
    }

    /** Returns the 32 bytes of a public key. */
    public static byte[] raw(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
    }

    /** Returns the number under which seals name a key: it follows from the key, 0..255. */
    public static int keyId(PublicKey key) {
        return sha256().digest(raw(key))[0] & 0xff;
    }

    static KeyPair generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(NAME);
            generator.initialize(NamedParameterSpec.ED25519, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static PrivateKey privateKey(byte[] raw) {
        try {
            return factory()
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, raw));
        } catch (InvalidKeySpecException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] raw(PrivateKey key) {
        return ((EdECPrivateKey) key)
                .getBytes()
                .orElseThrow(() -> new IllegalStateException("a key of ours has bytes"));
    }

    static byte[] sign(PrivateKey key, byte[] text) {
        try {
            Signature signature = signature();
            signature.initSign(key);
            signature.update(text);
            return signature.sign();
        } catch (InvalidKeyException | SignatureException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean verify(PublicKey key, byte[] text, byte[] signed) {
        try {
            Signature signature = signature();
            signature.initVerify(key);
            signature.update(text);
            return signature.verify(signed);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        } catch (SignatureException e) {
            // The platform's word for bytes that cannot be a signature at all.
            return false;
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Signature signature() {
        try {
            return Signature.getInstance(NAME);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyFactory factory() {
        try {
            return KeyFactory.getInstance(NAME);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
