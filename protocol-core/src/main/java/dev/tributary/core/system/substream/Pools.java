package dev.tributary.core.system.substream;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The pools of one room: per ISP and zone, per zone, and one for all (seed 000: 3-4 zones x ISP).
 */
final class Pools {
    /** Same ISP and zone. */
    static final int LOCAL = 0;

    /** Same zone. */
    static final int ZONE = 1;

    /** Anywhere. */
    static final int ALL = 2;

    private final int subStreams;
    private final int depths;
    private final Pool all;
    private final Map<Integer, Pool> zones = new LinkedHashMap<>();
    private final Map<Integer, Pool> locals = new LinkedHashMap<>();

    Pools(int subStreams, int depths) {
        this.subStreams = subStreams;
        this.depths = depths;
        all = new Pool(ALL, subStreams, depths);
    }

    void enter(Seat seat) {
        Pool[] pools = seat.pools;
        pools[LOCAL] = pool(locals, localKey(seat), LOCAL);
        pools[ZONE] = pool(zones, seat.member.capabilities().zone(), ZONE);
        pools[ALL] = all;
        for (Pool pool : pools) {
            pool.population++;
        }
    }

    /** Forgets a member that is offered nowhere any more, and pools without members. */
    void leave(Seat seat) {
        for (Pool pool : seat.pools) {
            pool.population--;
        }
        if (seat.pools[LOCAL].population == 0) {
            locals.remove(localKey(seat));
        }
        if (seat.pools[ZONE].population == 0) {
            zones.remove(seat.member.capabilities().zone());
        }
    }

    /** Offers or withdraws a sub-stream of a member. */
    void offer(Seat seat, int subStream, boolean offered) {
        boolean present = seat.poolAt[subStream] != Seat.NONE;
        if (present == offered) {
            return;
        }
        for (Pool pool : seat.pools) {
            if (offered) {
                pool.add(seat, subStream);
            } else {
                pool.remove(seat, subStream);
            }
        }
    }

    private Pool pool(Map<Integer, Pool> pools, int key, int scope) {
        Pool pool = pools.get(key);
        if (pool == null) {
            pool = new Pool(scope, subStreams, depths);
            pools.put(key, pool);
        }
        return pool;
    }

    private static int localKey(Seat seat) {
        return seat.member.capabilities().zone() << 16 | seat.member.capabilities().isp();
    }
}
