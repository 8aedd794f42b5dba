package dev.tributary.transport.webrtc;

import dev.tributary.core.peer.PeerConfig;

/**
 * What the links of a viewer have in common, its line: when one of them has been full, the others
 * may meet the same.
 */
final class LineMemory {
    private long untilNanos;

    void full(long nowNanos) {
        untilNanos = nowNanos + PeerConfig.CAREFUL_NANOS;
    }

    /** Returns whether a link has been full lately. */
    boolean wasFull(long nowNanos) {
        return nowNanos < untilNanos;
    }
}
