package dev.tributary.webrtc.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** What a peer sends before we know it, or have a pair to answer over. */
final class EarlyDataTest {
    private static final InetSocketAddress OTHER = SimNetwork.address("203.0.113.3", 6_000);

    private static byte[] clientHello(int length) {
        byte[] datagram = new byte[length];
        datagram[0] = 22;
        return datagram;
    }

    /** The answer is still on its way to us, and the peer has begun to speak. */
    @Test
    void clientHelloBeforeTheAnswerWaitsForThePair() {
        LoneAgent lone = new LoneAgent(true, 1);
        lone.receive(LoneAgent.PEER, lone.signed(lone.check(false, 1)));
        lone.receive(LoneAgent.PEER, clientHello(1_175));
        lone.receive(LoneAgent.PEER, clientHello(238));
        lone.met();
        lone.peerAnswers();
        assertThat(lone.dataBytes).as("no pair to answer over").isZero();
        lone.peerAnswers();
        assertThat(lone.told).last().isInstanceOf(SelectedPair.class);
        assertThat(lone.dataBytes).isEqualTo(1_175 + 238);
        assertThat(lone.agent.count(IceCount.UNVALIDATED_DATA)).isZero();
    }

    @Test
    void clientHelloBeforeOurCheckIsAnsweredWaits() {
        LoneAgent lone = new LoneAgent(false, 1).met();
        lone.receive(LoneAgent.PEER, lone.signed(lone.check(true, 1).useCandidate()));
        lone.receive(LoneAgent.PEER, clientHello(200));
        assertThat(lone.dataBytes).isZero();
        lone.peerAnswers();
        assertThat(lone.told).last().isInstanceOf(SelectedPair.class);
        assertThat(lone.dataBytes).isEqualTo(200);
    }

    @Test
    void onlyAHandshakeWaitsAndOnlyAFewDatagramsOfIt() {
        LoneAgent lone = new LoneAgent(true, 1);
        lone.receive(LoneAgent.PEER, lone.signed(lone.check(false, 1)));
        for (int i = 1; i <= 1_000; i++) {
            lone.receive(LoneAgent.PEER, clientHello(100 + i));
            lone.receive(LoneAgent.PEER, IcePeer.data("not a handshake"));
            lone.receive(OTHER, clientHello(100));
        }
        lone.receive(LoneAgent.PEER, clientHello(EarlyData.DATAGRAM_BYTES_MAX + 1));
        assertThat(lone.agent.count(IceCount.UNVALIDATED_DATA))
                .isEqualTo(3 * 1_000 + 1 - EarlyData.DATAGRAMS_MAX);
        lone.met();
        lone.peerAnswers();
        lone.peerAnswers();
        assertThat(lone.dataBytes).as("the newest").isEqualTo(1_097 + 1_098 + 1_099 + 1_100);
    }

    /** It was answered there, but never answered us: nobody knows that it wants our data. */
    @Test
    void whatWaitsOfAPathThatIsNotValidIsDropped() {
        LoneAgent lone = new LoneAgent(true, 1);
        lone.receive(OTHER, lone.signed(lone.check(false, 1)));
        lone.receive(OTHER, clientHello(200));
        lone.met();
        lone.after(100_000_000);
        lone.sent.removeIf(sent -> sent.target().equals(OTHER));
        lone.peerAnswers();
        lone.peerAnswers();
        assertThat(lone.told).last().isInstanceOf(SelectedPair.class);
        assertThat(lone.dataBytes).isZero();
        assertThat(lone.agent.count(IceCount.UNVALIDATED_DATA)).isOne();
    }

    /** Two pairs are valid and one is selected: what comes over the other is the peer's too. */
    @Test
    void hostHearsOfEveryValidPair() {
        LoneAgent lone = new LoneAgent(false, 1).met();
        lone.receive(LoneAgent.PEER, lone.signed(lone.check(true, 1).useCandidate()));
        lone.peerAnswers();
        lone.receive(OTHER, lone.signed(lone.check(true, 1).useCandidate()));
        lone.after(20_000_000);
        lone.receive(OTHER, LoneAgent.signedByPeer(LoneAgent.answerTo(lone.lastRequest())));
        assertThat(lone.validated).containsExactly(LoneAgent.PEER, OTHER);
        lone.receive(LoneAgent.PEER, IcePeer.data("a"));
        lone.receive(OTHER, IcePeer.data("b"));
        assertThat(lone.dataBytes).isEqualTo(2 * IcePeer.data("a").length);
        assertThat(lone.agent.count(IceCount.UNVALIDATED_DATA)).isZero();
    }
}
