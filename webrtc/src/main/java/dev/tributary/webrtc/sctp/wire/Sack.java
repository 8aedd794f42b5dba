package dev.tributary.webrtc.sctp.wire;

/** A selective acknowledgement (RFC 9260 section 3.3.4). */
public final class Sack {
    public final int cumulativeTsn;
    public final long windowBytes;
    public final byte[] bytes;

    /** Where its gap blocks begin in {@link #bytes}. */
    public final int gapsAt;

    public final int gaps;

    public Sack(int cumulativeTsn, long windowBytes, byte[] bytes, int gapsAt, int gaps) {
        this.cumulativeTsn = cumulativeTsn;
        this.windowBytes = windowBytes;
        this.bytes = bytes;
        this.gapsAt = gapsAt;
        this.gaps = gaps;
    }
}
