package dev.tributary.sim.net;

import dev.tributary.core.nat.Connectivity;
import dev.tributary.core.nat.NatType;

/**
 * The viewers of a room who can reach the same others.
 *
 * @param nat their IPv4 NAT
 * @param ipv6 whether they have IPv6
 * @param island viewers of different islands never connect; 0 where there are none
 * @param viewers how many
 * @param seeds how many of them may upload and have something to upload with
 * @param usableBitsPerSecond upload of these seeds together
 */
public record PoolClass(
        NatType nat, boolean ipv6, int island, int viewers, int seeds, long usableBitsPerSecond) {
    /** Rejects more seeds than viewers, and upload without seeds. */
    public PoolClass {
        boolean sane = seeds >= 0 && seeds <= viewers && usableBitsPerSecond >= 0;
        if (!sane || (seeds == 0 && usableBitsPerSecond > 0)) {
            throw new IllegalArgumentException(
                    seeds + " seeds of " + viewers + " with " + usableBitsPerSecond + " bit/s");
        }
    }

    /** Whether members of the two can connect; with itself: whether two members can. */
    boolean reaches(PoolClass other) {
        return island == other.island && Connectivity.possible(nat, ipv6, other.nat, other.ipv6);
    }
}
