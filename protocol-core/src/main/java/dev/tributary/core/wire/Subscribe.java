package dev.tributary.core.wire;

import dev.tributary.core.base.Check;

/**
 * Asks for a standing push of a sub-stream.
 *
 * @param subStream {@code 0..N-1}
 * @param fromSlice first slice wanted
 */
public record Subscribe(int subStream, int fromSlice) implements Message {
    /** Checks the ranges. */
    public Subscribe {
        Check.range("subStream", subStream, 0, WireSize.SUB_STREAMS_MAX - 1);
        Check.range("fromSlice", fromSlice, 1, Integer.MAX_VALUE);
    }

    @Override
    public Type type() {
        return Type.SUBSCRIBE;
    }

    @Override
    public int wireBytes() {
        return WireSize.FRAME + WireSize.of(subStream) + WireSize.of(fromSlice);
    }

    @Override
    public void write(WireWriter out) {
        out.varint(subStream);
        out.varint(fromSlice);
    }

    static Subscribe read(WireReader in) throws MalformedMessageException {
        int subStream = in.subStream();
        return new Subscribe(subStream, in.varint("fromSlice", 1, Integer.MAX_VALUE));
    }
}
