package dev.tributary.reports.stat;

import dev.tributary.core.room.MediaSource;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where the sharing ratio was lost between the ceiling of one CDN copy per room and the measured
 * mean: {@code ceiling - (the sum of all losses) = sharingRatio}.
 *
 * @param ceiling (N - 1) / N with N the mean number of viewers
 * @param losses share of the useful bytes for each reason to ask the CDN
 * @param other the remainder; -1/N, because the one copy that the ceiling concedes is among the
 *     losses above
 */
public record Attribution(double ceiling, Map<MediaSource, Double> losses, double other) {
    /** Copies the map. */
    public Attribution {
        losses = Collections.unmodifiableMap(new EnumMap<>(losses));
    }

    /** Returns one loss. */
    public double loss(MediaSource source) {
        return losses.get(source);
    }

    /** Returns the sharing ratio that remains. */
    public double sharingRatio() {
        double rest = ceiling;
        for (MediaSource source : MediaSource.losses()) {
            rest -= loss(source);
        }
        return rest - other;
    }

    /** Returns what no loss explains, counted from everything coming from peers; about zero. */
    public double unexplained() {
        return other + 1 - ceiling;
    }
}
