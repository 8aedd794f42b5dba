package dev.tributary.core.wire;

import dev.tributary.core.slice.SliceHeader;

/** Writes fields one after the other; the caller has made room for all of them. */
final class WireWriter {
    private final byte[] bytes;
    private int position;

    WireWriter(byte[] bytes, int offset) {
        this.bytes = bytes;
        this.position = offset;
    }

    int position() {
        return position;
    }

    void u8(int value) {
        bytes[position++] = (byte) value;
    }

    void flag(boolean value) {
        u8(value ? 1 : 0);
    }

    /** Writes a non-negative number, seven bits per byte, lowest first. */
    void varint(int value) {
        int rest = value;
        while (rest > 0x7f) {
            u8(rest | 0x80);
            rest >>>= 7;
        }
        u8(rest);
    }

    /** Writes a non-negative number, seven bits per byte, lowest first. */
    void varint(long value) {
        long rest = value;
        while (rest > 0x7f) {
            u8((int) rest | 0x80);
            rest >>>= 7;
        }
        u8((int) rest);
    }

    /** Writes the 16 bytes of a key, highest first. */
    void key(long high, long low) {
        fixed64(high);
        fixed64(low);
    }

    /** Writes a length and the bytes. */
    void blob(Payload blob) {
        varint(blob.length());
        tail(blob);
    }

    /** Writes the bytes alone, where the length follows from other fields. */
    void tail(Payload payload) {
        payload.copyTo(bytes, position);
        position += payload.length();
    }

    /** Writes four bytes, highest first. */
    void fixed32(int value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            u8(value >>> shift);
        }
    }

    private void fixed64(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            u8((int) (value >>> shift));
        }
    }

    void header(SliceHeader header) {
        varint(header.slice());
        varint(header.dtsMillis());
        varint(header.durationMillis());
        varint(header.sizeBytes());
        varint(header.flags());
    }
}
