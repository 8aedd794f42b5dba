package dev.tributary.sim.bound;

import java.util.Arrays;

/**
 * The most that the viewers who are in a room now could get from each other, in sub-streams, and
 * what they do not get, by what keeps them from it.
 *
 * <p>The narrowest of the cuts between what providers can give and what receivers can take: the
 * viewers of some kinds take all they could, the others what all providers have for them. Every
 * such cut is an upper bound (Ford and Fulkerson 1956); since viewers of a kind with equal slots
 * are alike, the narrowest is the maximum flow itself where those of a kind could take equally
 * much.
 */
final class RoomBound {
    private static final double ROUNDING = 1e-9;

    private final RoomRule rule;
    private final Intake intake;
    private final Offers offers;
    private final FineCut fine;
    private final double[] lost = new double[Limit.values().length];
    private double feeds;

    RoomBound(RoomRule rule, int slotsMax) {
        this.rule = rule;
        intake = new Intake(rule);
        offers = new Offers(rule, slotsMax);
        fine = new FineCut(rule);
    }

    /** Returns what all get from each other at most, in sub-streams. */
    double feeds() {
        return feeds;
    }

    /** Returns what all do not get because of a limit, in sub-streams. */
    double lost(Limit limit) {
        return lost[limit.ordinal()];
    }

    /** Looks at a room. */
    void of(Pool pool) {
        intake.of(pool);
        offers.of(pool);
        int there = pool.kinds();
        int narrowest = 0;
        feeds = Double.POSITIVE_INFINITY;
        // All subsets of the kinds that are there, the empty one first.
        int some = 0;
        do {
            double through = taken(there & ~some) + offers.to(pool, some);
            if (through < feeds - ROUNDING) {
                feeds = through;
                narrowest = some;
            }
            some = (some - there) & there;
        } while (some != 0);
        attribute(pool, narrowest);
        if (fine.worthwhile(pool)) {
            double narrower = fine.feeds(pool, intake.each, narrowest);
            if (narrower < feeds - ROUNDING) {
                lost[fine.limit().ordinal()] += feeds - narrower;
                feeds = narrower;
            }
        }
        if (!rule.planned()) {
            leaveCopies(pool);
        }
    }

    private double taken(int kinds) {
        double sum = 0;
        for (int kind = 0; kind < Reach.KINDS; kind++) {
            sum += (kinds >> kind & 1) != 0 ? intake.feeds[kind] : 0;
        }
        return sum;
    }

    private void attribute(Pool pool, int starved) {
        Arrays.fill(lost, 0);
        double demand = 0;
        int first = -1;
        for (int kind = 0; kind < Reach.KINDS; kind++) {
            if ((starved >> kind & 1) != 0) {
                demand += (double) rule.subStreams() * pool.viewers[kind];
                first = first < 0 ? kind : first;
            } else {
                for (int i = 0; i < lost.length; i++) {
                    lost[i] += intake.lost[kind][i];
                }
            }
        }
        if (starved != 0) {
            Limit slots = offers.slots(pool, starved);
            Limit limit = slots == null ? intake.scarcity(pool, first) : slots;
            lost[limit.ordinal()] += demand - offers.to(pool, starved);
        }
    }

    /** Where nobody takes anything by plan, each island still needs a copy. */
    private void leaveCopies(Pool pool) {
        int left = pool.kinds();
        double most = 0;
        int islands = 0;
        while (left != 0) {
            int island = rule.reach().island(Integer.numberOfTrailingZeros(left), pool.kinds());
            int viewers = 0;
            for (int kind = 0; kind < Reach.KINDS; kind++) {
                viewers += (island >> kind & 1) != 0 ? pool.viewers[kind] : 0;
            }
            most += (double) rule.subStreams() * Math.max(0, viewers - 1);
            left &= ~island;
            islands++;
        }
        if (most < feeds - ROUNDING) {
            feeds = most;
            Arrays.fill(lost, 0);
            Limit limit = islands > 1 ? Limit.CONNECTIVITY : Limit.VIEWERS;
            lost[limit.ordinal()] = (double) rule.subStreams() * pool.count() - most;
        }
    }
}
