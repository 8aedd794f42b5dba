package dev.tributary.sim.bound;

import java.util.Arrays;

/**
 * How many sub-streams the viewers of each kind could take from peers, whatever these have to give,
 * and what keeps them from more: one by one in a small room, by kind in a large one.
 */
final class Intake {
    final double[] feeds = new double[Reach.KINDS];
    final double[][] lost = new double[Reach.KINDS][Limit.values().length];

    /** The same by viewer, in a small room. */
    final double[] each = new double[Pool.FEW];

    private final RoomRule rule;
    private final Providers providers;
    private final double[] carried = new double[Pool.FEW];

    Intake(RoomRule rule) {
        this.rule = rule;
        providers = new Providers(rule);
    }

    /** Looks at a room. */
    void of(Pool pool) {
        Arrays.fill(feeds, 0);
        for (double[] some : lost) {
            Arrays.fill(some, 0);
        }
        providers.of(pool);
        if (pool.few()) {
            for (int i = 0; i < pool.count(); i++) {
                take(pool, i);
            }
        } else {
            for (int kind = 0; kind < Reach.KINDS; kind++) {
                take(pool, kind, false, pool.viewers[kind] - pool.base[kind]);
                take(pool, kind, true, pool.base[kind]);
            }
        }
    }

    /** Returns what keeps viewers of a kind from more providers. */
    Limit scarcity(Pool pool, int kind) {
        return providers.scarcity(pool, kind);
    }

    private void take(Pool pool, int kind, boolean withoutCdn, int viewers) {
        if (viewers == 0) {
            return;
        }
        int wanted = rule.wanted(withoutCdn);
        double best = rule.paths().everywhereAmple() ? 1 : rule.paths().best(pool.count());
        double sources = providers.reaching(kind, false);
        Share share = new Share(wanted, rule.subStreams());
        share.atMost(providers.met(kind, false), scarcity(pool, kind));
        share.atMost(sources, Limit.PAIRS);
        share.atMost(wanted * Math.min(1, best), Limit.PATHS);
        count(kind, share, viewers);
    }

    private void take(Pool pool, int receiver) {
        int kind = pool.members[receiver].kind();
        boolean self = pool.provides(receiver);
        Share share = new Share(rule.wanted(pool.inBase[receiver]), rule.subStreams());
        share.atMost(providers.met(kind, self), scarcity(pool, kind));
        share.atMost(providers.reaching(kind, self), Limit.PAIRS);
        int open = carry(pool, receiver);
        if (!rule.relays() || open == 0) {
            share.atMost(open, Limit.PAIRS);
        }
        share.atMost(best(open, rule.wanted(pool.inBase[receiver])), Limit.PATHS);
        count(kind, share, 1);
        each[receiver] = share.feeds;
    }

    /** Finds what the paths to a viewer carry; returns how many there are. */
    private int carry(Pool pool, int receiver) {
        int kind = pool.members[receiver].kind();
        int open = 0;
        for (int i = 0; i < pool.count(); i++) {
            boolean feeds =
                    i != receiver
                            && pool.provides(i)
                            && rule.reach().feeds(pool.members[i].kind(), kind);
            if (feeds
                    && !rule.failed()
                            .has(pool.members[i].site().id(), pool.members[receiver].site().id())) {
                carried[open++] =
                        rule.carried(pool.members[i].site(), pool.members[receiver].site());
            }
        }
        return open;
    }

    private double best(int open, int wanted) {
        Arrays.sort(carried, 0, open);
        int from = rule.relays() ? 0 : Math.max(0, open - wanted);
        double sum = 0;
        for (int i = from; i < open; i++) {
            sum += carried[i];
        }
        return sum;
    }

    private void count(int kind, Share share, int viewers) {
        feeds[kind] += share.feeds * viewers;
        lost[kind][share.limit.ordinal()] += (rule.subStreams() - share.feeds) * viewers;
    }

    /** What one viewer could take, and the tightest of what keeps it from more. */
    private static final class Share {
        private double feeds;
        private Limit limit = Limit.CDN_SUB_STREAM;

        Share(double feeds, double all) {
            this.feeds = Math.min(feeds, all);
        }

        void atMost(double other, Limit because) {
            if (other < feeds) {
                feeds = other;
                limit = because;
            }
        }
    }
}
