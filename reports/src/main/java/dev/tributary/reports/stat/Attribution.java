package dev.tributary.reports.stat;

/**
 * Where the sharing ratio was lost between the ceiling of one CDN copy per room and the measured
 * mean: {@code ceiling - (the sum of all losses) = sharingRatio}.
 *
 * @param ceiling (N - 1) / N with N the mean number of viewers
 * @param cdnSubStream sub-streams that the tracker assigned to the CDN
 * @param joins start-up buffers and full streams while joining
 * @param emergency slices fetched because they were about to be late
 * @param unmatched sub-streams that no peer could provide
 * @param fallback fetches after the peers failed as a whole, or without peering
 * @param other the remainder; -1/N, because the one copy that the ceiling concedes is among the
 *     losses above
 */
public record Attribution(
        double ceiling,
        double cdnSubStream,
        double joins,
        double emergency,
        double unmatched,
        double fallback,
        double other) {
    /** Returns the sharing ratio that remains. */
    public double sharingRatio() {
        return ceiling - cdnSubStream - joins - emergency - unmatched - fallback - other;
    }

    /** Returns what no loss explains, counted from everything coming from peers; about zero. */
    public double unexplained() {
        return other + 1 - ceiling;
    }
}
