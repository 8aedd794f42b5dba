package dev.tributary.webrtc.oracle;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Messages whose bytes follow from their number: the same as in the oracles' scripts. */
final class Pattern {
    private Pattern() {}

    /** Message number {@code n}: the number in four bytes, then bytes that follow from it. */
    static byte[] message(int n, int bytes) {
        byte[] made = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            made[i] = (byte) (n * 31 + i * 7 + (i >> 8));
        }
        ByteBuffer.wrap(made).putInt(n);
        return made;
    }

    /** Whether a message is what its number says. */
    static boolean fits(byte[] message) {
        return message.length >= 4
                && Arrays.equals(
                        message, message(ByteBuffer.wrap(message).getInt(), message.length));
    }
}
