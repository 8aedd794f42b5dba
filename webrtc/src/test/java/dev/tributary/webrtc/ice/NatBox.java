package dev.tributary.webrtc.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A translating or filtering box in user space; mapping and filtering as RFC 4787 names them. */
final class NatBox {
    enum Kind {
        FULL_CONE,
        ADDRESS_RESTRICTED,
        PORT_RESTRICTED,
        SYMMETRIC,
        /** No translation, inbound only after outbound to that address and port. */
        FIREWALL,
        BLOCKED
    }

    private final Kind kind;
    private final InetAddress outside;
    private final Map<List<InetSocketAddress>, InetSocketAddress> mappings = new HashMap<>();
    private final Map<InetSocketAddress, InetSocketAddress> inside = new HashMap<>();
    private final Set<List<InetSocketAddress>> opened = new HashSet<>();
    private int nextPort = 20_000;

    NatBox(Kind kind, InetAddress outside) {
        this.kind = kind;
        this.outside = outside;
    }

    InetAddress outside() {
        return outside;
    }

    /** The source that the world sees, or nothing if the box drops it. */
    Optional<InetSocketAddress> outbound(InetSocketAddress source, InetSocketAddress target) {
        if (kind == Kind.BLOCKED) {
            return Optional.empty();
        }
        InetSocketAddress mapped = kind == Kind.FIREWALL ? source : map(source, target);
        inside.put(mapped, source);
        opened.add(List.of(mapped, target));
        return Optional.of(mapped);
    }

    /** Who inside gets it, or nothing if the filter drops it. */
    Optional<InetSocketAddress> inbound(InetSocketAddress source, InetSocketAddress mapped) {
        boolean passes =
                switch (kind) {
                    case FULL_CONE -> true;
                    case ADDRESS_RESTRICTED ->
                            opened.stream()
                                    .anyMatch(
                                            flow ->
                                                    flow.get(0).equals(mapped)
                                                            && flow.get(1)
                                                                    .getAddress()
                                                                    .equals(source.getAddress()));
                    case PORT_RESTRICTED, SYMMETRIC, FIREWALL ->
                            opened.contains(List.of(mapped, source));
                    case BLOCKED -> false;
                };
        return passes ? Optional.ofNullable(inside.get(mapped)) : Optional.empty();
    }

    /** What a router restart does: all flows get new outside ports. */
    void forgetAll() {
        mappings.clear();
        inside.clear();
        opened.clear();
    }

    private InetSocketAddress map(InetSocketAddress source, InetSocketAddress target) {
        List<InetSocketAddress> key = new ArrayList<>(List.of(source));
        if (kind == Kind.SYMMETRIC) {
            key.add(target);
        }
        return mappings.computeIfAbsent(key, k -> new InetSocketAddress(outside, nextPort++));
    }
}
