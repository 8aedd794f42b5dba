package dev.tributary.webrtc.sctp;

import dev.tributary.webrtc.sctp.wire.Wire;

/** Slow start, congestion avoidance and fast recovery (RFC 9260 section 7.2). */
final class CongestionWindow {
    /** Growth per acknowledgement in slow start, in packets: the L of RFC 9260 section 7.2.1. */
    private static final int GROWTH_PACKETS = 2;

    private static final int SHRUNK_PACKETS_MIN = 4;

    private final int mtuBytes;
    private final long maxBytes;
    private long windowBytes;
    private long thresholdBytes = Long.MAX_VALUE;
    private long partialBytes;
    private boolean recovering;
    private int recoveryExitTsn;

    CongestionWindow(SctpConfig config) {
        mtuBytes = config.mtuBytes();
        maxBytes = config.sendBufferBytes();
        windowBytes = (long) config.initialWindowPackets() * mtuBytes;
    }

    long bytes() {
        return windowBytes;
    }

    boolean slowStart() {
        return windowBytes < thresholdBytes;
    }

    boolean recovering() {
        return recovering;
    }

    /** The cumulative acknowledgement moved on to {@code tsn}. */
    void acknowledged(int tsn, long ackedBytes, long flightBytesBefore) {
        if (recovering) {
            recovering = Wire.before(tsn, recoveryExitTsn);
            return;
        }
        if (flightBytesBefore + mtuBytes < windowBytes) {
            return; // the sender does not use what it has
        }
        if (slowStart()) {
            grow(Math.min(ackedBytes, (long) GROWTH_PACKETS * mtuBytes));
            return;
        }
        partialBytes += ackedBytes;
        if (partialBytes >= windowBytes) {
            partialBytes -= windowBytes;
            grow(mtuBytes);
        }
    }

    /** Chunks are missing; {@code highestTsn} is the last one sent. True if a recovery begins. */
    boolean lost(int highestTsn) {
        if (recovering) {
            return false;
        }
        shrinkThreshold();
        windowBytes = thresholdBytes;
        recovering = true;
        recoveryExitTsn = highestTsn;
        return true;
    }

    void timedOut() {
        shrinkThreshold();
        windowBytes = mtuBytes;
        recovering = false;
    }

    private void shrinkThreshold() {
        thresholdBytes = Math.max(windowBytes / 2, (long) SHRUNK_PACKETS_MIN * mtuBytes);
        partialBytes = 0;
    }

    private void grow(long bytes) {
        windowBytes = Math.min(windowBytes + bytes, maxBytes);
    }
}
