package dev.tributary.webrtc.sctp.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Big-endian fields, padding and serial number arithmetic (RFC 9260 sections 1.6 and 3). */
public final class Wire {
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Wire() {}

    public static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    public static int u16(byte[] bytes, int at) {
        return (short) SHORTS.get(bytes, at) & 0xffff;
    }

    public static int i32(byte[] bytes, int at) {
        return (int) INTS.get(bytes, at);
    }

    public static long u32(byte[] bytes, int at) {
        return (int) INTS.get(bytes, at) & 0xffffffffL;
    }

    public static long i64(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    public static void put16(byte[] bytes, int at, int value) {
        SHORTS.set(bytes, at, (short) value);
    }

    public static void put32(byte[] bytes, int at, int value) {
        INTS.set(bytes, at, value);
    }

    public static void put64(byte[] bytes, int at, long value) {
        LONGS.set(bytes, at, value);
    }

    public static int padded(int length) {
        return (length + 3) & ~3;
    }

    /** Whether serial number {@code a} comes before {@code b}, modulo 2^32. */
    public static boolean before(int a, int b) {
        return a - b < 0;
    }

    /** Whether stream sequence number {@code a} comes before {@code b}, modulo 2^16. */
    public static boolean ssnBefore(int a, int b) {
        return (short) (a - b) < 0;
    }
}
