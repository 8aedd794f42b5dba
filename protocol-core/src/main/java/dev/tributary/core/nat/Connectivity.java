package dev.tributary.core.nat;

/**
 * What two hosts can do for each other, given their IPv4 NATs and whether they have IPv6.
 *
 * <p>Every IPv6 host counts as {@link NatType#SYMMETRIC_FIREWALL} over IPv6 (home routers drop
 * unsolicited inbound packets), which connects with itself; so any two IPv6 hosts can meet,
 * whatever their IPv4 NATs (theory.md 2.3). There is no path between the two address families.
 */
public final class Connectivity {
    private Connectivity() {}

    /** Whether a direct path is possible over IPv4 or over IPv6; symmetric in the two hosts. */
    public static boolean possible(NatType a, boolean aIpv6, NatType b, boolean bIpv6) {
        return NatMatrix.connects(a, b) || (aIpv6 && bIpv6);
    }

    /**
     * Whether a host may upload to others: the Douyu seed rule (theory.md 1.2, 1.10).
     *
     * <ul>
     *   <li>A host on a cellular network never uploads.
     *   <li>A {@link NatType#SYMMETRIC} host is never a seed, not even with IPv6 over which it
     *       could serve, when the rule is read strictly; it may still download over IPv6.
     *   <li>A {@link NatType#UDP_BLOCKED} host has no IPv4 path; with IPv6 it may be a seed, and
     *       {@link #possible} confines it to IPv6 receivers.
     * </ul>
     */
    public static boolean maySeed(
            NatType nat, boolean ipv6, boolean cellular, SymmetricSeeds symmetric) {
        if (cellular) {
            return false;
        }
        return switch (nat) {
            case SYMMETRIC -> ipv6 && symmetric == SymmetricSeeds.IPV6;
            case UDP_BLOCKED -> ipv6;
            default -> true;
        };
    }
}
