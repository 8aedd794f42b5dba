package dev.tributary.webrtc.ice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tributary.webrtc.stun.StunClass;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Floods, injections and misuse: bounded, counted, and never delivered. */
final class HostilityTest {
    private static final long MILLI = SimNetwork.MILLI;
    private static final long SECOND = Meeting.SECOND;
    private static final InetSocketAddress ATTACKER = SimNetwork.address("203.0.113.66", 6_666);

    /** Threat T13: a ClientHello from anyone but the validated address is dropped. */
    @Test
    void injectedDataIsNotDelivered() {
        LoneAgent lone = new LoneAgent(true, 1).met();
        byte[] clientHello = {22, (byte) 0xfe, (byte) 0xfd, 0, 0, 0};
        lone.receive(LoneAgent.PEER, clientHello);
        assertThat(lone.dataBytes).as("from a candidate not validated yet").isZero();
        lone.peerAnswers();
        lone.peerAnswers();
        lone.receive(ATTACKER, clientHello);
        assertThat(lone.dataBytes).isZero();
        assertThat(lone.agent.count(IceCount.UNVALIDATED_DATA)).isEqualTo(2);
        lone.receive(LoneAgent.PEER, clientHello);
        assertThat(lone.dataBytes).isEqualTo(clientHello.length);
    }

    @Test
    void demultiplexingFollowsRfc7983() {
        LoneAgent lone = new LoneAgent(true, 1).met();
        lone.peerAnswers();
        lone.peerAnswers();
        int delivered = 0;
        for (int first = 0; first < 256; first++) {
            lone.receive(LoneAgent.PEER, new byte[] {(byte) first});
            delivered += first >= 20 && first <= 63 ? 1 : 0;
            assertThat(lone.dataBytes).as("first byte %d", first).isEqualTo(delivered);
        }
        lone.receive(LoneAgent.PEER, new byte[0]);
        assertThat(lone.agent.count(IceCount.MALFORMED)).isEqualTo(4);
        assertThat(lone.agent.count(IceCount.UNKNOWN_PROTOCOL)).isEqualTo(256 - 4 - 44 + 1);
    }

    /** Threat T14: signalling cannot make us hit a victim more than a few times per candidate. */
    @Test
    void candidateFloodIsBounded() {
        LoneAgent lone = new LoneAgent(true, 1, AddressPolicy.LAB);
        lone.agent.remote(0, LoneAgent.PEER_PARAMETERS);
        for (int i = 0; i < 10_000; i++) {
            lone.agent.addRemoteCandidate(
                    0, LoneAgent.host(SimNetwork.address("203.0.113.66", 1_024 + i)));
        }
        assertThat(lone.agent.count(IceCount.SURPLUS_CANDIDATES))
                .isEqualTo(10_000 - IceAgent.REMOTE_CANDIDATES_MAX);
        lone.until(60 * SECOND);
        assertThat(lone.told).last().isEqualTo(FailReason.TIMED_OUT);
        assertThat(lone.sent).hasSize(8 * IceAgent.REMOTE_CANDIDATES_MAX);
    }

    /** Candidates of one foundation behave alike: one is tried at a time. */
    @Test
    void frozenPairsWaitForTheirLike() {
        LoneAgent lone = new LoneAgent(true, 1);
        lone.agent.remote(0, LoneAgent.PEER_PARAMETERS);
        for (int i = 0; i < 3; i++) {
            InetSocketAddress address = SimNetwork.address("203.0.113.66", 2_000 + i);
            lone.agent.addRemoteCandidate(
                    0,
                    new Candidate(
                            CandidateKind.HOST, "same", 1_000 - i, address, Candidate.NO_RELATED));
        }
        lone.until(7 * SECOND);
        assertThat(lone.sent).hasSize(8).allMatch(sent -> sent.target().getPort() == 2_000);
        lone.until(8 * SECOND);
        assertThat(lone.last().target().getPort()).isEqualTo(2_001);
    }

