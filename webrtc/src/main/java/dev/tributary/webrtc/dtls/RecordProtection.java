package dev.tributary.webrtc.dtls;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-128-GCM of one direction (RFC 5288): the nonce is the salt, then the epoch and sequence. */
final class RecordProtection {
    static final int NONCE_BYTES = 8;
    static final int TAG_BYTES = 16;
    static final int OVERHEAD_BYTES = NONCE_BYTES + TAG_BYTES;

    private static final int SALT_BYTES = 4;

    private final Cipher cipher;
    private final SecretKeySpec key;
    private final byte[] nonce = new byte[SALT_BYTES + NONCE_BYTES];
    private final byte[] associated = new byte[Wire.RECORD_HEADER_BYTES];

    RecordProtection(byte[] key, byte[] salt) {
        this.key = new SecretKeySpec(key, "AES");
        System.arraycopy(salt, 0, nonce, 0, SALT_BYTES);
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Seals {@code length} bytes behind the record header at {@code header} of {@code out}, whose
     * type, version, epoch and sequence are set; returns the bytes written behind the header.
     */
    int seal(byte[] in, int offset, int length, byte[] out, int header) {
        int body = header + Wire.RECORD_HEADER_BYTES;
        System.arraycopy(out, header + 3, out, body, NONCE_BYTES);
        try {
            begin(Cipher.ENCRYPT_MODE, out, header, body, length);
            return NONCE_BYTES + cipher.doFinal(in, offset, length, out, body + NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Opens the record whose header is at {@code header} and whose body has {@code length} bytes
     * into {@code out}; returns the bytes of plaintext, or -1 if it is a forgery.
     */
    int open(byte[] in, int header, int length, byte[] out) {
        int sealed = length - NONCE_BYTES;
        int body = header + Wire.RECORD_HEADER_BYTES;
        if (sealed < TAG_BYTES) {
            return -1;
        }
        try {
            begin(Cipher.DECRYPT_MODE, in, header, body, sealed - TAG_BYTES);
            return cipher.doFinal(in, body + NONCE_BYTES, sealed, out, 0);
        } catch (AEADBadTagException e) {
            return -1;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Associated data: epoch and sequence, type, version, length of the plaintext. */
    private void begin(int mode, byte[] record, int header, int body, int length)
            throws GeneralSecurityException {
        System.arraycopy(record, body, nonce, SALT_BYTES, NONCE_BYTES);
        System.arraycopy(record, header + 3, associated, 0, 8);
        System.arraycopy(record, header, associated, 8, 3);
        associated[11] = (byte) (length >>> 8);
        associated[12] = (byte) length;
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, nonce));
        cipher.updateAAD(associated);
    }
}
