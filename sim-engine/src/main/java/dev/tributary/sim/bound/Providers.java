package dev.tributary.sim.bound;

/**
 * How many sources the viewers of a kind have: those who can feed them, or, where providers pass on
 * what they are fed, all who can over others in between.
 */
final class Providers {
    private final RoomRule rule;

    /** By kind of receiver: whom NATs let it meet, and whom attempts can connect it with. */
    private final Sources met = new Sources();

    private final Sources reaching = new Sources();

    /** By kind of receiver, the kinds of its sources, and how many there are. */
    private static final class Sources {
        /** Who could feed it. */
        private final int[] direct = new int[Reach.KINDS];

        /** The same, and who could over others in between. */
        private final int[] all = new int[Reach.KINDS];

        private final int[] kinds = new int[Reach.KINDS];
    }

    Providers(RoomRule rule) {
        this.rule = rule;
    }

    void of(Pool pool) {
        count(pool, rule.allowed(), met);
        count(pool, rule.reach(), reaching);
    }

    private void count(Pool pool, Reach reach, Sources sources) {
        int with = pool.providerKinds();
        for (int to = 0; to < Reach.KINDS; to++) {
            sources.direct[to] = 0;
            for (int from = 0; from < Reach.KINDS; from++) {
                sources.direct[to] += reach.feeds(from, to) ? pool.providers[from] : 0;
            }
            sources.all[to] = sources.direct[to];
            if (rule.relays()) {
                sources.kinds[to] = reach.upstream(to, with);
                sources.all[to] = pool.providers(sources.kinds[to]);
            }
        }
    }

    /** Returns from how many sources a viewer could get something, were attempts to succeed. */
    double met(int kind, boolean self) {
        return sources(met, kind, self && rule.allowed().feeds(kind, kind), self);
    }

    /** Returns from how many sources a viewer can get something. */
    double reaching(int kind, boolean self) {
        return sources(reaching, kind, self && rule.reach().feeds(kind, kind), self);
    }

    /**
     * Returns how many sources there are.
     *
     * @param direct whether the viewer counts among those who could feed its kind
     * @param self whether it is a provider
     */
    private double sources(Sources sources, int kind, boolean direct, boolean self) {
        if (sources.direct[kind] <= (direct ? 1 : 0)) {
            return 0;
        }
        if (!rule.planned()) {
            return rule.subStreams();
        }
        boolean among = rule.relays() ? self && (sources.kinds[kind] >> kind & 1) != 0 : direct;
        return sources.all[kind] - (among ? 1 : 0);
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
