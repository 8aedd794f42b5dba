package dev.tributary.webrtc.sctp;

/** What an association knows of the way to the other side, at present. */
public final class SctpPath {
    private final Sender sender;

    SctpPath(Sender sender) {
        this.sender = sender;
    }

    /** Smoothed round trip time in nanoseconds, 0 before the first measurement. */
    public long rttNanos() {
        return sender.timeout().srttNanos();
    }

    /** Shortest round trip time in nanoseconds, 0 before the first measurement. */
    public long rttMinNanos() {
        return sender.timeout().rttMinNanos();
    }

    /** Congestion window in bytes. */
    public long congestionWindowBytes() {
        return sender.congestionWindowBytes();
    }

    /** User bytes of all channels that were sent and are not known to have arrived. */
    public long underWayBytes() {
        return sender.underWayBytes();
    }
}
