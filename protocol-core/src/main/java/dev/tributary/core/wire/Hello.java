package dev.tributary.core.wire;

/**
 * First message on a link, from both sides.
 *
 * @param stream room of the sender; another room closes the link
 * @param session who speaks
 * @param frameChunksMax largest DATA message that the sender accepts, chunks
 */
public record Hello(StreamKey stream, int session, int frameChunksMax) implements Message {
    @Override
    public Type type() {
        return Type.HELLO;
    }
}
