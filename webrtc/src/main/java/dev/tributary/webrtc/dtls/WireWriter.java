package dev.tributary.webrtc.dtls;

import java.util.Arrays;

/** Writes big-endian fields and TLS vectors. */
final class WireWriter {
    private byte[] bytes = new byte[256];
    private int size;

    WireWriter u8(int value) {
        return number(value, 1);
    }

    WireWriter u16(int value) {
        return number(value, 2);
    }

    private WireWriter number(long value, int count) {
        room(count);
        for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    WireWriter bytes(byte... more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
        return this;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }
}
