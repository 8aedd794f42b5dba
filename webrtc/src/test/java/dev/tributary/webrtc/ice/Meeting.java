package dev.tributary.webrtc.ice;

import java.util.List;
import java.util.Optional;

/** Two agents, their boxes, and signalling between them: an offer and an answer. */
final class Meeting {
    static final long SECOND = 1_000_000_000L;

    final SimNetwork network;
    final IcePeer left;
    final IcePeer right;
    long signalNanos = 20 * SimNetwork.MILLI;

    Meeting(SimNetwork network, IcePeer left, IcePeer right) {
        this.network = network;
        this.left = left;
        this.right = right;
    }

    static IceConfig config(AddressPolicy policy) {
        return new IceConfig(List.of(SimNetwork.STUN_IPV4), policy, IceTimings.defaults());
    }

    /** Each behind a box of its own, on private IPv4 addresses. */
    static Meeting behind(
            NatBox.Kind leftKind, NatBox.Kind rightKind, IceConfig config, long seed) {
        SimNetwork network = new SimNetwork(seed);
        NatBox leftBox = new NatBox(leftKind, SimNetwork.address("203.0.113.1", 0).getAddress());
        NatBox rightBox = new NatBox(rightKind, SimNetwork.address("203.0.113.2", 0).getAddress());
        return new Meeting(
                network,
                new IcePeer(network, config, true).base(0, "10.0.1.2", Optional.of(leftBox)),
                new IcePeer(network, config, false).base(0, "10.0.2.2", Optional.of(rightBox)));
    }

    /** Credentials at once, candidates as they are found. */
    Meeting trickle() {
        trickle(left, right);
        trickle(right, left);
        IceParameters offer = left.agent().parameters();
        left.agent().gather(network.nowNanos());
        signal(
                () -> {
                    right.agent().remote(network.nowNanos(), offer);
                    IceParameters answer = right.agent().parameters();
                    signal(() -> left.agent().remote(network.nowNanos(), answer));
                    right.agent().gather(network.nowNanos());
                });
        return this;
    }

    /** One description each, when gathering is done. */
    Meeting full() {
        left.signals(
                new IcePeer.Signals() {
                    @Override
                    public void end() {
                        signal(
                                () -> {
                                    describe(left, right);
                                    right.agent().gather(network.nowNanos());
                                });
                    }
                });
        right.signals(
                new IcePeer.Signals() {
                    @Override
                    public void end() {
                        signal(() -> describe(right, left));
                    }
                });
        left.agent().gather(network.nowNanos());
        return this;
    }

    private void trickle(IcePeer from, IcePeer to) {
        from.signals(
                new IcePeer.Signals() {
                    @Override
                    public void candidate(Candidate candidate) {
                        signal(() -> to.agent().addRemoteCandidate(network.nowNanos(), candidate));
                    }

                    @Override
                    public void end() {
                        signal(() -> to.agent().endOfRemoteCandidates(network.nowNanos()));
                    }
                });
    }

    private void describe(IcePeer from, IcePeer to) {
        to.agent().remote(network.nowNanos(), from.agent().parameters());
        for (Candidate candidate : from.candidates) {
            to.agent().addRemoteCandidate(network.nowNanos(), candidate);
        }
        to.agent().endOfRemoteCandidates(network.nowNanos());
    }

    void signal(Runnable arrival) {
        network.after(signalNanos, arrival);
    }

    boolean isOver() {
        return left.isOver() && right.isOver();
    }

    boolean isConnected() {
        return left.pair.isPresent() && right.pair.isPresent();
    }

    /** Runs until both have connected or failed. */
    Meeting toTheEnd() {
        network.run(60 * SECOND, this::isOver);
        return this;
    }

    /** Milliseconds from the offer until the later side was connected or had failed. */
    long endedMillis() {
        return Math.max(left.endedNanos, right.endedNanos) / SimNetwork.MILLI;
    }
}
