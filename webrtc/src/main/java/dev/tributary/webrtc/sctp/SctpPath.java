package dev.tributary.webrtc.sctp;

/** What an association knows of the way to the other side, at present. */
public final class SctpPath {
    private final Sender sender;
    private final DataChannels channels;

    SctpPath(Sender sender, DataChannels channels) {
        this.sender = sender;
        this.channels = channels;
    }

    /** Smoothed round trip time in nanoseconds, 0 before the first measurement. */
    public long rttNanos() {
        return sender.timeout().srttNanos();
    }

    /**
     * Shortest round trip time of the last half to one minute in nanoseconds, 0 before the first
     * measurement: ways change.
     */
    public long rttMinNanos() {
        return sender.timeout().rttMinNanos();
    }

    /** Congestion window in bytes. */
    public long congestionWindowBytes() {
        return sender.congestionWindowBytes();
    }

    /**
     * When a chunk in flight was sent, or {@link SctpAssociation#NEVER} if there are fewer; what
     * was lost and sent again does not count. Every second packet is acknowledged at once, so that
     * there are two later ones when the third is late.
     *
     * @param nth by age, 0 for the oldest
     */
    public long sentNanos(int nth) {
        return sender.sentNanos(nth);
    }

    /** User bytes of a channel that were sent and are not known to have arrived. */
    public long underWayBytes(int channel) {
        return channels.underWayBytes(channel);
    }
}
