package dev.tributary.webrtc.ice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webrtc.stun.StunAttribute;
import dev.tributary.webrtc.stun.StunClass;
import dev.tributary.webrtc.stun.StunMessage;
import dev.tributary.webrtc.stun.StunWriter;
import dev.tributary.webrtc.stun.TransactionId;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Single checks and responses on the wire, against a hand-written peer. */
final class CheckTest {
    private static final long MILLI = SimNetwork.MILLI;

    @Test
    void checkCarriesWhatTheRfcDemands() {
        LoneAgent lone = new LoneAgent(true, 1).met();
        StunMessage check = lone.last().stun();
        assertThat(lone.last().target()).isEqualTo(LoneAgent.PEER);
        assertThat(check.stunClass()).isEqualTo(StunClass.REQUEST);
        assertThat(check.username()).isEqualTo("peerfrag:" + lone.agent.parameters().ufrag());
        assertThat(check.priority()).isEqualTo(CandidateKind.PEER_REFLEXIVE.priority(32_767));
        assertThat(check.has(StunAttribute.ICE_CONTROLLING)).isTrue();
        assertThat(check.has(StunAttribute.ICE_CONTROLLED)).isFalse();
        assertThat(check.has(StunAttribute.USE_CANDIDATE)).as("regular nomination").isFalse();
        assertThat(check.has(StunAttribute.FINGERPRINT)).isTrue();
        assertThat(check.isIntact(key(LoneAgent.PEER_PARAMETERS))).isTrue();
    }

    @Test
    void controllingNominatesTheValidPairAndConnects() {
        LoneAgent lone = new LoneAgent(true, 1).met();
        lone.peerAnswers();
        assertThat(lone.last().stun().has(StunAttribute.USE_CANDIDATE)).isTrue();
        assertThat(lone.agent.send(lone.nowNanos, IcePeer.data("early"))).isFalse();
        assertThat(lone.agent.count(IceCount.UNSENT)).isOne();
        lone.peerAnswers();
        assertThat(lone.told)
                .last()
                .isEqualTo(
                        new SelectedPair(
                                0, LoneAgent.PEER, CandidateKind.HOST, CandidateKind.HOST, 0));
        assertThat(lone.agent.send(lone.nowNanos, IcePeer.data("hello"))).isTrue();
    }

    /** RFC 8489 6.3.3 and 6.3.4: 0x7777 must be understood, 0xf777 need not. */
    @Test
    void aResponseThatWeDoNotUnderstandFailsItsCheck() {
        LoneAgent lone = new LoneAgent(true, 1).met();
        LoneAgent.Sent check = lone.lastRequest();
        lone.receive(
                LoneAgent.PEER,
                LoneAgent.signedByPeer(
                        LoneAgent.answerTo(check).attribute(0x7777, new byte[] {1, 2, 3, 4})));
        assertThat(lone.validated).isEmpty();
        lone.receive(LoneAgent.PEER, LoneAgent.signedByPeer(LoneAgent.answerTo(check)));
        assertThat(lone.validated).as("its transaction is over").isEmpty();

        LoneAgent other = new LoneAgent(true, 2).met();
        other.receive(
                LoneAgent.PEER,
                LoneAgent.signedByPeer(
                        LoneAgent.answerTo(other.lastRequest()).attribute(0xf777, new byte[8])));
        assertThat(other.validated).containsExactly(LoneAgent.PEER);
    }

    @Test
    void anErrorThatWeDoNotUnderstandChangesNoRole() {
        LoneAgent lone = new LoneAgent(true, 1).met();
        lone.receive(
                LoneAgent.PEER,
                LoneAgent.signedByPeer(
                        new StunWriter(StunClass.ERROR, lone.lastRequest().stun().transactionId())
                                .errorCode(487)
                                .attribute(0x7777, new byte[4])));
        lone.after(1_000 * MILLI);
        assertThat(lone.sent).noneMatch(sent -> sent.stun().has(StunAttribute.ICE_CONTROLLED));
    }

