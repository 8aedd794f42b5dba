package dev.tributary.core.wire;

import dev.tributary.core.base.Check;

/**
 * Tells the tracker that a provider does not work, so that it names another.
 *
 * @param subStream {@code 0..N-1}
 * @param provider session of the provider, or 0 when there is none at all
 * @param reason what happened
 */
public record Trouble(int subStream, int provider, TroubleReason reason) implements Message {
    private static final TroubleReason[] TROUBLE_REASON_VALUES = TroubleReason.values();

    /** Checks the ranges. */
    public Trouble {
        Check.range("subStream", subStream, 0, WireSize.SUB_STREAMS_MAX - 1);
        Check.range("provider", provider, 0, Integer.MAX_VALUE);
    }

    @Override
    public Type type() {
        return Type.TROUBLE;
    }

    @Override
    public int wireBytes() {
        return WireSize.FRAME + WireSize.of(subStream) + WireSize.of(provider) + WireSize.ENUM;
    }

    @Override
    public void write(WireWriter out) {
        out.varint(subStream);
        out.varint(provider);
        out.varint(reason.ordinal());
    }

    static Trouble read(WireReader in) throws MalformedMessageException {
        int subStream = in.subStream();
        int provider = in.sessionOrNobody("provider");
        return new Trouble(subStream, provider, in.oneOf("trouble reason", TROUBLE_REASON_VALUES));
    }
}
