package dev.tributary.transport.edge.client;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Cuts a byte stream into frames: {@code length u24 | message}, where a length of 0 means that the
 * sender is alive and no more.
 */
public final class FrameReader {
    /** Bytes of the length before each message. */
    public static final int LENGTH_BYTES = 3;

    /** Largest message: a block with the seal of the largest slice (17.6 kB). */
    static final int MESSAGE_MAX = 40 << 10;

    private static final int BUFFER_BYTES = 16 << 10;

    private byte[] message = new byte[BUFFER_BYTES];
    private int length = -1;
    private int lengthBytes;
    private int lengthSoFar;
    private int have;

    /** Takes whole messages out of a stream. */
    interface Frames {
        /**
         * A message; the array is the reader's.
         *
         * @return whether to go on
         */
        boolean frame(byte[] message, int length);
    }

    /** Takes bytes; returns false when a length is out of range or the taker does not go on. */
    boolean read(ByteBuf bytes, Frames frames) {
        while (bytes.isReadable()) {
            if (length < 0) {
                lengthSoFar = lengthSoFar << 8 | bytes.readUnsignedByte();
                if (++lengthBytes < LENGTH_BYTES) {
                    continue;
                }
                if (lengthSoFar > MESSAGE_MAX) {
                    return false;
                }
                length = lengthSoFar == 0 ? -1 : lengthSoFar;
                lengthBytes = 0;
                lengthSoFar = 0;
                have = 0;
                continue;
            }
            int count = Math.min(bytes.readableBytes(), length - have);
            if (have + count > message.length) {
                message = Arrays.copyOf(message, MESSAGE_MAX);
            }
            bytes.readBytes(message, have, count);
            have += count;
            if (have == length) {
                int whole = length;
                length = -1;
                if (!frames.frame(message, whole)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Writes the length of a message. */
    public static void length(int length, byte[] target) {
        target[0] = (byte) (length >>> 16);
        target[1] = (byte) (length >>> 8);
        target[2] = (byte) length;
    }
}
