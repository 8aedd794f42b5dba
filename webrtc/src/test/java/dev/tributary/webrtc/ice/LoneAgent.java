package dev.tributary.webrtc.ice;

import dev.tributary.webrtc.stun.MalformedStunException;
import dev.tributary.webrtc.stun.StunAttribute;
import dev.tributary.webrtc.stun.StunClass;
import dev.tributary.webrtc.stun.StunMessage;
import dev.tributary.webrtc.stun.StunWriter;
import dev.tributary.webrtc.stun.TransactionId;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** An agent against a hand-written peer: what it sends is recorded, what it gets is crafted. */
final class LoneAgent implements IceOutput {
    static final InetSocketAddress LOCAL = SimNetwork.address("203.0.113.1", 5_000);
    static final InetSocketAddress PEER = SimNetwork.address("203.0.113.2", 6_000);
    static final IceParameters PEER_PARAMETERS =
            new IceParameters("peerfrag", "peerpasswordpeerpassword");

    /** A datagram the agent sent. */
    static final class Sent {
        private final InetSocketAddress target;
        private final byte[] bytes;

        Sent(InetSocketAddress target, byte[] bytes) {
            this.target = target;
            this.bytes = bytes;
        }

        InetSocketAddress target() {
            return target;
        }

        boolean isStun() {
            return StunMessage.isStun(bytes[0]);
        }

        StunMessage stun() {
            try {
                return StunMessage.decode(bytes, 0, bytes.length);
            } catch (MalformedStunException e) {
                throw new AssertionError("we sent it", e);
            }
        }
    }

    final Random random;
    final IceAgent agent;
    final List<Sent> sent = new ArrayList<>();
    final List<InetSocketAddress> validated = new ArrayList<>();
    final List<Object> told = new ArrayList<>();
    Runnable onData = () -> {};
    int dataBytes;
    long nowNanos;

    LoneAgent(boolean controlling, long seed) {
        this(controlling, seed, AddressPolicy.PUBLIC);
    }

    LoneAgent(boolean controlling, long seed, AddressPolicy policy) {
        this(controlling, seed, new IceConfig(List.of(), policy, IceTimings.defaults()));
    }

    LoneAgent(boolean controlling, long seed, IceConfig config) {
        random = new Random(seed);
        agent = new IceAgent(config, controlling, random::nextInt, this);
        agent.addBase(0, LOCAL);
        agent.gather(0);
    }

    /** Knows the peer's credentials and one candidate at {@link #PEER}. */
    LoneAgent met() {
        agent.remote(nowNanos, PEER_PARAMETERS);
        agent.addRemoteCandidate(nowNanos, host(PEER));
        return this;
    }

    static Candidate host(InetSocketAddress address) {
        long priority = CandidateKind.HOST.priority(1);
        String foundation = Integer.toString(address.getPort());
        return new Candidate(
                CandidateKind.HOST, foundation, priority, address, Candidate.NO_RELATED);
    }

    /** A check as the peer would send it, up to what protects it. */
    StunWriter check(boolean controlling, long tieBreaker) {
        int role = controlling ? StunAttribute.ICE_CONTROLLING : StunAttribute.ICE_CONTROLLED;
        return new StunWriter(StunClass.REQUEST, TransactionId.random(random::nextInt))
                .username(agent.parameters().ufrag() + ":" + PEER_PARAMETERS.ufrag())
                .priority(CandidateKind.PEER_REFLEXIVE.priority(1))
                .role(role, tieBreaker);
    }

    byte[] signed(StunWriter writer) {
        return writer.integrity(agent.parameters().pwd().getBytes(StandardCharsets.US_ASCII))
                .fingerprint()
                .toBytes();
    }

    static StunWriter answerTo(Sent request) {
        return new StunWriter(StunClass.SUCCESS, request.stun().transactionId())
                .mappedAddress(LOCAL);
    }

    static byte[] signedByPeer(StunWriter writer) {
        return writer.integrity(PEER_PARAMETERS.pwd().getBytes(StandardCharsets.US_ASCII))
                .fingerprint()
                .toBytes();
    }

    void receive(InetSocketAddress source, byte[] bytes) {
        agent.onDatagram(nowNanos, 0, source, bytes, 0, bytes.length);
    }

    /** The peer answers the latest request of the agent. */
    void peerAnswers() {
        receive(PEER, signedByPeer(answerTo(lastRequest())));
    }

    Sent lastRequest() {
        for (int i = sent.size() - 1; i >= 0; i--) {
            if (sent.get(i).stun().stunClass() == StunClass.REQUEST) {
                return sent.get(i);
            }
        }
        throw new AssertionError("no request");
    }

    Sent last() {
        return sent.get(sent.size() - 1);
    }

    /** Lets the agent act until that time. */
    void until(long endNanos) {
        while (agent.nextDeadlineNanos() <= endNanos) {
            nowNanos = Math.max(nowNanos, agent.nextDeadlineNanos());
            agent.onTimer(nowNanos);
        }
        nowNanos = endNanos;
    }

    void after(long nanos) {
        until(nowNanos + nanos);
    }

    @Override
    public void datagram(int base, InetSocketAddress target, byte[] bytes) {
        sent.add(new Sent(target, bytes));
    }

    @Override
    public void localCandidate(Candidate candidate) {
        told.add(candidate);
    }

    @Override
    public void gatheringDone() {
        told.add("gathered");
    }

    @Override
    public void validated(int base, InetSocketAddress peer) {
        validated.add(peer);
    }

    @Override
    public void connected(SelectedPair pair) {
        told.add(pair);
    }

    @Override
    public void pairChanged(SelectedPair pair) {
        told.add(pair);
    }

    @Override
    public void failed(FailReason reason) {
        told.add(reason);
    }

    @Override
    public void data(byte[] bytes, int offset, int length) {
        dataBytes += length;
        onData.run();
    }
}