    @Test
    void controlledConnectsOnlyOnceTheNominatedPairIsValid() {
        LoneAgent lone = new LoneAgent(false, 1).met();
        lone.after(20 * MILLI);
        lone.receive(LoneAgent.PEER, lone.signed(lone.check(true, 1).useCandidate()));
        assertThat(lone.told).noneMatch(SelectedPair.class::isInstance);
        lone.peerAnswers();
        assertThat(lone.told).last().isInstanceOf(SelectedPair.class);
    }

    /** A peer that nominates another pair later is followed, but only after a fresh answer. */
    @Test
    void laterNominationNeedsAFreshCheck() {
        InetSocketAddress other = SimNetwork.address("203.0.113.3", 6_000);
        LoneAgent lone = new LoneAgent(false, 1).met();
        lone.peerAnswers();
        lone.receive(other, lone.signed(lone.check(true, 1)));
        lone.receive(other, LoneAgent.signedByPeer(LoneAgent.answerTo(lone.lastRequest())));
        lone.receive(LoneAgent.PEER, lone.signed(lone.check(true, 1).useCandidate()));
        assertThat(lone.told).last().extracting("remote").isEqualTo(LoneAgent.PEER);
        lone.receive(other, lone.signed(lone.check(true, 1).useCandidate()));
        assertThat(lone.told).last().extracting("remote").isEqualTo(LoneAgent.PEER);
        assertThat(lone.lastRequest().target()).isEqualTo(other);
        lone.receive(other, LoneAgent.signedByPeer(LoneAgent.answerTo(lone.lastRequest())));
        assertThat(lone.told).last().extracting("remote").isEqualTo(other);
        lone.agent.send(lone.nowNanos, new byte[] {22});
        assertThat(lone.last().target()).isEqualTo(other);
    }

    /** The controlling side leaves its pair for another only when that has fallen silent. */
    @Test
    void controllingMovesOnlyWhenItsPairIsSilent() {
        InetSocketAddress other = SimNetwork.address("203.0.113.3", 6_000);
        LoneAgent lone = new LoneAgent(true, 1).met();
        lone.peerAnswers();
        lone.peerAnswers();
        lone.receive(other, lone.signed(lone.check(false, 1)));
        lone.receive(other, LoneAgent.signedByPeer(LoneAgent.answerTo(lone.lastRequest())));
        lone.receive(other, lone.signed(lone.check(false, 1)));
        assertThat(lone.last().stun().stunClass()).isEqualTo(StunClass.SUCCESS);
        assertThat(lone.told).last().extracting("remote").isEqualTo(LoneAgent.PEER);
        lone.after(7_000 * MILLI);
        assertThat(lone.lastRequest().target()).as("a consent check").isEqualTo(LoneAgent.PEER);
        lone.receive(other, lone.signed(lone.check(false, 1)));
        assertThat(lone.lastRequest().target()).isEqualTo(other);
        assertThat(lone.lastRequest().stun().has(StunAttribute.USE_CANDIDATE)).isTrue();
        lone.receive(other, LoneAgent.signedByPeer(LoneAgent.answerTo(lone.lastRequest())));
        assertThat(lone.told).last().extracting("remote").isEqualTo(other);
    }

