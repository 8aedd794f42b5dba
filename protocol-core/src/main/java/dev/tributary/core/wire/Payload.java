package dev.tributary.core.wire;

import dev.tributary.core.base.Check;
import dev.tributary.core.base.Nullable;
import java.util.Arrays;

/**
 * Media bytes that the core carries and never looks into.
 *
 * <p>In a simulation only the length exists; the codec then writes zeros. Two payloads are equal
 * when their lengths and, where both have bytes, their bytes are.
 */
public final class Payload {
    private final int length;
    private final @Nullable byte[] bytes;

    private Payload(int length, @Nullable byte[] bytes) {
        this.length = length;
        this.bytes = bytes;
    }

    /** Returns a payload that has a length only. */
    public static Payload ofLength(int length) {
        Check.range("payload length", length, 0, 1 << 28);
        return new Payload(length, null);
    }

    /** Returns a payload over the given bytes, which must not be changed afterwards. */
    public static Payload of(byte[] bytes) {
        return new Payload(bytes.length, bytes);
    }

    /** Returns the number of bytes. */
    public int length() {
        return length;
    }

    /** Returns whether the bytes themselves are present. */
    public boolean hasBytes() {
        return bytes != null;
    }

    /** Returns one byte, 0 where only the length is known. */
    public byte at(int index) {
        return bytes == null ? 0 : bytes[index];
    }

    /** Copies the bytes (or zeros) to {@code target} from {@code offset} on. */
    public void copyTo(byte[] target, int offset) {
        if (bytes != null) {
            System.arraycopy(bytes, 0, target, offset, length);
        } else {
            Arrays.fill(target, offset, offset + length, (byte) 0);
        }
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Payload that) || that.length != length) {
            return false;
        }
        return bytes == null || that.bytes == null || Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return length;
    }

    @Override
    public String toString() {
        return "Payload[" + length + " bytes]";
    }
}
