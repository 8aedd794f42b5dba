package dev.tributary.webrtc.stun;

import java.security.GeneralSecurityException;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * MESSAGE-INTEGRITY and FINGERPRINT (RFC 8489 sections 14.5 and 14.7).
 *
 * <p>Both cover the message up to themselves with the header's length field counting them, so both
 * take the message and that length instead of patching the message in place.
 */
final class Protection {
    static final int INTEGRITY_BYTES = 20;
    static final int FINGERPRINT_BYTES = 4;

    private static final int FINGERPRINT_XOR = 0x5354_554e;
    private static final int LENGTH_AT = 2;

    private Protection() {}

    /** HMAC-SHA1 over {@code message[0, end)}, where an attribute of that size begins. */
    static byte[] integrity(byte[] message, int end, byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            mac.update(message, 0, LENGTH_AT);
            mac.update(lengthField(end, INTEGRITY_BYTES));
            mac.update(message, LENGTH_AT + 2, end - LENGTH_AT - 2);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA1", e);
        }
    }

    /** CRC-32 over {@code message[0, end)}, xor-ed with the bytes of "STUN". */
    static int fingerprint(byte[] message, int end) {
        CRC32 crc = new CRC32();
        crc.update(message, 0, LENGTH_AT);
        crc.update(lengthField(end, FINGERPRINT_BYTES));
        crc.update(message, LENGTH_AT + 2, end - LENGTH_AT - 2);
        return (int) crc.getValue() ^ FINGERPRINT_XOR;
    }

    private static byte[] lengthField(int end, int valueBytes) {
        byte[] field = new byte[2];
        Bytes.putU16(field, 0, end - StunMessage.HEADER_BYTES + 4 + valueBytes);
        return field;
    }
}
