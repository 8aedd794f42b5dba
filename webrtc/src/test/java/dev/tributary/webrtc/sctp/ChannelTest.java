package dev.tributary.webrtc.sctp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ChannelTest {
    private static final byte[] MESSAGE = new byte[5_000];

    @Test
    void eachRoleOpensItsOwnIds() {
        Pair pair = Pair.connected(1);
        assertThat(pair.a.association.open(pair.now, "x", "p", true)).isEqualTo(2);
        assertThat(pair.a.association.open(pair.now, "y", "", false)).isEqualTo(4);
        assertThat(pair.b.association.open(pair.now, "z", "", true)).isEqualTo(3);
        pair.run(Pair.SECOND);

        assertThat(pair.b.events).contains("open 2 x p", "open 4 y ", "open 3 z ");
        assertThat(pair.a.events).contains("open 2 x p", "open 4 y ", "open 3 z ");
    }

    @Test
    void messagesMayFollowAnOpenAtOnce() {
        Pair pair = Pair.connected(2);
        pair.lossy(0.2, 0, 20 * Pair.MILLI);
        int id = pair.a.association.open(pair.now, "x", "", false);
        for (int i = 0; i < 20; i++) {
            assertThat(pair.a.association.send(pair.now, id, MESSAGE, true)).isTrue();
        }
        pair.run(60 * Pair.SECOND);

        assertThat(pair.b.messages).hasSize(20);
        assertThat(pair.b.association.counter(SctpCounter.MESSAGES_REFUSED)).isZero();
    }

    @Test
    void closingDeliversWhatWasAcceptedAndFreesTheIdOnBothSides() {
        for (long seed = 0; seed < 20; seed++) {
            Pair pair = Pair.connected(seed);
            pair.lossy(0.1, 0.1, 20 * Pair.MILLI);
            for (int round = 1; round <= 3; round++) {
                int id = pair.a.association.open(pair.now, "round", "", true);
                assertThat(id).as("seed %d", seed).isEqualTo(2);
                for (int i = 0; i < 10; i++) {
                    pair.a.association.send(pair.now, id, MESSAGE, true);
                }
                pair.a.association.closeChannel(pair.now, id);
                assertThat(pair.a.association.send(pair.now, id, MESSAGE, true)).isFalse();
                pair.a.association.send(pair.now, 0, MESSAGE, true);
                int rounds = round;
                boolean gone =
                        pair.runUntil(
                                () ->
                                        count(pair.a, "gone 2") == rounds
                                                && count(pair.b, "gone 2") == rounds,
                                100 * Pair.SECOND);
                assertThat(gone).as("seed %d", seed).isTrue();
                assertThat(pair.b.messages.stream().filter(m -> m.channel() == 2))
                        .as("seed %d", seed)
                        .hasSize(10 * round);
            }
            pair.run(60 * Pair.SECOND);
            assertThat(pair.a.association.heldBytes()).as("seed %d", seed).isZero();
            assertThat(pair.b.association.heldBytes()).as("seed %d", seed).isZero();
        }
    }

    private static long count(Endpoint endpoint, String event) {
        return endpoint.events.stream().filter(event::equals).count();
    }

    @Test
    void bothSidesMayCloseAtOnce() {
        Pair pair = Pair.connected(3);
        pair.a.association.closeChannel(pair.now, 1);
        pair.b.association.closeChannel(pair.now, 1);
        pair.run(Pair.SECOND);

        assertThat(pair.a.events).endsWith("gone 1");
        assertThat(pair.b.events).endsWith("gone 1");
        assertThat(pair.a.association.openNegotiated(pair.now, 1, "data", true)).isTrue();
    }

    @Test
    void channelClosesWhileAnotherIsBusy() {
        Pair pair = Pair.connected(4);
        pair.ab.rate = 10_000_000;
        pair.ab.queueBytes = 50_000;
        pair.a.onLow = () -> pair.a.association.send(pair.now, 0, new byte[60_000], true);
        pair.a.association.send(pair.now, 0, new byte[60_000], true);
        pair.run(Pair.SECOND);
        pair.a.association.closeChannel(pair.now, 1);
        pair.run(3 * Pair.SECOND);

        assertThat(pair.a.events).contains("gone 1");
        assertThat(pair.b.events).contains("gone 1");
        assertThat(pair.b.messages.size()).isGreaterThan(20);
    }

    @Test
    void peerWithoutStreamResetLosesTheChannelHereOnly() {
        ScriptedPeer peer = ScriptedPeer.established(ScriptedPeer.INIT);
        peer.association.openNegotiated(peer.now, 2, "ctl", true);
        peer.association.closeChannel(peer.now, 2);

        assertThat(peer.endpoint.events).endsWith("gone 2");
        assertThat(peer.heard()).isEmpty();
    }

    @Test
    void resetThatIsInProgressIsAskedForAgainWithANewNumber() {
        ScriptedPeer peer = ScriptedPeer.established(ScriptedPeer.INIT_RESETS);
        peer.association.openNegotiated(peer.now, 2, "ctl", true);
        peer.association.closeChannel(peer.now, 2);
        peer.heard();
        peer.say("82000010 0010000c 11223344 00000006");
        assertThat(peer.heard()).isEmpty();
        peer.wake();

        assertThat(peer.heard())
                .isEqualTo(
                        ScriptedPeer.hex("82000016 000d0012 11223345 000000ff 11223343 00020000"));
    }

    @Test
    void resetAheadOfTheDataWaitsForIt() {
        ScriptedPeer peer = ScriptedPeer.established(ScriptedPeer.INIT_RESETS);
        peer.association.openNegotiated(peer.now, 2, "ctl", true);
        String request = "82000016 000d0012 00000100 11223344 00000100 00020000";
        peer.say(request);
        assertThat(peer.heard()).isEqualTo(ScriptedPeer.hex("82000010 0010000c 00000100 00000006"));
        peer.say("00030011 00000100 0002 0000 00000035 01000000");
        peer.heard();
        peer.say(request);
        assertThat(peer.heard())
                .startsWith(ScriptedPeer.hex("82000010 0010000c 00000100 00000001"));
        assertThat(peer.endpoint.messages).hasSize(1);
    }

    @Test
    void channelsThatThePeerHasNoStreamForAreGone() {
        ScriptedPeer peer = new ScriptedPeer(SctpRole.SERVER);
        peer.association.openNegotiated(peer.now, 0, "ctl", true);
        peer.association.openNegotiated(peer.now, 5, "far", true);
        peer.association.send(peer.now, 5, MESSAGE, true);
        peer.association.open(peer.now, "mine", "", true);
        peer.say(0, ScriptedPeer.INIT.replace("04000400", "04000001"));
        peer.say("0a00004c " + peer.cookie());

        assertThat(peer.endpoint.events)
                .containsExactlyInAnyOrder("connected", "open 0 ctl ", "gone 1", "gone 5");
        assertThat(peer.association.heldBytes()).isZero();
        assertThat(peer.association.open(peer.now, "x", "", true)).isNegative();
    }

    @Test
    void tableOfChannelsIsBounded() {
        Pair pair = Pair.connected(5);
        for (int i = 0; i < 254; i++) {
            assertThat(pair.a.association.open(pair.now, "x", "", true)).isPositive();
        }
        assertThat(pair.a.association.open(pair.now, "x", "", true))
                .isEqualTo(SctpAssociation.NO_CHANNEL);
        pair.run(Pair.SECOND);
        assertThat(pair.b.events).hasSize(3 + 254);
        assertThat(pair.b.association.openNegotiated(pair.now, 900, "x", true)).isFalse();
    }

    @Test
    void wrongUseIsRefused() {
        Pair pair = Pair.connected(6);
        assertThat(pair.a.association.send(pair.now, 7, MESSAGE, true)).isFalse();
        assertThat(pair.a.association.openNegotiated(pair.now, 0, "ctl", true)).isFalse();
        assertThat(pair.a.association.openNegotiated(pair.now, 1_024, "far", true)).isFalse();
        assertThatThrownBy(() -> pair.a.association.send(pair.now, 0, new byte[65_536], true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pair.a.association.open(pair.now, "x".repeat(1_025), "", true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void malformedOpensAreRefusedAndCounted() {
        ScriptedPeer peer = ScriptedPeer.established(ScriptedPeer.INIT);
        String[] opens = {
            "0003001c 00000100 0004 0000 00000032 03000000 00000000 00010000", // label missing
            "0003001c 00000101 0004 0001 00000032 03050000 00000000 00000000", // reliability 5
            "0003001c 00000102 0003 0000 00000032 03000000 00000000 00000000", // an id of ours
            "00030011 00000103 0004 0002 00000032 02000000", // ACK of nothing
            "00030011 00000104 0004 0003 00000035 02000000", // no such channel
        };
        for (String open : opens) {
            peer.say(open);
        }

        assertThat(peer.association.counter(SctpCounter.MESSAGES_REFUSED)).isEqualTo(opens.length);
        assertThat(peer.endpoint.events).containsExactly("connected");
    }
}
