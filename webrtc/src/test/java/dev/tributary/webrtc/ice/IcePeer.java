package dev.tributary.webrtc.ice;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An agent on the simulated network, and what it told its host. */
final class IcePeer implements IceOutput {
    final List<Candidate> candidates = new ArrayList<>();
    final List<SelectedPair> changes = new ArrayList<>();
    final List<String> received = new ArrayList<>();
    final Set<Integer> basesUsed = new HashSet<>();
    final List<InetSocketAddress> targets = new ArrayList<>();
    Optional<SelectedPair> pair = Optional.empty();
    Optional<FailReason> failure = Optional.empty();
    Runnable onConnected = () -> {};
    boolean gathered;
    long endedNanos;

    private final SimNetwork network;
    private final IceAgent agent;
    private final Map<Integer, InetSocketAddress> bases = new HashMap<>();
    private Signals signals = new Signals() {};

    /** Where candidates go. */
    interface Signals {
        default void candidate(Candidate candidate) {}

        default void end() {}
    }

    IcePeer(SimNetwork network, IceConfig config, boolean controlling) {
        this.network = network;
        this.agent = new IceAgent(config, controlling, network.random()::nextInt, this);
    }

    IcePeer base(int number, String literal, Optional<NatBox> box) {
        InetSocketAddress local = SimNetwork.address(literal, 5_000 + number);
        bases.put(number, local);
        agent.addBase(number, local);
        network.attach(this, number, local, box);
        return this;
    }

    IceAgent agent() {
        return agent;
    }

    void signals(Signals to) {
        signals = to;
    }

    boolean isOver() {
        return pair.isPresent() || failure.isPresent();
    }

    long deadlineNanos() {
        return agent.nextDeadlineNanos();
    }

    void send(String text) {
        agent.send(network.nowNanos(), data(text));
    }

    /** A datagram of the upper layer: DTLS application data by its first byte. */
    static byte[] data(String text) {
        return ((char) 23 + text).getBytes(StandardCharsets.US_ASCII);
    }

    void onDatagram(int base, InetSocketAddress source, byte[] bytes) {
        agent.onDatagram(network.nowNanos(), base, source, bytes, 0, bytes.length);
    }

    @Override
    public void datagram(int base, InetSocketAddress target, byte[] bytes) {
        basesUsed.add(base);
        targets.add(target);
        network.send(bases.get(base), target, bytes);
    }

    @Override
    public void localCandidate(Candidate candidate) {
        candidates.add(candidate);
        signals.candidate(candidate);
    }

    @Override
    public void gatheringDone() {
        gathered = true;
        signals.end();
    }

    @Override
    public void validated(int base, InetSocketAddress peer) {}

    @Override
    public void connected(SelectedPair selected) {
        if (isOver()) {
            throw new IllegalStateException("connected after the end");
        }
        pair = Optional.of(selected);
        endedNanos = network.nowNanos();
        onConnected.run();
    }

    @Override
    public void pairChanged(SelectedPair selected) {
        changes.add(selected);
    }

    @Override
    public void failed(FailReason reason) {
        failure = Optional.of(reason);
        endedNanos = network.nowNanos();
    }

    @Override
    public void data(byte[] bytes, int offset, int length) {
        received.add(new String(bytes, offset + 1, length - 1, StandardCharsets.US_ASCII));
    }
}
