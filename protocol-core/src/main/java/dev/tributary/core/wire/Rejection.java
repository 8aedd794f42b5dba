package dev.tributary.core.wire;

/**
 * The tracker or the scheduler refuses.
 *
 * @param code why
 * @param retryAfterMillis when to try again, 0 = never
 */
public record Rejection(RejectionCode code, int retryAfterMillis) implements Message {
    @Override
    public Type type() {
        return Type.REJECTION;
    }
}
