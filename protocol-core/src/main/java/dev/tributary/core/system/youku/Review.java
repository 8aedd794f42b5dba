package dev.tributary.core.system.youku;

import dev.tributary.core.strategy.Neighbourhood;
import dev.tributary.core.strategy.PeerView;
import java.util.Arrays;

/** Gives the worst neighbour up when it is far worse than the others (systems.md 3.3). */
final class Review {
    /** A neighbour with fewer answers is not judged. */
    private static final int ANSWERS_MIN = 20;

    /** It goes with less than this share of the median's quality, per cent. */
    private static final int WORST_PERCENT = 30;

    private final long periodNanos;
    private long nextNanos = Long.MIN_VALUE;

    Review(long periodNanos) {
        this.periodNanos = periodNanos;
    }

    void look(long nowNanos, PeerView view, Neighbourhood around) {
        if (nextNanos == Long.MIN_VALUE) {
            nextNanos = nowNanos + periodNanos;
        }
        if (nowNanos < nextNanos) {
            return;
        }
        nextNanos = nowNanos + periodNanos;
        int[] qualities = new int[view.linkCount()];
        int best = Quality.bestGoodput(view, around);
        int count = 0;
        int worst = -1;
        int least = Integer.MAX_VALUE;
        for (int link = 0; link < view.linkCount(); link++) {
            if (view.linkReady(link) && around.answers(link) >= ANSWERS_MIN) {
                int quality = Quality.permille(around, link, best);
                qualities[count++] = quality;
                worst = quality < least ? link : worst;
                least = Math.min(least, quality);
            }
        }
        Arrays.sort(qualities, 0, count);
        if (count > 0 && 100 * least < WORST_PERCENT * qualities[count / 2]) {
            around.evict(worst);
        }
    }
}
