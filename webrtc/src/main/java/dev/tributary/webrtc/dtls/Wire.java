package dev.tributary.webrtc.dtls;

/** Code points and headers of RFC 5246 and 6347, as far as they show outside of the library. */
final class Wire {
    static final int VERSION_1_2 = 0xfefd;
    static final int VERSION_1_0 = 0xfeff;

    static final int CHANGE_CIPHER_SPEC = 20;
    static final int HANDSHAKE = 22;
    static final int CERTIFICATE_VERIFY = 15;

    static final int RECORD_HEADER_BYTES = 13;
    static final int HANDSHAKE_HEADER_BYTES = 12;

    private Wire() {}

    /** The largest message that the fragments of a record belong to, in bytes. */
    static int messageBytesMax(byte[] bytes, int offset, int end) {
        int max = 0;
        int at = offset;
        while (at + HANDSHAKE_HEADER_BYTES <= end) {
            max = Math.max(max, u24(bytes, at + 1));
            at += HANDSHAKE_HEADER_BYTES + u24(bytes, at + 9);
        }
        return max;
    }

    static int u16(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }

    static int u24(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 16) | u16(bytes, at + 1);
    }
}
