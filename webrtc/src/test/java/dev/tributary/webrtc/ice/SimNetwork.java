package dev.tributary.webrtc.ice;

import dev.tributary.webrtc.stun.StunServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** Agents, boxes and one STUN server in virtual time: equal seeds give equal runs. */
final class SimNetwork {
    static final long MILLI = 1_000_000;
    static final InetSocketAddress STUN_IPV4 = address("198.51.100.1", 3_478);
    static final InetSocketAddress STUN_IPV6 = address("2001:db8:ffff::1", 3_478);

    private record Event(long timeNanos, long order, Runnable action) {}

    private record Host(IcePeer peer, int base, Optional<NatBox> box) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(
                    Comparator.comparingLong(Event::timeNanos).thenComparingLong(Event::order));
    private final Map<InetSocketAddress, Host> hosts = new HashMap<>();
    private final Map<InetAddress, NatBox> boxes = new HashMap<>();
    private final List<IcePeer> peers = new ArrayList<>();
    private final Random random;
    private final StunServer stun;
    private long nowNanos;
    private long order;
    private long delivered;

    long delayNanos = 20 * MILLI;
    double loss;

    SimNetwork(long seed) {
        random = new Random(seed);
        stun = new StunServer(random::nextInt);
    }

    static InetSocketAddress address(String literal, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(literal), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }

    long nowNanos() {
        return nowNanos;
    }

    Random random() {
        return random;
    }

    /** Datagrams that reached an agent. */
    long delivered() {
        return delivered;
    }

    void attach(IcePeer peer, int base, InetSocketAddress local, Optional<NatBox> box) {
        hosts.put(local, new Host(peer, base, box));
        box.ifPresent(b -> boxes.put(b.outside(), b));
        if (!peers.contains(peer)) {
            peers.add(peer);
        }
    }

    void at(long timeNanos, Runnable action) {
        events.add(new Event(timeNanos, order++, action));
    }

    void after(long delay, Runnable action) {
        at(nowNanos + delay, action);
    }

    /** A datagram leaves a socket. */
    void send(InetSocketAddress local, InetSocketAddress target, byte[] bytes) {
        Host from = hosts.get(local);
        Optional<NatBox> box = from == null ? Optional.empty() : from.box();
        boolean sameLan = hosts.containsKey(target) && box.equals(hosts.get(target).box());
        Optional<InetSocketAddress> source =
                box.isEmpty() || sameLan ? Optional.of(local) : box.get().outbound(local, target);
        if (source.isPresent() && random.nextDouble() >= loss) {
            long jitter = random.nextInt(100_000);
            after(
                    (sameLan && box.isPresent() ? MILLI : delayNanos) + jitter,
                    () -> arrive(source.get(), target, sameLan, bytes));
        }
    }

    private void arrive(
            InetSocketAddress source, InetSocketAddress target, boolean sameLan, byte[] bytes) {
        if (target.equals(STUN_IPV4) || target.equals(STUN_IPV6)) {
            byte[] reply = stun.onDatagram(nowNanos, source, bytes, 0, bytes.length);
            if (reply.length > 0) {
                send(target, source, reply);
            }
            return;
        }
        NatBox box = boxes.get(target.getAddress());
        Optional<InetSocketAddress> inside =
                box == null || sameLan ? Optional.of(target) : box.inbound(source, target);
        Host to = inside.map(hosts::get).orElse(null);
        // From outside nobody reaches an address behind a box but through it.
        if (to != null && (sameLan || to.box().isEmpty() || to.box().get() == box)) {
            delivered++;
            to.peer().onDatagram(to.base(), source, bytes);
        }
    }

    /** Runs until the condition holds or that much time has passed; returns whether it holds. */
    boolean run(long forNanos, BooleanSupplier until) {
        long endNanos = nowNanos + forNanos;
        while (!until.getAsBoolean()) {
            IcePeer soonest = null;
            for (IcePeer peer : peers) {
                if (soonest == null || peer.deadlineNanos() < soonest.deadlineNanos()) {
                    soonest = peer;
                }
            }
            long timer = soonest == null ? IceAgent.NEVER : soonest.deadlineNanos();
            long event = events.isEmpty() ? IceAgent.NEVER : events.peek().timeNanos();
            if (Math.min(timer, event) > endNanos) {
                nowNanos = endNanos;
                return until.getAsBoolean();
            }
            if (event <= timer) {
                nowNanos = Math.max(nowNanos, event);
                events.remove().action().run();
            } else {
                nowNanos = Math.max(nowNanos, timer);
                soonest.agent().onTimer(nowNanos);
            }
        }
        return true;
    }
}
