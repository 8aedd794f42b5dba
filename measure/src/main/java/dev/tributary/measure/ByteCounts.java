package dev.tributary.measure;

/**
 * Bytes of one viewer or of a room over an interval, and the ratios defined on them (systems.md
 * 1.2).
 *
 * @param peer useful media bytes first received from peers
 * @param cdnOwn useful bytes from the CDN of the sub-stream that the tracker assigned
 * @param cdnJoin useful bytes from the CDN while joining: start-up buffer and full stream
 * @param cdnUncovered useful bytes from the CDN of sub-streams that no peer could provide
 * @param cdnEmergency useful bytes from the CDN because a slice was about to be late
 * @param cdnFallback useful bytes from the CDN after the peers failed as a whole, or without
 *     peering
 * @param peerDuplicate bytes from peers that were here already
 * @param cdnDuplicate bytes from the CDN that were here already
 * @param signalling bytes of all messages without media
 * @param uploaded media bytes sent to peers
 */
public record ByteCounts(
        long peer,
        long cdnOwn,
        long cdnJoin,
        long cdnUncovered,
        long cdnEmergency,
        long cdnFallback,
        long peerDuplicate,
        long cdnDuplicate,
        long signalling,
        long uploaded) {
    /** Nothing. */
    public static final ByteCounts ZERO = new ByteCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Returns useful bytes from the CDN, Bc. */
    public long cdn() {
        return cdnOwn + cdnJoin + cdnUncovered + cdnEmergency + cdnFallback;
    }

    /** Returns useful bytes from everywhere, Bp + Bc. */
    public long useful() {
        return peer + cdn();
    }

    /** Returns the sharing ratio S = Bp / (Bp + Bc), or NaN without traffic. */
    public double sharingRatio() {
        return ratio(peer, useful());
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

    /** Returns {@code part} over all useful bytes. */
    public double fraction(long part) {
        return ratio(part, useful());
    }

    /** Returns the sum of both. */
    public ByteCounts plus(ByteCounts that) {
        return new ByteCounts(
                peer + that.peer,
                cdnOwn + that.cdnOwn,
                cdnJoin + that.cdnJoin,
                cdnUncovered + that.cdnUncovered,
                cdnEmergency + that.cdnEmergency,
                cdnFallback + that.cdnFallback,
                peerDuplicate + that.peerDuplicate,
                cdnDuplicate + that.cdnDuplicate,
                signalling + that.signalling,
                uploaded + that.uploaded);
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }
}
