package dev.tributary.webrtc.sctp;

/** Round trip estimation and the retransmission timeout (RFC 9260 section 6.3.1). */
final class RetransmissionTimeout {
    private final SctpConfig config;
    private long srttNanos;
    private long varianceNanos;
    private final LowestLately lowest = new LowestLately();
    private long rtoNanos;

    RetransmissionTimeout(SctpConfig config) {
        this.config = config;
        rtoNanos = config.rtoInitialNanos();
    }

    void measured(long nowNanos, long rttNanos) {
        long rtt = Math.max(1, rttNanos);
        lowest.add(nowNanos, rtt);
        if (srttNanos == 0) {
            srttNanos = rtt;
            varianceNanos = rtt / 2;
        } else {
            varianceNanos += (Math.abs(srttNanos - rtt) - varianceNanos) / 4;
            srttNanos = Math.max(1, srttNanos + (rtt - srttNanos) / 8);
        }
        // With a steady round trip the variance vanishes; the timeout must stay above the round
        // trip.
        long rto = srttNanos + Math.max(4 * varianceNanos, config.ackDelayNanos());
        rtoNanos = Math.min(Math.max(rto, config.rtoMinNanos()), config.rtoMaxNanos());
    }

    void backOff() {
        rtoNanos = Math.min(2 * rtoNanos, config.rtoMaxNanos());
    }

    long rtoNanos() {
        return rtoNanos;
    }

    /** Shortest round trip of the last half to one minute, 0 before the first measurement. */
    long rttMinNanos() {
        return lowest.nanos();
    }

    /** Smoothed round trip, 0 before the first measurement. */
    long srttNanos() {
        return srttNanos;
    }
}
