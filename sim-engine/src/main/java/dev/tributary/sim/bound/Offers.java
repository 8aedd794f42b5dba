package dev.tributary.sim.bound;

import java.util.Arrays;

/** What the providers of a room have for viewers of some kinds. */
final class Offers {
    private final RoomRule rule;
    private final int slotsMax;

    /** Kind, slots and number of providers, those who are alike in one row. */
    private int[] kinds = new int[16];

    private double[] slots = new double[16];
    private int[] counts = new int[16];
    private int rows;

    /** By kind of provider, how many sub-streams it could feed to the viewers asked about. */
    private final double[] wanted = new double[Reach.KINDS];

    Offers(RoomRule rule, int slotsMax) {
        this.rule = rule;
        this.slotsMax = slotsMax;
    }

    /** Looks at a room. */
    void of(Pool pool) {
        rows = 0;
        for (int kind = 0; kind < Reach.KINDS; kind++) {
            int left = pool.providers[kind];
            for (int s = 1; s <= slotsMax && left > 0; s++) {
                int count = pool.providers(kind, s);
                if (count > 0) {
                    add(kind, (double) s / rule.parts(), count);
                    left -= count;
                }
            }
        }
    }

    private void add(int kind, double each, int count) {
        if (rows == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * rows);
            slots = Arrays.copyOf(slots, 2 * rows);
            counts = Arrays.copyOf(counts, 2 * rows);
        }
        kinds[rows] = kind;
        slots[rows] = each;
        counts[rows++] = count;
    }

    /** Returns how many sub-streams all providers can feed to the viewers of some kinds. */
    double to(Pool pool, int receivers) {
        ask(pool, receivers);
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            sum += counts[i] * Math.min(slots[i], wanted[kinds[i]]);
        }
        return sum;
    }

    private void ask(Pool pool, int receivers) {
        for (int from = 0; from < Reach.KINDS; from++) {
            int fed = rule.reach().fedBy(from) & receivers;
            int others = (fed >> from & 1) != 0 ? -1 : 0;
            for (int to = 0; to < Reach.KINDS; to++) {
                others += (fed >> to & 1) != 0 ? pool.viewers[to] : 0;
            }
            wanted[from] = rule.perPair() * Math.max(0, others);
        }
    }

    /**
     * Returns what keeps providers from feeding more to the viewers of some kinds: their slots, or
     * null where it is the pairs.
     */
    Limit slots(Pool pool, int receivers) {
        ask(pool, receivers);
        double[] full = new double[Reach.KINDS];
        double free = 0;
        double used = 0;
        for (int i = 0; i < rows; i++) {
            double given = counts[i] * Math.min(slots[i], wanted[kinds[i]]);
            if (slots[i] < wanted[kinds[i]]) {
                full[kinds[i]] += given;
                used += given;
            } else {
                free += given;
            }
        }
        return used > free ? reason(pool, full) : null;
    }

    private static Limit reason(Pool pool, double[] full) {
        double[] weights = new double[Limit.values().length];
        for (int kind = 0; kind < Reach.KINDS; kind++) {
            for (int i = 0; full[kind] > 0 && i < weights.length; i++) {
                weights[i] += pool.limited[kind][i];
            }
        }
        Limit most = Limit.FAN_OUT;
        for (Limit each : Limit.values()) {
            if (weights[each.ordinal()] > weights[most.ordinal()]) {
                most = each;
            }
        }
        return most;
    }
}
