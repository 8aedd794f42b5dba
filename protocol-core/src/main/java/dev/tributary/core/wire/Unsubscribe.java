package dev.tributary.core.wire;

/**
 * Ends a standing push.
 *
 * @param subStream {@code 0..N-1}
 */
public record Unsubscribe(int subStream) implements Message {
    @Override
    public Type type() {
        return Type.UNSUBSCRIBE;
    }
}
