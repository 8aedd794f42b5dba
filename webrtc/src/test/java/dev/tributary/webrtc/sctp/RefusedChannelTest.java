package dev.tributary.webrtc.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A channel that we do not take is closed, so that nobody sends into it (RFC 8832 section 6). */
final class RefusedChannelTest {
    private static final String TEXT = "61".repeat(1_026);

    /** On stream 4, but for the last, on 3, which is one of ours. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0003001c 00000100 0004 0000 00000032 03000000 00000000 00010000",
                "0003001c 00000100 0004 0000 00000032 03050000 00000000 00000000",
                "00030011 00000100 0004 0000 00000032 03000000",
                "0003041e 00000100 0004 0000 00000032 03000000 00000000 02020200 text",
                "0003001c 00000100 0003 0000 00000032 03000000 00000000 00000000",
            })
    void openThatIsRefusedIsReset(String open) {
        ScriptedPeer peer = ScriptedPeer.established(ScriptedPeer.INIT_RESETS);
        peer.say(open.replace("text", TEXT));
        String stream = open.substring(18, 22);
        assertThat(peer.heard())
                .isEqualTo(
                        ScriptedPeer.hex(
                                "03000010 00000100 00100000 00000000"
                                        + "82000016 000d0012 11223344 000000ff 11223343"
                                        + stream
                                        + "0000"));
        assertThat(peer.association.counter(SctpCounter.MESSAGES_REFUSED)).isOne();
        peer.say("82000010 0010000c 11223344 00000001");
        assertThat(peer.endpoint.events).containsExactly("connected");
        assertThat(peer.association.nextDeadlineNanos())
                .as("nothing is repeated")
                .isGreaterThan(peer.now + 20 * Pair.SECOND);
    }

    /** What a used stream carries is in doubt for both sides. */
    @Test
    void openOfAStreamInUseClosesItsChannel() {
        ScriptedPeer peer = ScriptedPeer.established(ScriptedPeer.INIT_RESETS);
        peer.association.openNegotiated(peer.now, 4, "ours", true);
        peer.say("0003001c 00000100 0004 0000 00000032 03000000 00000000 00000000");
        assertThat(peer.heard()).contains(ScriptedPeer.hex("82000016 000d0012 11223344"));
        peer.say(
                "82000010 0010000c 11223344 00000001"
                        + "82000016 000d0012 00000100 11223344 00000100 00040000");
        assertThat(peer.endpoint.events).endsWith("gone 4");
    }

    @Test
    void streamMayBeUsedAgainAfterARefusal() {
        ScriptedPeer peer = ScriptedPeer.established(ScriptedPeer.INIT_RESETS);
        peer.say("0003001c 00000100 0004 0000 00000032 03050000 00000000 00000000");
        peer.say("82000010 0010000c 11223344 00000001");
        peer.say("82000016 000d0012 00000100 11223344 00000100 00040000");
        peer.say("0003001c 00000101 0004 0000 00000032 03000000 00000000 00000000");
        assertThat(peer.endpoint.events).endsWith("open 4  ");
    }

    @Test
    void messageThatIsNoOpenChangesNothing() {
        ScriptedPeer peer = ScriptedPeer.established(ScriptedPeer.INIT_RESETS);
        peer.association.openNegotiated(peer.now, 4, "ours", true);
        peer.heard();
        peer.say("00030011 00000100 0004 0000 00000032 05000000");
        peer.say("00030011 00000101 0006 0000 00000032 02000000");
        peer.say("00030011 00000102 0006 0001 00000032 05000000");
        String answers = peer.heard() + peer.heard();
        assertThat(answers).startsWith("0300").doesNotContain("8200");
        assertThat(peer.association.counter(SctpCounter.MESSAGES_REFUSED)).isEqualTo(3);
    }

    /** Each of ours fits and the peer has no more room: it may be another that is refused. */
    @Test
    void channelBeyondTheTableOfThePeerIsGone() {
        Pair pair = Pair.connected(8);
        for (int i = 0; i < 200; i++) {
            pair.b.association.open(pair.now, "theirs", "", true);
            pair.a.association.open(pair.now, "ours", "", true);
        }
        pair.run(30 * Pair.SECOND);
        int theirs = 0;
        int ours = 0;
        for (int id = 2; id < 1_024; id++) {
            ours += pair.a.association.send(pair.now, id, new byte[1], true) ? 1 : 0;
            theirs += pair.b.association.send(pair.now, id, new byte[1], true) ? 1 : 0;
        }
        assertThat(ours).as("open channels of one side").isPositive().isEqualTo(theirs);
        pair.run(30 * Pair.SECOND);
        assertThat(pair.a.messages).as("nobody speaks into nothing").hasSize(theirs);
        assertThat(pair.b.messages).hasSize(ours);
    }

    @Test
    void floodOfRefusedOpensIsAnsweredInTurn() {
        ScriptedPeer peer = ScriptedPeer.established(ScriptedPeer.INIT_RESETS);
        int requests = 0;
        int tsn = ScriptedPeer.PEER_TSN;
        for (int i = 0; i < 5_000; i++, tsn++) {
            peer.say(
                    "0003001c %08x %04x %04x 00000032 03050000 00000000 00000000"
                            .formatted(tsn, i % 1_024, i / 1_024));
            for (String heard = peer.heard(); !heard.isEmpty(); heard = peer.heard()) {
                requests += heard.contains("82000016000d0012") ? 1 : 0;
            }
        }
        assertThat(requests).as("one at a time").isOne();
        assertThat(peer.association.heldBytes()).isZero();
        assertThat(peer.endpoint.closed).isNull();
    }
}
