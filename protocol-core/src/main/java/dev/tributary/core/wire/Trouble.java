package dev.tributary.core.wire;

/**
 * Tells the tracker that a provider does not work, so that it names another.
 *
 * @param subStream {@code 0..N-1}
 * @param provider session of the provider, or 0 when there is none at all
 * @param reason what happened
 */
public record Trouble(int subStream, int provider, TroubleReason reason) implements Message {
    @Override
    public Type type() {
        return Type.TROUBLE;
    }
}
