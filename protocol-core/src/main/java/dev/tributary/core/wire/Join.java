package dev.tributary.core.wire;

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
    @Override
    public Type type() {
        return Type.JOIN;
    }
}
