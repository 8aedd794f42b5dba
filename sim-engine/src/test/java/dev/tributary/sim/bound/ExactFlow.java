package dev.tributary.sim.bound;

import dev.tributary.sim.net.MaxFlow;
import java.util.stream.IntStream;

/**
 * The maximum flow of a small room with a node for each viewer: from its slots, over each pair that
 * can connect, has not failed and carries so much, to what each can take. The reference that the
 * ceiling by kinds is compared with; the mean over the samples of a run.
 */
public final class ExactFlow {
    /** Parts of a sub-stream, so that flows are whole numbers. */
    private static final double PARTS = 1e6;

    private double feeds;
    private double demand;
    private double worst = Double.POSITIVE_INFINITY;

    /** Takes the sample that a census has just taken. */
    public void sample(RoomCensus census) {
        Pool pool = census.pool;
        if (pool.count() == 0) {
            return;
        }
        if (census.first()) {
            feeds = 0;
            demand = 0;
        }
        double flow = flow(census.rule, pool);
        feeds += flow;
        demand += (double) census.rule.subStreams() * pool.count();
        worst = Math.min(worst, census.last() - flow);
    }

    /** Returns the sharing ratio that the flows allow. */
    public double sharingRatio() {
        return demand == 0 ? 1 : feeds / demand;
    }

    /** Returns by how much any sample's ceiling was above its flow at least, in sub-streams. */
    public double worst() {
        return worst;
    }

    private static double flow(RoomRule rule, Pool pool) {
        int n = pool.count();
        MaxFlow network = new MaxFlow(2 * n + 2);
        for (int i = 0; i < n; i++) {
            double slots = (double) pool.members[i].slots() / rule.parts();
            network.addCapacity(0, 1 + i, parts(pool.provides(i) ? slots : 0));
            network.addCapacity(1 + n + i, 2 * n + 1, parts(taken(rule, pool, i)));
            for (int j = 0; j < n; j++) {
                if (i != j) {
                    network.addCapacity(1 + i, 1 + n + j, parts(pair(rule, pool, i, j)));
                }
            }
        }
        double flow = network.run(0, 2 * n + 1) / PARTS;
        return rule.planned()
                ? flow
                : Math.min(flow, rule.subStreams() * (n - islands(rule, pool)));
    }

    private static long parts(double feeds) {
        return (long) (feeds * PARTS);
    }

    private static double pair(RoomRule rule, Pool pool, int from, int to) {
        boolean meet = rule.reach().feeds(pool.members[from].kind(), pool.members[to].kind());
        if (!meet
                || rule.failed()
                        .has(pool.members[from].site().id(), pool.members[to].site().id())) {
            return 0;
        }
        return Math.min(
                rule.perPair(),
                rule.paths().between(pool.members[from].site(), pool.members[to].site()));
    }

    /**
     * A sub-stream comes over one path; and where viewers pass on what they get, there are no more
     * than there are sources in the island.
     */
    private static double taken(RoomRule rule, Pool pool, int viewer) {
        int wanted = rule.wanted(pool.inBase[viewer]);
        if (rule.relays()) {
            return rule.planned() ? Math.min(wanted, sources(rule, pool, viewer)) : wanted;
        }
        return IntStream.range(0, pool.count())
                .filter(other -> other != viewer && pool.provides(other))
                .mapToDouble(other -> -pair(rule, pool, other, viewer))
                .sorted()
                .limit(wanted)
                .map(carried -> -carried)
                .sum();
    }

    private static int sources(RoomRule rule, Pool pool, int viewer) {
        boolean[] island = new boolean[pool.count()];
        island[viewer] = true;
        boolean grown = true;
        while (grown) {
            grown = false;
            for (int i = 0; i < island.length; i++) {
                for (int j = 0; j < island.length && !island[i]; j++) {
                    if (island[j] && pool.provides(i) && pair(rule, pool, i, j) > 0) {
                        island[i] = true;
                        grown = true;
                    }
                }
            }
        }
        int sources = 0;
        for (int i = 0; i < island.length; i++) {
            sources += i != viewer && island[i] && !pool.inBase[i] ? 1 : 0;
        }
        return sources;
    }

    private static int islands(RoomRule rule, Pool pool) {
        int[] island = new int[pool.count()];
        int islands = 0;
        for (int i = 0; i < island.length; i++) {
            if (island[i] == 0) {
                mark(rule, pool, i, ++islands, island);
            }
        }
        return islands;
    }

    private static void mark(RoomRule rule, Pool pool, int viewer, int number, int[] island) {
        island[viewer] = number;
        for (int other = 0; other < island.length; other++) {
            boolean fed = pool.provides(viewer) && pair(rule, pool, viewer, other) > 0;
            boolean feeds = pool.provides(other) && pair(rule, pool, other, viewer) > 0;
            if (other != viewer && island[other] == 0 && (fed || feeds)) {
                mark(rule, pool, other, number, island);
            }
        }
    }
}