    /** A valid pair waits for a host pair under check, but not longer than its own round trip. */
    @Test
    void nominationWaitsForABetterPairOneRoundTrip() {
        for (boolean hostAnswers : new boolean[] {true, false}) {
            InetSocketAddress mapped = SimNetwork.address("203.0.113.3", 6_000);
            LoneAgent lone = new LoneAgent(true, 1);
            lone.agent.remote(0, LoneAgent.PEER_PARAMETERS);
            long priority = CandidateKind.SERVER_REFLEXIVE.priority(1);
            lone.agent.addRemoteCandidate(
                    0,
                    new Candidate(
                            CandidateKind.SERVER_REFLEXIVE,
                            "s",
                            priority,
                            mapped,
                            Candidate.NO_RELATED));
            LoneAgent.Sent first = lone.lastRequest();
            lone.agent.addRemoteCandidate(0, LoneAgent.host(LoneAgent.PEER));
            lone.after(60 * MILLI);
            LoneAgent.Sent second = lone.lastRequest();
            assertThat(second.target()).as("sent at 50 ms").isEqualTo(LoneAgent.PEER);
            lone.receive(mapped, LoneAgent.signedByPeer(LoneAgent.answerTo(first)));
            lone.after(49 * MILLI);
            assertThat(lone.sent).as("it took 60 ms, so until 110 ms").hasSize(2);
            if (hostAnswers) {
                lone.receive(LoneAgent.PEER, LoneAgent.signedByPeer(LoneAgent.answerTo(second)));
            }
            lone.after(MILLI);
            assertThat(lone.last().stun().has(StunAttribute.USE_CANDIDATE)).isTrue();
            assertThat(lone.last().target()).isEqualTo(hostAnswers ? LoneAgent.PEER : mapped);
        }
    }

    @Test
    void successAnswersTheSource() {
        LoneAgent lone = new LoneAgent(false, 1);
        byte[] check = lone.signed(lone.check(true, 1));
        lone.receive(LoneAgent.PEER, check);
        StunMessage answer = lone.last().stun();
        assertThat(answer.stunClass()).isEqualTo(StunClass.SUCCESS);
        assertThat(answer.mappedAddress()).isEqualTo(LoneAgent.PEER);
        assertThat(answer.isIntact(key(lone.agent.parameters()))).isTrue();
        assertThat(answer.has(StunAttribute.FINGERPRINT)).isTrue();
    }

    @Test
    void triggeredCheckFollowsWithoutWaitingForThePace() {
        LoneAgent lone = new LoneAgent(false, 1);
        lone.agent.remote(0, LoneAgent.PEER_PARAMETERS);
        lone.receive(LoneAgent.PEER, lone.signed(lone.check(true, 1)));
        assertThat(lone.sent).hasSize(2);
        assertThat(lone.last().stun().stunClass()).isEqualTo(StunClass.REQUEST);
        // A peer that repeats itself at once draws answers, but no second check within 10 ms.
        lone.receive(LoneAgent.PEER, lone.signed(lone.check(true, 1)));
        assertThat(lone.last().stun().stunClass()).isEqualTo(StunClass.SUCCESS);
        lone.after(10 * MILLI);
        assertThat(lone.last().stun().stunClass()).isEqualTo(StunClass.REQUEST);
        assertThat(lone.sent).hasSize(4);
    }

    @Test
    void checkBeforeTheCredentialsIsAnsweredAndRemembered() {
        LoneAgent lone = new LoneAgent(false, 1);
        lone.receive(LoneAgent.PEER, lone.signed(lone.check(true, 1).useCandidate()));
        assertThat(lone.sent).hasSize(1);
        lone.agent.remote(0, LoneAgent.PEER_PARAMETERS);
        lone.peerAnswers();
        assertThat(lone.told).last().isInstanceOf(SelectedPair.class);
    }

    @Test
    void earlyCheckOfAnotherPeerIsForgotten() {
        LoneAgent lone = new LoneAgent(false, 1);
        lone.receive(LoneAgent.PEER, lone.signed(lone.check(true, 1)));
        lone.agent.remote(0, new IceParameters("other", LoneAgent.PEER_PARAMETERS.pwd()));
        assertThat(lone.sent).hasSize(1);
        assertThat(lone.agent.count(IceCount.UNAUTHENTICATED)).isOne();
    }

    @Test
    void unknownRequiredAttributeIsRefusedBy420() {
        LoneAgent lone = new LoneAgent(false, 1).met();
        StunWriter check = lone.check(true, 1).attribute(0x7f00, new byte[2]);
        lone.receive(LoneAgent.PEER, lone.signed(check));
        StunMessage answer = lone.last().stun();
        assertThat(answer.stunClass()).isEqualTo(StunClass.ERROR);
        assertThat(answer.errorCode()).isEqualTo(420);
        assertThat(answer.has(StunAttribute.UNKNOWN_ATTRIBUTES)).isTrue();
    }

