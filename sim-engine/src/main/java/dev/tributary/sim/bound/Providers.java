package dev.tributary.sim.bound;

import java.util.Arrays;

/**
 * How many sources the viewers of a kind have: those who can feed them, or, where providers pass on
 * what they are fed, all who can over others in between.
 */
final class Providers {
    private final RoomRule rule;

    /** By kind of receiver: whom NATs let it meet, and whom attempts can connect it with. */
    private final int[] met = new int[Reach.KINDS];

    private final int[] reaching = new int[Reach.KINDS];

    Providers(RoomRule rule) {
        this.rule = rule;
    }

    void of(Pool pool) {
        count(pool, rule.allowed(), met);
        count(pool, rule.reach(), reaching);
    }

    private void count(Pool pool, Reach reach, int[] sources) {
        Arrays.fill(sources, 0);
        int with = pool.providerKinds();
        for (int to = 0; to < Reach.KINDS; to++) {
            int island = rule.relays() ? reach.island(to, with) : 0;
            boolean fed = false;
            for (int from = 0; from < Reach.KINDS; from++) {
                boolean feeds = pool.providers[from] > 0 && reach.feeds(from, to);
                fed |= feeds;
                if (feeds || (island >> from & 1) != 0) {
                    sources[to] += pool.providers[from];
                }
            }
            sources[to] = fed ? sources[to] : 0;
        }
    }

    /** Returns from how many sources a viewer could get something, were attempts to succeed. */
    double met(int kind, boolean self) {
        return sources(met[kind], kind, rule.allowed(), self);
    }

    /** Returns from how many sources a viewer can get something. */
    double reaching(int kind, boolean self) {
        return sources(reaching[kind], kind, rule.reach(), self);
    }

    private double sources(int count, int kind, Reach reach, boolean self) {
        boolean counted = self && (rule.relays() || reach.feeds(kind, kind));
        int others = count - (counted ? 1 : 0);
        return !rule.planned() && others > 0 ? rule.subStreams() : Math.max(0, others);
    }

    /** Returns what keeps viewers of a kind from more sources than they have. */
    Limit scarcity(Pool pool, int kind) {
        if (pool.count() - 1 < rule.subStreams() - 1) {
            return Limit.VIEWERS;
        }
        int[] idle = new int[Limit.values().length];
        int strangers = 0;
        for (int from = 0; from < Reach.KINDS; from++) {
            int others = pool.viewers[from] - pool.providers[from];
            if (rule.allowed().feeds(from, kind)) {
                for (int i = 0; i < idle.length; i++) {
                    idle[i] += pool.idle[from][i];
                    others -= pool.idle[from][i];
                }
            } else {
                others += pool.providers[from];
            }
            strangers += Math.max(0, others);
        }
        Limit most = most(idle);
        return idle[most.ordinal()] > strangers ? most : Limit.CONNECTIVITY;
    }

    private static Limit most(int[] counts) {
        Limit most = Limit.CONNECTIVITY;
        for (Limit each : Limit.values()) {
            if (counts[each.ordinal()] > counts[most.ordinal()]) {
                most = each;
            }
        }
        return most;
    }
}
