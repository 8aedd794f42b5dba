package dev.tributary.core.peer;

import dev.tributary.core.room.Capabilities;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.PeerId;
import dev.tributary.core.wire.StreamKey;

/**
 * Who a peer is and what it watches.
 *
 * @param stream the stream
 * @param peerId lasting identity
 * @param capabilities what it can do
 * @param token admission token for the tracker
 * @param seed seed of its own generator
 */
public record PeerConfig(
        StreamKey stream, PeerId peerId, Capabilities capabilities, Payload token, int seed) {
    /** Largest number of links that a viewer keeps at a time; further offers are not answered. */
    public static final int LINKS_MAX = 64;

    /** Time to wait before a failed server is asked again; doubled up to eight times of it. */
    public static final long RETRY_NANOS = 1_000_000_000L;
}
