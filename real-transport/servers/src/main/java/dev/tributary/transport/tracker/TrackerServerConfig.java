package dev.tributary.transport.tracker;

import dev.tributary.core.base.Check;
import dev.tributary.core.tracker.TrackerConfig;
import dev.tributary.transport.http.WebSocketPolicy;
import java.util.Objects;
import java.util.Set;

/**
 * How a tracker serves.
 *
 * @param core limits and periods of the state machine
 * @param sockets limits of a WebSocket, and which pages may connect
 * @param unjoinedMillis how long a socket may stay without a member
 * @param unjoinedPerAddress sockets without a member per IPv4 address or IPv6 /64
 */
public record TrackerServerConfig(
        TrackerConfig core, WebSocketPolicy sockets, int unjoinedMillis, int unjoinedPerAddress) {
    /** Checks the ranges. */
    public TrackerServerConfig {
        Objects.requireNonNull(core, "core");
        Objects.requireNonNull(sockets, "sockets");
        Check.range("unjoinedMillis", unjoinedMillis, 10, 600_000);
        Check.range("unjoinedPerAddress", unjoinedPerAddress, 1, 10_000_000);
    }

    /** The values of reliability.md T9, for pages of any origin. */
    public static TrackerServerConfig defaults() {
        return new TrackerServerConfig(
                TrackerConfig.defaults(), WebSocketPolicy.binary(Set.of()), 3_000, 64);
    }
}