    @Test
    void reflexiveFloodIsBounded() {
        LoneAgent lone = new LoneAgent(false, 1).met();
        for (int i = 0; i < 2_000; i++) {
            InetSocketAddress source = SimNetwork.address("203.0.113.66", 1_024 + i);
            lone.receive(source, lone.signed(lone.check(true, 1)));
            lone.after(MILLI);
        }
        Set<InetSocketAddress> checked = new HashSet<>();
        int answers = 0;
        for (LoneAgent.Sent sent : lone.sent) {
            if (sent.stun().stunClass() == StunClass.REQUEST) {
                checked.add(sent.target());
            } else {
                answers++;
            }
        }
        assertThat(checked).hasSize(1 + IceAgent.REMOTE_CANDIDATES_MAX);
        // Two seconds' worth, and the burst.
        assertThat(answers).isBetween(500, 3 * IceAgent.CHECKS_PER_SECOND_MAX);
        assertThat(lone.agent.count(IceCount.LIMITED_CHECKS)).isEqualTo(2_000 - answers);
    }

    @Test
    void earlyFloodIsBounded() {
        LoneAgent lone = new LoneAgent(false, 1);
        for (int i = 0; i < 150; i++) {
            InetSocketAddress source = SimNetwork.address("203.0.113.66", 1_024 + i);
            lone.receive(source, lone.signed(lone.check(true, 1)));
        }
        lone.agent.remote(0, LoneAgent.PEER_PARAMETERS);
        assertThat(lone.agent.count(IceCount.SURPLUS_CANDIDATES)).as("kept no more").isZero();
        lone.until(SECOND / 10);
        Set<InetSocketAddress> checked = new HashSet<>();
        for (LoneAgent.Sent sent : lone.sent) {
            if (sent.stun().stunClass() == StunClass.REQUEST) {
                checked.add(sent.target());
            }
        }
        assertThat(checked).hasSize(IceAgent.REMOTE_CANDIDATES_MAX);
    }

    @Test
    void pairsAreBoundedAndTheBestAreKept() {
        Recorder recorder = new Recorder();
        IceAgent agent = recorder.agent(AddressPolicy.PUBLIC);
        for (int i = 0; i < IceAgent.BASES_MAX; i++) {
            agent.addBase(i, SimNetwork.address("203.0.113.1", 5_000 + i));
        }
        agent.gather(0);
        agent.remote(0, LoneAgent.PEER_PARAMETERS);
        for (int i = 0; i < 10; i++) {
            Candidate candidate =
                    new Candidate(
                            CandidateKind.SERVER_REFLEXIVE,
                            "f" + i,
                            1_000 + i,
                            SimNetwork.address("203.0.113.9", 2_000 + i),
                            Candidate.NO_RELATED);
            agent.addRemoteCandidate(0, candidate);
        }
        // 80 pairs are possible: 40 are kept, the 40 others dropped or refused.
        long now = 0;
        while (agent.nextDeadlineNanos() <= 14 * SECOND) {
            now = Math.max(now, agent.nextDeadlineNanos());
            agent.onTimer(now);
        }
        assertThat(recorder.paths).hasSizeBetween(IceAgent.PAIRS_MAX, IceAgent.PAIRS_MAX + 1);
        assertThat(recorder.paths).anyMatch(path -> path.endsWith(":2009"));
    }

    @Test
    void addressesAreRefusedByPolicy() {
        LoneAgent lone = new LoneAgent(true, 1);
        lone.agent.remote(0, LoneAgent.PEER_PARAMETERS);
        InetSocketAddress inside = SimNetwork.address("192.168.1.1", 8_080);
        lone.agent.addRemoteCandidate(0, LoneAgent.host(inside));
        lone.receive(inside, lone.signed(lone.check(false, 1)));
        lone.until(5 * SECOND);
        assertThat(lone.agent.count(IceCount.REFUSED_ADDRESSES)).isEqualTo(2);
        assertThat(lone.sent).as("the answer, no check").hasSize(1);
    }

