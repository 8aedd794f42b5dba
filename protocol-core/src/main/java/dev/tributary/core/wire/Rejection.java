package dev.tributary.core.wire;

import dev.tributary.core.base.Check;

/**
 * The tracker or the scheduler refuses.
 *
 * @param code why
 * @param retryAfterMillis when to try again, 0 = never
 */
public record Rejection(RejectionCode code, int retryAfterMillis) implements Message {
    /** Checks the ranges. */
    public Rejection {
        Check.range("retryAfterMillis", retryAfterMillis, 0, Integer.MAX_VALUE);
    }

    @Override
    public Type type() {
        return Type.REJECTION;
    }

    @Override
    public int wireBytes() {
        return WireSize.FRAME + WireSize.ENUM + WireSize.of(retryAfterMillis);
    }
}
