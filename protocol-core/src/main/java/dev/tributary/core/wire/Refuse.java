package dev.tributary.core.wire;

import dev.tributary.core.base.Check;

/**
 * A provider will not push a sub-stream.
 *
 * @param subStream {@code 0..N-1}
 * @param reason why
 */
public record Refuse(int subStream, RefuseReason reason) implements Message {
    /** Checks the ranges. */
    public Refuse {
        Check.range("subStream", subStream, 0, WireSize.SUB_STREAMS_MAX - 1);
    }

    @Override
    public Type type() {
        return Type.REFUSE;
    }

    @Override
    public int wireBytes() {
        return WireSize.FRAME + WireSize.of(subStream) + WireSize.ENUM;
    }
}
