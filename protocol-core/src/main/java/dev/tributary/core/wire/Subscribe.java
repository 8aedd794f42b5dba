package dev.tributary.core.wire;

/**
 * Asks for a standing push of a sub-stream.
 *
 * @param subStream {@code 0..N-1}
 * @param fromSlice first slice wanted
 */
public record Subscribe(int subStream, int fromSlice) implements Message {
    @Override
    public Type type() {
        return Type.SUBSCRIBE;
    }
}
