package dev.tributary.transport.webrtc;

import java.net.InetSocketAddress;

/**
 * Bounds the work that datagrams of one link may cause (reliability.md T10). The peer that ICE
 * chose has a share of its own, which strangers cannot use up without its address.
 */
final class ReceiveLimits {
    /** Forty pairs at the pace of ICE send 20 checks a second, with answers and repetitions. */
    static final int STRANGERS_PER_SECOND_MAX = 500;

    private static final long SECOND = 1_000_000_000L;

    private final Bucket known;
    private final Bucket strangers = new Bucket(STRANGERS_PER_SECOND_MAX);
    private InetSocketAddress peer;

    ReceiveLimits(int knownPerSecondMax) {
        known = new Bucket(knownPerSecondMax);
    }

    /** From now on this is the peer. */
    void peer(InetSocketAddress address) {
        peer = address;
    }

    /** Returns whether to read a datagram. */
    boolean admit(long nowNanos, InetSocketAddress from) {
        return (from.equals(peer) ? known : strangers).admit(nowNanos);
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
