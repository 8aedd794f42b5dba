package dev.tributary.transport.token;

import dev.tributary.core.base.Check;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret that platform and tracker share, with the number by which tokens name it. */
public final class TokenKey {
    /** Shortest secret, bytes: the output of the hash (RFC 2104 section 3). */
    public static final int SECRET_MIN = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final int id;
    private final SecretKeySpec secret;

    /**
     * Creates a key.
     *
     * @param id 0 to 255
     * @param secret at least {@link #SECRET_MIN} bytes; copied
     */
    public TokenKey(int id, byte[] secret) {
        this.id = Check.range("key id", id, 0, 255);
        Check.range("bytes of a secret", secret.length, SECRET_MIN, 1 << 10);
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    /** Returns the number of this key. */
    public int id() {
        return id;
    }

    /** Returns a new HMAC-SHA256 with this key. */
    Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "TokenKey[" + id + "]";
    }
}
