package dev.tributary.webrtc.ice;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * What an agent is told once.
 *
 * @param stunServers resolved addresses, at most {@link #STUN_SERVERS_MAX}
 * @param addresses which remote candidates are acceptable, and which local ones are announced
 */
public record IceConfig(
        List<InetSocketAddress> stunServers, AddressPolicy addresses, IceTimings timings) {
    /** More only delays the end of gathering. */
    public static final int STUN_SERVERS_MAX = 4;

    /** Refuses too many or unresolved servers with {@link IllegalArgumentException}. */
    public IceConfig {
        stunServers = List.copyOf(stunServers);
        if (stunServers.size() > STUN_SERVERS_MAX
                || stunServers.stream().anyMatch(InetSocketAddress::isUnresolved)) {
            throw new IllegalArgumentException("STUN servers " + stunServers);
        }
    }
}
