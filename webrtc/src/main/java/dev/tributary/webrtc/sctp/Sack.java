package dev.tributary.webrtc.sctp;

/** A selective acknowledgement (RFC 9260 section 3.3.4). */
final class Sack {
    final int cumulativeTsn;
    final long windowBytes;
    final byte[] bytes;

    /** Where its gap blocks begin in {@link #bytes}. */
    final int gapsAt;

    final int gaps;

    Sack(int cumulativeTsn, long windowBytes, byte[] bytes, int gapsAt, int gaps) {
        this.cumulativeTsn = cumulativeTsn;
        this.windowBytes = windowBytes;
        this.bytes = bytes;
        this.gapsAt = gapsAt;
        this.gaps = gaps;
    }
}
