package dev.tributary.live.natlab;

import dev.tributary.core.nat.Connectivity;
import dev.tributary.core.nat.NatType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a host has to reach others: the NAT before its IPv4 address, and perhaps an IPv6 address
 * behind a stateful filter.
 */
record HostKind(NatType nat, boolean ipv6) {
    private static final String IPV6 = "+6";

    /** Every NAT without IPv6, and the two that need it most with it. */
    static List<HostKind> all() {
        List<HostKind> all = new ArrayList<>();
        for (NatType nat : NatType.values()) {
            all.add(new HostKind(nat, false));
        }
        all.add(new HostKind(NatType.SYMMETRIC, true));
        all.add(new HostKind(NatType.UDP_BLOCKED, true));
        return List.copyOf(all);
    }

    /**
     * Reads names of {@link NatType}, each with {@code +6} or without, separated by commas; {@link
     * #all} when there are none.
     *
     * @throws IllegalArgumentException for any other name
     */
    static List<HostKind> parse(String text) {
        if (text.isEmpty()) {
            return all();
        }
        Set<HostKind> kinds = new LinkedHashSet<>();
        for (String name : text.split(",", -1)) {
            boolean ipv6 = name.endsWith(IPV6);
            String nat = ipv6 ? name.substring(0, name.length() - IPV6.length()) : name;
            kinds.add(new HostKind(NatType.valueOf(nat.toUpperCase(Locale.ROOT)), ipv6));
        }
        return List.copyOf(kinds);
    }

    /** Whether the core's matrix has a direct path between the two. */
    boolean connects(HostKind other) {
        return Connectivity.possible(nat, ipv6, other.nat, other.ipv6);
    }

    /** Whether the host binds its public IPv4 address instead of the private one. */
    boolean publicAddress() {
        return nat == NatType.OPEN || nat == NatType.SYMMETRIC_FIREWALL;
    }

    @Override
    public String toString() {
        return nat + (ipv6 ? IPV6 : "");
    }
}
