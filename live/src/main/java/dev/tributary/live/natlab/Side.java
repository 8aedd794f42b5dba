package dev.tributary.live.natlab;

import dev.tributary.core.nat.NatType;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** One of the two hosts, with its addresses in {@code dev/natlab/topology}. */
enum Side {
    A("10.0.1.2", "203.0.113.18", "2001:db8:1::2"),
    B("10.0.2.2", "203.0.113.34", "2001:db8:2::2");

    /** On two addresses, the first with two ports; the first is the one that links use. */
    static final List<InetSocketAddress> STUN_IPV4 =
            Words.addresses("203.0.113.1/3478,203.0.113.1/3479,203.0.113.2/3478");

    static final List<InetSocketAddress> STUN_IPV6 =
            Words.addresses("2001:db8::1/3478,2001:db8::1/3479,2001:db8::2/3478");

    private final String privateAddress;
    private final String publicAddress;
    private final String ipv6Address;

    Side(String privateAddress, String publicAddress, String ipv6Address) {
        this.privateAddress = privateAddress;
        this.publicAddress = publicAddress;
        this.ipv6Address = ipv6Address;
    }

    String letter() {
        return this == A ? "a" : "b";
    }

    Side other() {
        return this == A ? B : A;
    }

    /** Returns the address that a host binds to be behind its NAT, or only behind its firewall. */
    String ipv4(NatType nat) {
        return new HostKind(nat, false).publicAddress() ? publicAddress : privateAddress;
    }

    String ipv6() {
        return ipv6Address;
    }

    /** Returns all that a host of a kind binds. */
    List<InetSocketAddress> locals(HostKind kind) {
        List<InetSocketAddress> locals = new ArrayList<>();
        locals.add(new InetSocketAddress(Words.literal(ipv4(kind.nat())), 0));
        if (kind.ipv6()) {
            locals.add(new InetSocketAddress(Words.literal(ipv6Address), 0));
        }
        return locals;
    }

    /** Returns the servers that a host of a kind asks. */
    static List<InetSocketAddress> stun(HostKind kind) {
        return kind.ipv6()
                ? List.of(STUN_IPV4.get(0), STUN_IPV6.get(0))
                : List.of(STUN_IPV4.get(0));
    }
}
