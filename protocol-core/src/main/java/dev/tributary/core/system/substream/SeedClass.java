package dev.tributary.core.system.substream;

import dev.tributary.core.nat.Connectivity;
import dev.tributary.core.nat.NatType;
import dev.tributary.core.nat.SymmetricSeeds;

/**
 * Classes of seeds by the viewers they can reach, the most restrictive first; all seeds of a class
 * reach the same viewers (theory.md 1.10).
 *
 * <p>Whoever can be served by an early class should be: the late ones are needed for viewers behind
 * symmetric NATs, and those with IPv6 for viewers without UDP over IPv4.
 */
final class SeedClass {
    /** No seed at all. */
    static final int NONE = -1;

    /** No UDP over IPv4, or nothing that may be used of it: reaches IPv6 viewers only. */
    static final int IPV6_ONLY = 0;

    /** Filters on the port, no IPv6: all but symmetric and blocked viewers. */
    static final int PORT_FILTER = 1;

    /** Filters on the port, IPv6: also symmetric and blocked viewers with IPv6. */
    static final int PORT_FILTER_IPV6 = 2;

    /** Reaches symmetric viewers, no IPv6: all but blocked viewers. */
    static final int FLEXIBLE = 3;

    /** Reaches symmetric viewers, IPv6: everybody whom somebody can reach. */
    static final int FLEXIBLE_IPV6 = 4;

    static final int COUNT = 5;

    private SeedClass() {}

    /** Returns the class of a host that may seed, or {@link #NONE}. */
    static int of(NatType nat, boolean ipv6, boolean cellular, SymmetricSeeds symmetric) {
        if (!Connectivity.maySeed(nat, ipv6, cellular, symmetric)) {
            return NONE;
        }
        return switch (nat) {
            case UDP_BLOCKED, SYMMETRIC -> IPV6_ONLY;
            case SYMMETRIC_FIREWALL, PORT_RESTRICTED -> ipv6 ? PORT_FILTER_IPV6 : PORT_FILTER;
            case OPEN, FULL_CONE, ADDRESS_RESTRICTED -> ipv6 ? FLEXIBLE_IPV6 : FLEXIBLE;
        };
    }

    /** Returns the classes that a viewer can be served by, one bit each. */
    static int reachableBy(NatType nat, boolean ipv6) {
        int bits = 0;
        for (int seedClass = 0; seedClass < COUNT; seedClass++) {
            if (Connectivity.possible(typical(seedClass), hasIpv6(seedClass), nat, ipv6)) {
                bits |= 1 << seedClass;
            }
        }
        return bits;
    }

    /** Returns whether seeds of the class reach symmetric viewers over IPv4. */
    static boolean flexible(int seedClass) {
        return seedClass >= FLEXIBLE;
    }

    private static NatType typical(int seedClass) {
        return switch (seedClass) {
            case IPV6_ONLY -> NatType.UDP_BLOCKED;
            case PORT_FILTER, PORT_FILTER_IPV6 -> NatType.PORT_RESTRICTED;
            default -> NatType.FULL_CONE;
        };
    }

    private static boolean hasIpv6(int seedClass) {
        return seedClass != PORT_FILTER && seedClass != FLEXIBLE;
    }
}