    @Test
    void afterTheEndNothingLeaves() {
        LoneAgent lone = new LoneAgent(true, 1).met();
        lone.peerAnswers();
        lone.peerAnswers();
        int before = lone.sent.size();
        lone.agent.close();
        lone.receive(LoneAgent.PEER, lone.signed(lone.check(false, 1)));
        lone.receive(LoneAgent.PEER, new byte[] {22});
        lone.agent.endOfRemoteCandidates(lone.nowNanos);
        lone.agent.onTimer(lone.nowNanos + 60 * SECOND);
        assertThat(lone.agent.send(lone.nowNanos, new byte[] {22})).isFalse();
        assertThat(lone.sent).hasSize(before);
        assertThat(lone.dataBytes).isZero();
        assertThat(lone.agent.nextDeadlineNanos()).isEqualTo(IceAgent.NEVER);
    }

    @Test
    void hostMaySendOrCloseFromWithinAnOutputAndNothingElse() {
        LoneAgent lone = new LoneAgent(true, 1).met();
        lone.peerAnswers();
        lone.peerAnswers();
        lone.onData = () -> lone.agent.send(lone.nowNanos, new byte[] {22, 1});
        int before = lone.sent.size();
        lone.receive(LoneAgent.PEER, new byte[] {22});
        assertThat(lone.sent).hasSize(before + 1);
        lone.onData = () -> lone.agent.onTimer(lone.nowNanos);
        assertThatIllegalStateException()
                .isThrownBy(() -> lone.receive(LoneAgent.PEER, new byte[] {22}));
        lone.onData = lone.agent::close;
        lone.receive(LoneAgent.PEER, new byte[] {22});
        assertThat(lone.agent.nextDeadlineNanos()).isEqualTo(IceAgent.NEVER);
    }

    @Test
    void misuseIsRefused() {
        LoneAgent lone = new LoneAgent(true, 1).met();
        assertThatIllegalStateException().isThrownBy(() -> lone.agent.gather(0));
        assertThatIllegalStateException()
                .isThrownBy(() -> lone.agent.remote(0, LoneAgent.PEER_PARAMETERS));
        assertThatIllegalStateException().isThrownBy(() -> lone.agent.addBase(1, LoneAgent.LOCAL));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lone.agent.onDatagram(0, 7, LoneAgent.PEER, new byte[1], 0, 1));
        lone.after(SECOND);
        lone.agent.onTimer(SECOND);
        assertThatIllegalStateException().isThrownBy(() -> lone.agent.onTimer(0));
        Recorder recorder = new Recorder();
        IceAgent agent = recorder.agent(AddressPolicy.LAB);
        agent.addBase(1, LoneAgent.LOCAL);
        assertThatIllegalStateException()
                .isThrownBy(() -> agent.addBase(1, LoneAgent.PEER))
                .withMessageContaining("base 1");
    }

    /** Counts the paths that checks take. */
    private static final class Recorder implements IceOutput {
        final Set<String> paths = new HashSet<>();

        IceAgent agent(AddressPolicy policy) {
            IceConfig config =
                    new IceConfig(
                            List.of(), policy, IceTimings.defaults().withPaceNanos(20 * MILLI));
            Random random = new Random(1);
            return new IceAgent(config, true, random::nextInt, this);
        }

        @Override
        public void datagram(int base, InetSocketAddress target, byte[] bytes) {
            paths.add(base + ">" + target.getAddress().getHostAddress() + ":" + target.getPort());
        }

        @Override
        public void localCandidate(Candidate candidate) {}

        @Override
        public void gatheringDone() {}

        @Override
        public void validated(int base, InetSocketAddress peer) {}

        @Override
        public void connected(SelectedPair pair) {}

        @Override
        public void pairChanged(SelectedPair pair) {}

        @Override
        public void failed(FailReason reason) {}

        @Override
        public void data(byte[] bytes, int offset, int length) {}
    }
}
