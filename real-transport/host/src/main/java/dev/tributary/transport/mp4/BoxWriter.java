package dev.tributary.transport.mp4;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;

/** Boxes within boxes (ISO 14496-12, 4.2), whose sizes are filled in when they end. */
final class BoxWriter {
    private static final int FIRST_BYTES = 1_024;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;
    private final ArrayDeque<Integer> open = new ArrayDeque<>();

    /** Begins a box. */
    BoxWriter box(String type) {
        open.push(length);
        return u32(0).text(type);
    }

    /** Begins a box with version, {@code 0..255}, and flags, 24 bits. */
    BoxWriter box(String type, int version, int flags) {
        return box(type).u32(version << 24 | flags);
    }

    /** Ends the box that began last. */
    BoxWriter end() {
        int at = open.pop();
        put32(at, length - at);
        return this;
    }

    /** Returns the number of bytes so far: where the next one stands. */
    int length() {
        return length;
    }

    BoxWriter u8(int value) {
        room(1);
        bytes[length++] = (byte) value;
        return this;
    }

    BoxWriter u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    BoxWriter u32(int value) {
        room(4);
        length += 4;
        put32(length - 4, value);
        return this;
    }

    BoxWriter u64(long value) {
        return u32((int) (value >>> 32)).u32((int) value);
    }

    BoxWriter zeros(int count) {
        room(count);
        length += count;
        return this;
    }

    BoxWriter text(String ascii) {
        return put(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    BoxWriter put(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    /** Writes over four bytes that were written before. */
    void put32(int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    /** Returns what was written. */
    byte[] take() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }
}
