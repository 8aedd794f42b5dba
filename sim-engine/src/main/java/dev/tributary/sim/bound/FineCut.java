package dev.tributary.sim.bound;

import java.util.Arrays;

/**
 * A narrower cut of a small room in which viewers of a kind are not alike, since pairs have failed
 * or paths are slow: the viewers who are short of providers are chosen one by one. Each is moved to
 * the other side where that makes the cut narrower, until none does.
 */
final class FineCut {
    private static final double ROUNDING = 1e-9;
    private static final int ROUNDS = 8;

    private final RoomRule rule;
    private final double[][] pairs = new double[Pool.FEW][Pool.FEW];
    private final double[] slots = new double[Pool.FEW];

    /** By provider, what it could feed to those who are short. */
    private final double[] wanted = new double[Pool.FEW];

    private final boolean[] starved = new boolean[Pool.FEW];

    /**
     * What pairs of viewers who can meet do not carry since they failed, or since paths are slow.
     */
    private double missingPairs;

    private double missingPaths;

    FineCut(RoomRule rule) {
        this.rule = rule;
    }

    /** Returns whether a room is one in which the viewers of a kind may differ. */
    boolean worthwhile(Pool pool) {
        return pool.few() && !(rule.paths().everywhereAmple() && rule.failed().none());
    }

    /** Returns what makes the viewers of a kind differ. */
    Limit limit() {
        return missingPairs > missingPaths ? Limit.PAIRS : Limit.PATHS;
    }

    /**
     * Returns how much all can get at most.
     *
     * @param taken by viewer, what it could take
     * @param kinds who are short of providers in the narrowest of the coarser cuts
     */
    double feeds(Pool pool, double[] taken, int kinds) {
        look(pool);
        double some = narrowed(pool, taken, kinds);
        return Math.min(some, narrowed(pool, taken, pool.kinds()));
    }

    private void look(Pool pool) {
        missingPairs = 0;
        missingPaths = 0;
        for (int i = 0; i < pool.count(); i++) {
            slots[i] = pool.provides(i) ? (double) pool.members[i].slots() / rule.parts() : 0;
            for (int j = 0; j < pool.count(); j++) {
                pairs[i][j] = slots[i] > 0 && i != j ? pair(pool, i, j) : 0;
            }
        }
    }

    private double pair(Pool pool, int from, int to) {
        if (!rule.reach().feeds(pool.members[from].kind(), pool.members[to].kind())) {
            return 0;
        }
        if (rule.failed().has(pool.members[from].site().id(), pool.members[to].site().id())) {
            missingPairs += rule.perPair();
            return 0;
        }
        double carried = rule.carried(pool.members[from].site(), pool.members[to].site());
        missingPaths += rule.perPair() - carried;
        return carried;
    }

    private double narrowed(Pool pool, double[] taken, int kinds) {
        Arrays.fill(wanted, 0);
        for (int j = 0; j < pool.count(); j++) {
            starved[j] = (kinds >> pool.members[j].kind() & 1) != 0;
            for (int i = 0; starved[j] && i < pool.count(); i++) {
                wanted[i] += pairs[i][j];
            }
        }
        boolean moved = true;
        for (int round = 0; moved && round < ROUNDS; round++) {
            moved = false;
            for (int j = 0; j < pool.count(); j++) {
                moved |= move(pool, j, taken[j]);
            }
        }
        double sum = 0;
        for (int i = 0; i < pool.count(); i++) {
            sum += Math.min(slots[i], wanted[i]) + (starved[i] ? 0 : taken[i]);
        }
        return sum;
    }

    private boolean move(Pool pool, int viewer, double taken) {
        int sign = starved[viewer] ? -1 : 1;
        double wider = -sign * taken;
        for (int i = 0; i < pool.count(); i++) {
            double after = wanted[i] + sign * pairs[i][viewer];
            wider += Math.min(slots[i], after) - Math.min(slots[i], wanted[i]);
        }
        if (wider > -ROUNDING) {
            return false;
        }
        starved[viewer] = !starved[viewer];
        for (int i = 0; i < pool.count(); i++) {
            wanted[i] += sign * pairs[i][viewer];
        }
        return true;
    }
}
