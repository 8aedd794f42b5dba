package dev.tributary.core.wire;

import dev.tributary.core.base.Check;

/**
 * Ends a standing push.
 *
 * @param subStream {@code 0..N-1}
 */
public record Unsubscribe(int subStream) implements Message {
    /** Checks the ranges. */
    public Unsubscribe {
        Check.range("subStream", subStream, 0, WireSize.SUB_STREAMS_MAX - 1);
    }

    @Override
    public Type type() {
        return Type.UNSUBSCRIBE;
    }

    @Override
    public int wireBytes() {
        return WireSize.FRAME + WireSize.of(subStream);
    }

    @Override
    public void write(WireWriter out) {
        out.varint(subStream);
    }

    static Unsubscribe read(WireReader in) throws MalformedMessageException {
        return new Unsubscribe(in.subStream());
    }
}
