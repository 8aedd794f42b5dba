package dev.tributary.core.wire;

/**
 * Answers {@link Join}.
 *
 * @param session the number by which this tracker and its viewers name the viewer, from 1
 * @param reportMillis period of {@link Report}
 */
public record JoinOk(int session, int reportMillis) implements Message {
    @Override
    public Type type() {
        return Type.JOIN_OK;
    }
}
