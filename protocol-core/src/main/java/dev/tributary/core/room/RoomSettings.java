package dev.tributary.core.room;

import dev.tributary.core.base.Check;

/**
 * The configuration of one room, as the scheduler hands it to every viewer (get_link).
 *
 * @param bitrateKbps nominal rate of the stream, kbit/s
 * @param trickleIce whether candidates travel one by one (RFC 8838) or with the offer
 * @param ipv6 whether IPv6 addresses are used at all
 */
public record RoomSettings(
        StrategyKind strategy,
        int bitrateKbps,
        boolean trickleIce,
        boolean ipv6,
        PlayoutSettings playout,
        SwarmSettings swarm,
        UploadSettings upload) {
    /** Bytes of a chunk, the smallest unit that peers exchange (Douyu: 1 KB-scale). */
    public static final int CHUNK_BYTES = 1024;

    /** Checks the ranges. */
    public RoomSettings {
        Check.range("bitrateKbps", bitrateKbps, 8, 1_000_000);
    }

    /** Returns whether the room uses peers at all. */
    public boolean peering() {
        return strategy != StrategyKind.CDN_ONLY;
    }

    /** Returns the sub-stream, {@code 0..N-1}, of a slice. */
    public int subStream(int slice) {
        return (slice - 1) % swarm.subStreams();
    }
}
