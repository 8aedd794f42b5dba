package dev.tributary.core.system.youku;

import dev.tributary.core.strategy.Neighbourhood;
import dev.tributary.core.strategy.PeerView;

/**
 * How good a neighbour is, from this viewer's own experience: half its goodput over that of the
 * best, three tenths how often it delivered, two tenths how fast it answers (systems.md 3.4; the
 * time of an answer stands for the round trip, which is not measured). Who was asked and has never
 * brought anything is not fast.
 */
final class Quality {
    /** The best quality there is. */
    static final int BEST = 1_000;

    private static final int FAST_MILLIS = 100;

    private Quality() {}

    /** Returns the goodput of the best neighbour, kbit/s. */
    static int bestGoodput(PeerView view, Neighbourhood around) {
        int best = 1;
        for (int link = 0; link < view.linkCount(); link++) {
            best = view.linkReady(link) ? Math.max(best, around.goodputKbps(link)) : best;
        }
        return best;
    }

    /** Returns the quality of a neighbour, 0..{@link #BEST}. */
    static int permille(Neighbourhood around, int link, int bestGoodput) {
        long goodput = 500L * around.goodputKbps(link) / bestGoodput;
        int success = 300 * around.successPermille(link) / BEST;
        int service = around.serviceMillis(link);
        boolean silent = service == 0 && around.answers(link) > 0;
        int speed = silent ? 0 : 200 * FAST_MILLIS / (FAST_MILLIS + service);
        return (int) goodput + success + speed;
    }
}
