package dev.tributary.measure;

import dev.tributary.core.room.MediaSource;
import java.util.Arrays;
import java.util.List;

/**
 * Bytes of one viewer or of a room over an interval, and the ratios defined on them (systems.md
 * 1.2). Useful bytes are counted where they were received first, by source.
 */
public final class ByteCounts {
    /** Nothing. */
    public static final ByteCounts ZERO =
            new ByteCounts(new long[MediaSource.values().length], 0, 0, 0, 0);

    private final long[] useful;
    private final long peerDuplicate;
    private final long cdnDuplicate;
    private final long signalling;
    private final long uploaded;

    /**
     * Creates counts.
     *
     * @param useful useful media bytes by the ordinal of their source
     * @param peerDuplicate bytes from peers that were here already
     * @param cdnDuplicate bytes from the CDN that were here already
     * @param signalling bytes of all messages without media
     * @param uploaded media bytes sent to peers
     */
    public ByteCounts(
            long[] useful, long peerDuplicate, long cdnDuplicate, long signalling, long uploaded) {
        this.useful = Arrays.copyOf(useful, MediaSource.values().length);
        this.peerDuplicate = peerDuplicate;
        this.cdnDuplicate = cdnDuplicate;
        this.signalling = signalling;
        this.uploaded = uploaded;
    }

    /** Returns the sum over some sessions. */
    public static ByteCounts of(List<ViewerRow> rows) {
        long[] useful = new long[MediaSource.values().length];
        long[] rest = new long[4];
        for (ViewerRow row : rows) {
            ByteCounts bytes = row.bytes();
            for (int i = 0; i < useful.length; i++) {
                useful[i] += bytes.useful[i];
            }
            rest[0] += bytes.peerDuplicate;
            rest[1] += bytes.cdnDuplicate;
            rest[2] += bytes.signalling;
            rest[3] += bytes.uploaded;
        }
        return new ByteCounts(useful, rest[0], rest[1], rest[2], rest[3]);
    }

    /** Returns the useful bytes from one source. */
    public long useful(MediaSource source) {
        return useful[source.ordinal()];
    }

    /** Returns useful bytes from peers, Bp. */
    public long peer() {
        return useful(MediaSource.PEER);
    }

    /** Returns useful bytes from the CDN, Bc. */
    public long cdn() {
        return useful() - peer();
    }

    /** Returns useful bytes from everywhere, Bp + Bc. */
    public long useful() {
        return Arrays.stream(useful).sum();
    }

    /** Returns bytes from peers that were here already. */
    public long peerDuplicate() {
        return peerDuplicate;
    }

    /** Returns bytes from the CDN that were here already. */
    public long cdnDuplicate() {
        return cdnDuplicate;
    }

    /** Returns bytes of all messages without media. */
    public long signalling() {
        return signalling;
    }

    /** Returns media bytes sent to peers. */
    public long uploaded() {
        return uploaded;
    }

    /** Returns the sharing ratio S = Bp / (Bp + Bc), or NaN without traffic. */
    public double sharingRatio() {
        return ratio(peer(), useful());
    }

    /** Returns the offload O = 1 - (Bc + Dc) / (Bc + Bp): what the bandwidth bill sees. */
    public double offload() {
        return 1 - ratio(cdn() + cdnDuplicate, useful());
    }

    /** Returns duplicates over all received media bytes. */
    public double duplicateFraction() {
        return ratio(peerDuplicate + cdnDuplicate, useful() + peerDuplicate + cdnDuplicate);
    }

    /** Returns signalling over useful media bytes. */
    public double signallingFraction() {
        return ratio(signalling, useful());
    }

    /** Returns the useful bytes of one source over those of all. */
    public double fraction(MediaSource source) {
        return ratio(useful(source), useful());
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByteCounts that
                && Arrays.equals(useful, that.useful)
                && peerDuplicate == that.peerDuplicate
                && cdnDuplicate == that.cdnDuplicate
                && signalling == that.signalling
                && uploaded == that.uploaded;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(useful) + Long.hashCode(signalling) + Long.hashCode(uploaded);
    }

    @Override
    public String toString() {
        return Arrays.toString(useful)
                + ", again "
                + peerDuplicate
                + " and "
                + cdnDuplicate
                + ", signalling "
                + signalling
                + ", uploaded "
                + uploaded;
    }
}
