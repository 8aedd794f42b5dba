package dev.tributary.core.wire;

import dev.tributary.core.base.Check;

/**
 * A provider will not push a sub-stream.
 *
 * @param subStream {@code 0..N-1}
 * @param reason why
 */
public record Refuse(int subStream, RefuseReason reason) implements Message {
    private static final RefuseReason[] REFUSE_REASON_VALUES = RefuseReason.values();

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

    @Override
    public void write(WireWriter out) {
        out.varint(subStream);
        out.varint(reason.ordinal());
    }

    static Refuse read(WireReader in) throws MalformedMessageException {
        int subStream = in.subStream();
        return new Refuse(subStream, in.oneOf("refuse reason", REFUSE_REASON_VALUES));
    }
}
