package dev.tributary.core.wire;

/**
 * A provider will not push a sub-stream.
 *
 * @param subStream {@code 0..N-1}
 * @param reason why
 */
public record Refuse(int subStream, RefuseReason reason) implements Message {
    @Override
    public Type type() {
        return Type.REFUSE;
    }
}
