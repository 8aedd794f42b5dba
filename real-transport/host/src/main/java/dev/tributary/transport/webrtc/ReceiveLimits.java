package dev.tributary.transport.webrtc;

import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;

/**
 * Bounds the work that datagrams of one link may cause (reliability.md T10). The peer has a share
 * of its own, over all addresses where ICE found it, because it may send over any of them (RFC 8445
 * section 12.2); strangers cannot use it up without such an address.
 */
final class ReceiveLimits {
    /** Forty pairs at the pace of ICE send 20 checks a second, with answers and repetitions. */
    static final int STRANGERS_PER_SECOND_MAX = 500;

    private static final long SECOND = 1_000_000_000L;

    private final Bucket known;
    private final Bucket strangers = new Bucket(STRANGERS_PER_SECOND_MAX);

    /** At most one for each pair of ICE. */
    private final Set<InetSocketAddress> peers = new HashSet<>();

    ReceiveLimits(int knownPerSecondMax) {
        known = new Bucket(knownPerSecondMax);
    }

    /** From now on this is the peer, too. */
    void peer(InetSocketAddress address) {
        peers.add(address);
    }

    /** Returns whether to read a datagram. */
    boolean admit(long nowNanos, InetSocketAddress from) {
        return (peers.contains(from) ? known : strangers).admit(nowNanos);
    }

    /** A virtual queue of 100 ms (the generic cell rate algorithm, ITU-T I.371). */
    private static final class Bucket {
        private static final long DEPTH_NANOS = SECOND / 10;

        private final long spacingNanos;
        private long emptyAtNanos;

        Bucket(int perSecondMax) {
            spacingNanos = SECOND / perSecondMax;
        }

        boolean admit(long nowNanos) {
            long at = Math.max(emptyAtNanos, nowNanos) + spacingNanos;
            if (at - nowNanos > DEPTH_NANOS + spacingNanos) {
                return false;
            }
            emptyAtNanos = at;
            return true;
        }
    }
}
