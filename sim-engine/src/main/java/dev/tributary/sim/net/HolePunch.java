package dev.tributary.sim.net;

import dev.tributary.sim.net.NatBox.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * Two ICE agents checking each other's candidates through their NATs, packet by packet.
 *
 * <p>Each side knows the other's server-reflexive candidate, sends a check to every candidate in
 * every round, answers each check it receives to the source it sees, takes that source as a
 * peer-reflexive candidate and checks it in turn (RFC 8445 §7.3.1.3). A response counts only if it
 * comes from where the check went (§7.2.5.2.1). No relay, no port prediction, no loss. Source:
 * theory.md 1.10.
 */
public final class HolePunch {
    private static final Endpoint STUN_SERVER = new Endpoint(0, 3478);

    /** Discovery is over after three; two APDM with EIF discover new ports for ever. */
    private static final int ROUNDS = 5;

    private final Agent first;
    private final Agent second;
    private final List<Packet> inFlight = new ArrayList<>();

    private HolePunch(NatBehavior a, NatBehavior b) {
        first = new Agent(new NatBox(1, a));
        second = new Agent(new NatBox(2, b));
    }

    /** A check, or the response to one; {@code target} is where the check was sent. */
    private record Packet(Agent receiver, Endpoint source, Endpoint destination, Endpoint target) {
        /** A response goes elsewhere than to the check's target: to the checker. */
        private boolean response() {
            return !destination.equals(target);
        }
    }

    private static final class Agent {
        private final NatBox nat;
        private final Set<Endpoint> candidates = new LinkedHashSet<>();
        private boolean valid;

        private Agent(NatBox nat) {
            this.nat = nat;
        }
    }

    /** Whether both sides end with a valid pair, packets being delivered in order. */
    public static boolean punches(NatBehavior a, NatBehavior b) {
        return punches(a, b, count -> 0);
    }

    /**
     * The same with reordering.
     *
     * @param pick given the number of packets in flight (at least 1), the index of the next to
     *     arrive
     */
    public static boolean punches(NatBehavior a, NatBehavior b, IntUnaryOperator pick) {
        return new HolePunch(a, b).run(pick);
    }

    private boolean run(IntUnaryOperator pick) {
        if (first.nat.blocked() || second.nat.blocked()) {
            return false;
        }
        second.candidates.add(first.nat.outbound(STUN_SERVER));
        first.candidates.add(second.nat.outbound(STUN_SERVER));
        for (int round = 0; round < ROUNDS; round++) {
            check(first, second);
            check(second, first);
            while (!inFlight.isEmpty()) {
                receive(inFlight.remove(pick.applyAsInt(inFlight.size())));
            }
        }
        return first.valid && second.valid;
    }

    private void check(Agent sender, Agent receiver) {
        for (Endpoint candidate : sender.candidates) {
            send(sender, receiver, candidate, candidate);
        }
    }

    private void send(Agent from, Agent to, Endpoint destination, Endpoint target) {
        Endpoint source = from.nat.outbound(destination);
        inFlight.add(new Packet(to, source, destination, target));
    }

    private void receive(Packet packet) {
        Agent receiver = packet.receiver();
        if (!receiver.nat.admits(packet.source(), packet.destination())) {
            return;
        }
        if (packet.response()) {
            receiver.valid |= packet.source().equals(packet.target());
            return;
        }
        Agent checker = receiver == first ? second : first;
        send(receiver, checker, packet.source(), packet.destination());
        receiver.candidates.add(packet.source());
    }
}
