package dev.tributary.core.wire;

/**
 * Asks the scheduler for the stream address and the P2P configuration of a room (get_link).
 *
 * @param stream which stream
 */
public record GetLink(StreamKey stream) implements Message {
    @Override
    public Type type() {
        return Type.GET_LINK;
    }
}
