package dev.tributary.webrtc.stun;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Encodes one STUN message (RFC 8489 section 5), attributes in the order of the calls.
 *
 * <p>{@link #integrity} and then {@link #fingerprint} come last. A message beyond {@link
 * StunMessage#MESSAGE_BYTES_MAX} is our own fault and throws {@link IllegalStateException}.
 */
public final class StunWriter {
    private byte[] bytes = new byte[128];
    private int size = StunMessage.HEADER_BYTES;

    public StunWriter(StunClass stunClass, TransactionId id) {
        Bytes.putU16(bytes, 0, StunMessage.METHOD_BINDING | stunClass.typeBits());
        Bytes.putI32(bytes, StunMessage.COOKIE_AT, StunMessage.MAGIC_COOKIE);
        Bytes.putI32(bytes, 8, id.high());
        Bytes.putI64(bytes, 12, id.low());
    }

    public StunWriter username(String username) {
        return attribute(StunAttribute.USERNAME, username.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes an unsigned 32-bit candidate priority. */
    public StunWriter priority(long priority) {
        byte[] value = new byte[4];
        Bytes.putI32(value, 0, (int) priority);
        return attribute(StunAttribute.PRIORITY, value);
    }

    /** Writes ICE-CONTROLLED or ICE-CONTROLLING. */
    public StunWriter role(int type, long tieBreaker) {
        byte[] value = new byte[8];
        Bytes.putI64(value, 0, tieBreaker);
        return attribute(type, value);
    }

    public StunWriter useCandidate() {
        return attribute(StunAttribute.USE_CANDIDATE, new byte[0]);
    }

    public StunWriter mappedAddress(InetSocketAddress mapped) {
        return attribute(StunAttribute.XOR_MAPPED_ADDRESS, XorAddress.value(bytes, mapped));
    }

    /** Writes ERROR-CODE without a reason phrase; {@code code} is 300 to 699. */
    public StunWriter errorCode(int code) {
        return attribute(
                StunAttribute.ERROR_CODE,
                new byte[] {0, 0, (byte) (code / 100), (byte) (code % 100)});
    }

    public StunWriter unknownAttributes(int[] types) {
        byte[] value = new byte[2 * types.length];
        for (int i = 0; i < types.length; i++) {
            Bytes.putU16(value, 2 * i, types[i]);
        }
        return attribute(StunAttribute.UNKNOWN_ATTRIBUTES, value);
    }

    public StunWriter integrity(byte[] key) {
        return attribute(StunAttribute.MESSAGE_INTEGRITY, Protection.integrity(bytes, size, key));
    }

    public StunWriter fingerprint() {
        byte[] value = new byte[Protection.FINGERPRINT_BYTES];
        Bytes.putI32(value, 0, Protection.fingerprint(bytes, size));
        return attribute(StunAttribute.FINGERPRINT, value);
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** Writes an attribute that has no method of its own. */
    public StunWriter attribute(int type, byte[] value) {
        int end = size + 4 + ((value.length + 3) & ~3);
        if (end > StunMessage.MESSAGE_BYTES_MAX) {
            throw new IllegalStateException("a STUN message of " + end + " bytes");
        }
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
        }
        Bytes.putU16(bytes, size, type);
        Bytes.putU16(bytes, size + 2, value.length);
        System.arraycopy(value, 0, bytes, size + 4, value.length);
        size = end;
        Bytes.putU16(bytes, 2, size - StunMessage.HEADER_BYTES);
        return this;
    }
}
