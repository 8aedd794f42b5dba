package dev.tributary.webrtc.stun;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A received STUN message (RFC 8489), immutable and checked: what the accessors read was validated
 * by {@link #decode}, so none of them can fail on hostile bytes.
 *
 * <p>Of an attribute that occurs twice only the first counts; what follows MESSAGE-INTEGRITY is
 * ignored, except FINGERPRINT (sections 14 and 14.5).
 */
public final class StunMessage {
    /** The only method ICE uses. */
    public static final int METHOD_BINDING = 1;

    /** Fits an Ethernet frame; nothing ICE sends comes near it. */
    public static final int MESSAGE_BYTES_MAX = 1_500;

    static final int HEADER_BYTES = 20;
    static final int MAGIC_COOKIE = 0x2112_a442;
    static final int COOKIE_AT = 4;

    /** An ICE check has 7, a browser's has 10. */
    private static final int ATTRIBUTES_MAX = 32;

    private static final int USERNAME_BYTES_MAX = 513;

    private final byte[] bytes;
    private final int[] types = new int[ATTRIBUTES_MAX];
    private final int[] offsets = new int[ATTRIBUTES_MAX];
    private final int[] lengths = new int[ATTRIBUTES_MAX];
    private int attributes;
    private int unknownRequired;

    private StunMessage(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Whether a datagram belongs to STUN by its first byte (RFC 7983 section 7). */
    public static boolean isStun(byte firstByte) {
        return firstByte >= 0 && firstByte <= 3;
    }

    /**
     * Reads one datagram.
     *
     * @throws MalformedStunException unless it is exactly one STUN message of the new format, whose
     *     known attributes have lawful sizes and whose FINGERPRINT, if any, is last and right
     */
    public static StunMessage decode(byte[] datagram, int offset, int length)
            throws MalformedStunException {
        if (length < HEADER_BYTES || length > MESSAGE_BYTES_MAX) {
            throw new MalformedStunException("size");
        }
        StunMessage message =
                new StunMessage(Arrays.copyOfRange(datagram, offset, offset + length));
        message.checkHeader();
        message.readAttributes();
        return message;
    }

    private void checkHeader() throws MalformedStunException {
        if (!isStun(bytes[0])) {
            throw new MalformedStunException("first two bits");
        }
        if (Bytes.i32(bytes, COOKIE_AT) != MAGIC_COOKIE) {
            throw new MalformedStunException("magic cookie");
        }
        int announced = Bytes.u16(bytes, 2);
        if (announced % 4 != 0 || announced != bytes.length - HEADER_BYTES) {
            throw new MalformedStunException("length field");
        }
    }

    private void readAttributes() throws MalformedStunException {
        boolean protectedPart = true;
        int at = HEADER_BYTES;
        while (at < bytes.length) {
            // The length field is a multiple of 4 and so is every step: 4 bytes are there.
            int type = Bytes.u16(bytes, at);
            int length = Bytes.u16(bytes, at + 2);
            int next = at + 4 + ((length + 3) & ~3);
            if (next > bytes.length) {
                throw new MalformedStunException("attribute beyond the end");
            }
            checkValue(type, at, length, next == bytes.length);
            if (protectedPart || type == StunAttribute.FINGERPRINT) {
                add(type, at + 4, length);
            }
            protectedPart &= type != StunAttribute.MESSAGE_INTEGRITY;
            at = next;
        }
    }

    private void add(int type, int offset, int length) throws MalformedStunException {
        if (attributes == ATTRIBUTES_MAX) {
            throw new MalformedStunException("too many attributes");
        }
        if (StunAttribute.isRequired(type) && !StunAttribute.isKnown(type)) {
            unknownRequired++;
        }
        types[attributes] = type;
        offsets[attributes] = offset;
        lengths[attributes++] = length;
    }

    private void checkValue(int type, int at, int length, boolean last)
            throws MalformedStunException {
        boolean lawful =
                switch (type) {
                    case StunAttribute.USERNAME -> length <= USERNAME_BYTES_MAX;
                    case StunAttribute.MESSAGE_INTEGRITY -> length == Protection.INTEGRITY_BYTES;
                    case StunAttribute.ERROR_CODE -> isErrorCode(at + 4, length);
                    case StunAttribute.XOR_MAPPED_ADDRESS ->
                            XorAddress.isWellFormed(bytes, at + 4, length);
                    case StunAttribute.PRIORITY -> length == 4;
                    case StunAttribute.USE_CANDIDATE -> length == 0;
                    case StunAttribute.ICE_CONTROLLED, StunAttribute.ICE_CONTROLLING -> length == 8;
                    case StunAttribute.FINGERPRINT ->
                            last
                                    && length == Protection.FINGERPRINT_BYTES
                                    && Bytes.i32(bytes, at + 4)
                                            == Protection.fingerprint(bytes, at);
                    default -> true;
                };
        if (!lawful) {
            throw new MalformedStunException("attribute " + Integer.toHexString(type));
        }
    }

    private boolean isErrorCode(int at, int length) {
        return length >= 4
                && (bytes[at + 2] & 7) >= 3
                && (bytes[at + 2] & 7) <= 6
                && (bytes[at + 3] & 0xff) <= 99;
    }

    /** The 12-bit method, {@link #METHOD_BINDING} or something nobody here speaks. */
    public int method() {
        int type = Bytes.u16(bytes, 0);
        return ((type >>> 2) & 0xf80) | ((type >>> 1) & 0x70) | (type & 0xf);
    }

    public StunClass stunClass() {
        return StunClass.ofType(Bytes.u16(bytes, 0));
    }

    public TransactionId transactionId() {
        return new TransactionId(Bytes.i32(bytes, 8), Bytes.i64(bytes, 12));
    }

    public boolean has(int type) {
        return indexOf(type) >= 0;
    }

    /** Whether the sender computed the integrity attribute with this key; constant-time. */
    public boolean isIntact(byte[] key) {
        int index = indexOf(StunAttribute.MESSAGE_INTEGRITY);
        if (index < 0) {
            return false;
        }
        int at = offsets[index];
        byte[] received = Arrays.copyOfRange(bytes, at, at + Protection.INTEGRITY_BYTES);
        return MessageDigest.isEqual(received, Protection.integrity(bytes, at - 4, key));
    }

    /** USERNAME, or the empty string. */
    public String username() {
        int index = indexOf(StunAttribute.USERNAME);
        return index < 0
                ? ""
                : new String(bytes, offsets[index], lengths[index], StandardCharsets.UTF_8);
    }

    /** PRIORITY, unsigned 32 bits, or 0. */
    public long priority() {
        int index = indexOf(StunAttribute.PRIORITY);
        return index < 0 ? 0 : Bytes.i32(bytes, offsets[index]) & 0xffff_ffffL;
    }

    /** The tie-breaker in ICE-CONTROLLED or ICE-CONTROLLING, an unsigned number, or 0. */
    public long tieBreaker(int type) {
        boolean isRole =
                type == StunAttribute.ICE_CONTROLLED || type == StunAttribute.ICE_CONTROLLING;
        int index = isRole ? indexOf(type) : -1;
        return index < 0 ? 0 : Bytes.i64(bytes, offsets[index]);
    }

    /** ERROR-CODE, 300 to 699, or 0. The reason phrase is not read. */
    public int errorCode() {
        int index = indexOf(StunAttribute.ERROR_CODE);
        if (index < 0) {
            return 0;
        }
        return (bytes[offsets[index] + 2] & 7) * 100 + bytes[offsets[index] + 3];
    }

    /** XOR-MAPPED-ADDRESS; ask {@link #has} first. */
    public InetSocketAddress mappedAddress() {
        int index = indexOf(StunAttribute.XOR_MAPPED_ADDRESS);
        if (index < 0) {
            throw new IllegalStateException("no XOR-MAPPED-ADDRESS");
        }
        return XorAddress.read(bytes, offsets[index], lengths[index]);
    }

    /** Types that must be understood and are not, for a 420 reply (RFC 8489 section 6.3.1). */
    public int[] unknownRequired() {
        int[] unknown = new int[unknownRequired];
        int count = 0;
        for (int i = 0; i < attributes; i++) {
            if (StunAttribute.isRequired(types[i]) && !StunAttribute.isKnown(types[i])) {
                unknown[count++] = types[i];
            }
        }
        return unknown;
    }

    /**
     * Whether every attribute that must be understood is. A response of which that is not true is
     * discarded, and its transaction has failed (RFC 8489 sections 6.3.3 and 6.3.4).
     */
    public boolean isUnderstood() {
        return unknownRequired == 0;
    }

    /** Whether any attribute must be understood by the receiver, known to us or not. */
    boolean demandsUnderstanding() {
        for (int i = 0; i < attributes; i++) {
            if (StunAttribute.isRequired(types[i])) {
                return true;
            }
        }
        return false;
    }

    private int indexOf(int type) {
        for (int i = 0; i < attributes; i++) {
            if (types[i] == type) {
                return i;
            }
        }
        return -1;
    }
}
