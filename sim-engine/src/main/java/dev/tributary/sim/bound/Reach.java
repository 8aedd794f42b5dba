package dev.tributary.sim.bound;

import dev.tributary.core.nat.Connectivity;
import dev.tributary.core.nat.NatType;

/**
 * Who can feed whom, by kind of viewer: eight kinds, since some NATs cannot be told apart by whom
 * they meet (theory.md 1.10), with and without IPv6. Sets of kinds are bits.
 */
final class Reach {
    static final int KINDS = 8;

    /** One NAT for all that meet the same others. */
    private static final NatType[] TYPICAL = {
        NatType.FULL_CONE, NatType.PORT_RESTRICTED, NatType.SYMMETRIC, NatType.UDP_BLOCKED
    };

    private final int[] fedBy = new int[KINDS];

    /**
     * Creates the relation.
     *
     * @param ipv4 whether attempts over IPv4 ever succeed
     * @param ipv6 whether attempts over IPv6 ever succeed
     * @param strictSeeds whether seeds behind symmetric NATs feed viewers with IPv6 only
     */
    Reach(boolean ipv4, boolean ipv6, boolean strictSeeds) {
        for (int from = 0; from < KINDS; from++) {
            NatType seed = nat(from);
            boolean confined = strictSeeds && seed == NatType.SYMMETRIC;
            NatType named = confined ? NatType.UDP_BLOCKED : seed;
            NatType attempted = ipv4 ? seed : NatType.UDP_BLOCKED;
            for (int to = 0; to < KINDS; to++) {
                // A pair that is allowed since both have IPv6 may yet connect over IPv4.
                if (Connectivity.possible(named, ipv6(from), nat(to), ipv6(to))
                        && Connectivity.possible(
                                attempted, ipv6 && ipv6(from), nat(to), ipv6(to))) {
                    fedBy[from] |= 1 << to;
                }
            }
        }
    }

    /** Returns the kind of a viewer. */
    static int kind(NatType nat, boolean ipv6) {
        int group =
                switch (nat) {
                    case OPEN, FULL_CONE, ADDRESS_RESTRICTED -> 0;
                    case SYMMETRIC_FIREWALL, PORT_RESTRICTED -> 1;
                    case SYMMETRIC -> 2;
                    case UDP_BLOCKED -> 3;
                };
        return 2 * group + (ipv6 ? 1 : 0);
    }

    private static NatType nat(int kind) {
        return TYPICAL[kind / 2];
    }

    private static boolean ipv6(int kind) {
        return kind % 2 == 1;
    }

    /** Returns the kinds that a provider of a kind can feed. */
    int fedBy(int kind) {
        return fedBy[kind];
    }

    boolean feeds(int from, int to) {
        return (fedBy[from] >> to & 1) != 0;
    }

    /** Returns the kinds that a viewer of a kind could exchange media with, over others between. */
    int island(int kind, int there) {
        int island = 1 << kind;
        int before = 0;
        while (before != island) {
            before = island;
            for (int other = 0; other < KINDS; other++) {
                boolean present = (there >> other & 1) != 0;
                if (present && ((fedBy[other] & island) != 0 || fedFrom(island, other))) {
                    island |= 1 << other;
                }
            }
        }
        return island;
    }

    private boolean fedFrom(int island, int kind) {
        for (int from = 0; from < KINDS; from++) {
            if ((island >> from & 1) != 0 && feeds(from, kind)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the kinds of providers whose media can come to a kind, over others in between. */
    int upstream(int kind, int providers) {
        int upstream = 0;
        int before = -1;
        while (before != upstream) {
            before = upstream;
            for (int from = 0; from < KINDS; from++) {
                boolean provides = (providers >> from & 1) != 0;
                if (provides && (fedBy[from] & (upstream | 1 << kind)) != 0) {
                    upstream |= 1 << from;
                }
            }
        }
        return upstream;
    }
}
