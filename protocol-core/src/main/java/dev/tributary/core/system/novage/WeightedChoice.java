package dev.tributary.core.system.novage;

import dev.tributary.core.strategy.Holes;
import dev.tributary.core.strategy.Neighbourhood;
import dev.tributary.core.strategy.PeerView;

/**
 * Draws the peer that is asked, by the rate at which it brought segments before, but at least a
 * tenth of the best one's, so that those without a past get their chance (systems.md 8.1).
 */
final class WeightedChoice {
    private static final int FLOOR = 10;

    /** Asks a holder of the segment under the cursor; returns whether one was asked. */
    boolean ask(PeerView view, Neighbourhood around, Holes holes) {
        long holders = 0;
        for (long rest = holes.holders(); rest != 0; rest &= rest - 1) {
            int link = Long.numberOfTrailingZeros(rest);
            holders |= around.inFlight(link) == 0 ? 1L << link : 0;
        }
        while (holders != 0) {
            int link = draw(view, around, holders);
            if (holes.ask(link)) {
                return true;
            }
            holders &= ~(1L << link);
        }
        return false;
    }

    private static int draw(PeerView view, Neighbourhood around, long holders) {
        int best = FLOOR;
        for (long rest = holders; rest != 0; rest &= rest - 1) {
            best = Math.max(best, around.goodputKbps(Long.numberOfTrailingZeros(rest)));
        }
        int sum = 0;
        for (long rest = holders; rest != 0; rest &= rest - 1) {
            sum += weight(around, Long.numberOfTrailingZeros(rest), best);
        }
        int at = view.rng().nextInt(sum);
        int link = Long.numberOfTrailingZeros(holders);
        for (long rest = holders; rest != 0 && at >= 0; rest &= rest - 1) {
            link = Long.numberOfTrailingZeros(rest);
            at -= weight(around, link, best);
        }
        return link;
    }

    private static int weight(Neighbourhood around, int link, int best) {
        return Math.max(best / FLOOR, around.goodputKbps(link));
    }
}
