package dev.tributary.core.wire;

import dev.tributary.core.base.Check;
import dev.tributary.core.room.Capabilities;

/**
 * Registers a viewer with the tracker.
 *
 * @param stream which room
 * @param peerId lasting identity of the viewer, 16 bytes
 * @param capabilities what the viewer can do
 * @param token admission token, at most 256 bytes
 */
public record Join(StreamKey stream, PeerId peerId, Capabilities capabilities, Payload token)
        implements Message {
    /** Longest token, bytes. */
    public static final int TOKEN_MAX = 256;

    /** Length of the token that real trackers use, for worlds without bytes. */
    public static final int TOKEN_TYPICAL = 103;

    /** Checks the ranges. */
    public Join {
        Check.range("token", token.length(), 0, TOKEN_MAX);
    }

    @Override
    public Type type() {
        return Type.JOIN;
    }

    @Override
    public int wireBytes() {
        return WireSize.FRAME
                + WireSize.VERSION
                + WireSize.KEY
                + WireSize.KEY
                + WireSize.of(capabilities)
                + WireSize.ofBlob(token);
    }
}
