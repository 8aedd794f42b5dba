package dev.tributary.core.wire;

import dev.tributary.core.base.Check;
import dev.tributary.core.room.RoomSettings;

/**
 * First message on a link, from both sides.
 *
 * @param stream room of the sender; another room closes the link
 * @param session who speaks
 * @param frameChunksMax largest DATA message that the sender accepts, chunks
 */
public record Hello(StreamKey stream, int session, int frameChunksMax) implements Message {
    /** Smallest value of {@code frameChunksMax}: a block. */
    public static final int FRAME_CHUNKS_MIN = RoomSettings.BLOCK_CHUNKS;

    /** Largest value of {@code frameChunksMax}. */
    public static final int FRAME_CHUNKS_MAX = 65_535;

    /** Checks the ranges. */
    public Hello {
        Check.range("session", session, 1, Integer.MAX_VALUE);
        Check.range("frameChunksMax", frameChunksMax, FRAME_CHUNKS_MIN, FRAME_CHUNKS_MAX);
    }

    @Override
    public Type type() {
        return Type.HELLO;
    }

    @Override
    public int wireBytes() {
        return WireSize.FRAME
                + WireSize.VERSION
                + WireSize.KEY
                + WireSize.of(session)
                + WireSize.of(frameChunksMax);
    }

    @Override
    public void write(WireWriter out) {
        out.u8(MessageCodec.VERSION);
        out.key(stream.high(), stream.low());
        out.varint(session);
        out.varint(frameChunksMax);
    }

    static Hello read(WireReader in) throws MalformedMessageException {
        in.version();
        StreamKey stream = in.streamKey();
        int session = in.session();
        int frameChunksMax = in.varint("frameChunksMax", FRAME_CHUNKS_MIN, FRAME_CHUNKS_MAX);
        return new Hello(stream, session, frameChunksMax);
    }
}
