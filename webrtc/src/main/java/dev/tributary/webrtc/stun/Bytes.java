package dev.tributary.webrtc.stun;

/** Big-endian integers in a byte array; bounds are the caller's business. */
final class Bytes {
    private Bytes() {}

    static int u16(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }

    static int i32(byte[] bytes, int at) {
        return (u16(bytes, at) << 16) | u16(bytes, at + 2);
    }

    static long i64(byte[] bytes, int at) {
        return ((long) i32(bytes, at) << 32) | (i32(bytes, at + 4) & 0xffff_ffffL);
    }

    static void putU16(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >>> 8);
        bytes[at + 1] = (byte) value;
    }

    static void putI32(byte[] bytes, int at, int value) {
        putU16(bytes, at, value >>> 16);
        putU16(bytes, at + 2, value);
    }

    static void putI64(byte[] bytes, int at, long value) {
        putI32(bytes, at, (int) (value >>> 32));
        putI32(bytes, at + 4, (int) value);
    }
}