    @Test
    void strangersGetNoAnswer() {
        LoneAgent lone = new LoneAgent(false, 1);
        byte[] wrongKey = lone.check(true, 1).integrity(new byte[] {1}).fingerprint().toBytes();
        byte[] noFingerprint =
                lone.check(true, 1).integrity(key(lone.agent.parameters())).toBytes();
        byte[] otherUser =
                lone.signed(
                        new StunWriter(StunClass.REQUEST, new TransactionId(1, 1))
                                .username("someone:peerfrag")
                                .priority(1)
                                .role(StunAttribute.ICE_CONTROLLING, 1));
        byte[] bare = new StunWriter(StunClass.REQUEST, new TransactionId(1, 1)).toBytes();
        for (byte[] bytes : new byte[][] {wrongKey, noFingerprint, otherUser, bare}) {
            lone.receive(LoneAgent.PEER, bytes);
        }
        assertThat(lone.sent).isEmpty();
        assertThat(lone.agent.count(IceCount.UNAUTHENTICATED)).isEqualTo(4);
    }

    @Test
    void forgedResponsesChangeNothing() {
        LoneAgent lone = new LoneAgent(true, 1).met();
        LoneAgent.Sent check = lone.lastRequest();
        lone.receive(LoneAgent.PEER, LoneAgent.answerTo(check).fingerprint().toBytes());
        lone.receive(
                LoneAgent.PEER,
                LoneAgent.signedByPeer(
                        new StunWriter(StunClass.SUCCESS, new TransactionId(1, 1))
                                .mappedAddress(LoneAgent.LOCAL)));
        assertThat(lone.agent.count(IceCount.UNAUTHENTICATED)).isOne();
        assertThat(lone.agent.count(IceCount.STRAY_RESPONSES)).isOne();
        assertThat(lone.sent).hasSize(1);
        lone.peerAnswers();
        assertThat(lone.sent).as("the nomination").hasSize(2);
    }

    @Test
    void responseFromElsewhereFailsThePair() {
        LoneAgent lone = new LoneAgent(true, 1).met();
        lone.receive(
                SimNetwork.address("203.0.113.3", 6_000),
                LoneAgent.signedByPeer(LoneAgent.answerTo(lone.lastRequest())));
        lone.after(2_000 * MILLI);
        assertThat(lone.sent).hasSize(1);
    }

    @Test
    void theLesserTieBreakerYields() {
        for (boolean controlling : new boolean[] {true, false}) {
            LoneAgent winner = new LoneAgent(controlling, 1).met();
            // The peer claims our role. 0 always loses to us, all ones always win.
            winner.receive(LoneAgent.PEER, winner.signed(winner.check(controlling, 0)));
            boolean refused = winner.last().stun().errorCode() == 487;
            assertThat(winner.agent.isControlling()).isTrue();
            assertThat(refused).isEqualTo(controlling);
            LoneAgent loser = new LoneAgent(controlling, 1).met();
            loser.receive(LoneAgent.PEER, loser.signed(loser.check(controlling, -1)));
            assertThat(loser.agent.isControlling()).isFalse();
        }
    }

    @Test
    void a487SwitchesTheRoleAndRepeatsTheCheckBoundedly() {
        LoneAgent lone = new LoneAgent(true, 1).met();
        for (int i = 0; i < 100; i++) {
            lone.receive(
                    LoneAgent.PEER,
                    LoneAgent.signedByPeer(
                            new StunWriter(
                                            StunClass.ERROR,
                                            lone.lastRequest().stun().transactionId())
                                    .errorCode(487)));
            if (i == 0) {
                assertThat(lone.agent.isControlling()).isFalse();
            }
            lone.after(50 * MILLI);
        }
        assertThat(lone.sent.size()).isBetween(2, 10);
    }

    private static byte[] key(IceParameters parameters) {
        return parameters.pwd().getBytes(StandardCharsets.US_ASCII);
    }
}
