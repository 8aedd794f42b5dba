package dev.tributary.webrtc.stun;

import java.util.function.IntSupplier;

/** The 96 bits that tie a response to its request (RFC 8489 section 5). */
public record TransactionId(int high, long low) {
    /** Draws one; the source must be unpredictable outside tests, or responses can be forged. */
    public static TransactionId random(IntSupplier entropy) {
        int high = entropy.getAsInt();
        long middle = entropy.getAsInt();
        return new TransactionId(high, (middle << 32) | (entropy.getAsInt() & 0xffff_ffffL));
    }
}
