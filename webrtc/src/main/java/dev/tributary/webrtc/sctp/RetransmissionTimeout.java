package dev.tributary.webrtc.sctp;

/** Round trip estimation and the retransmission timeout (RFC 9260 section 6.3.1). */
final class RetransmissionTimeout {
    private final SctpConfig config;
    private long srttNanos;
    private long rttMinNanos;
    private long varianceNanos;
    private long rtoNanos;

    RetransmissionTimeout(SctpConfig config) {
        this.config = config;
        rtoNanos = config.rtoInitialNanos();
    }

    void measured(long rttNanos) {
        long rtt = Math.max(1, rttNanos);
        rttMinNanos = rttMinNanos == 0 ? rtt : Math.min(rttMinNanos, rtt);
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

    /** Shortest round trip, 0 before the first measurement. */
    long rttMinNanos() {
        return rttMinNanos;
    }

    /** Smoothed round trip, 0 before the first measurement. */
    long srttNanos() {
        return srttNanos;
    }
}
