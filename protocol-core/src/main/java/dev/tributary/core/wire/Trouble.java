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
}
