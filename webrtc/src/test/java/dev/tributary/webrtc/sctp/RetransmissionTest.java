package dev.tributary.webrtc.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webrtc.sctp.wire.Wire;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RetransmissionTest {
    @Test
    void timeoutFollowsRfc9260AndKeepsAboveTheRoundTrip() {
        RetransmissionTimeout timeout = new RetransmissionTimeout(SctpConfig.defaults());
        assertThat(timeout.rtoNanos()).isEqualTo(500 * Pair.MILLI);
        timeout.measured(0, 400 * Pair.MILLI);
        assertThat(timeout.srttNanos()).isEqualTo(400 * Pair.MILLI);
        assertThat(timeout.rtoNanos()).isEqualTo(1_200 * Pair.MILLI);
        for (int i = 0; i < 100; i++) {
            timeout.measured(0, 400 * Pair.MILLI);
        }
        assertThat(timeout.rtoNanos()).isBetween(600 * Pair.MILLI, 601 * Pair.MILLI);
        for (int i = 0; i < 100; i++) {
            timeout.measured(0, Pair.MILLI);
        }
        assertThat(timeout.rtoNanos()).isEqualTo(400 * Pair.MILLI);
        for (int i = 0; i < 100; i++) {
            timeout.backOff();
        }
        assertThat(timeout.rtoNanos()).isEqualTo(3 * Pair.SECOND);
    }

    @Test
    void retransmissionsDoubleTheirDistanceUntilThePeerIsGivenUp() {
        ScriptedPeer peer = ScriptedPeer.established(ScriptedPeer.INIT);
        peer.association.openNegotiated(peer.now, 0, "ctl", true);
        peer.association.send(peer.now, 0, new byte[10], true);
        List<Long> distances = new ArrayList<>();
        long last = peer.now;
        while (peer.endpoint.closed == null) {
            int before = peer.endpoint.packetsSent;
            peer.wake();
            if (peer.endpoint.packetsSent > before) {
                distances.add((peer.now - last) / Pair.MILLI);
                last = peer.now;
            }
        }

        assertThat(distances.subList(0, 5)).containsExactly(500L, 1_000L, 2_000L, 3_000L, 3_000L);
        assertThat(peer.endpoint.closed).isEqualTo(SctpCloseReason.PEER_UNREACHABLE);
        assertThat(peer.association.counter(SctpCounter.TIMEOUTS)).isLessThanOrEqualTo(11);
    }

    @Test
    void thirdMissingReportSendsAtOnceAndHalvesTheWindow() {
        ScriptedPeer peer = ScriptedPeer.established(ScriptedPeer.INIT);
        peer.association.openNegotiated(peer.now, 0, "ctl", true);
        for (int i = 0; i < 6; i++) {
            peer.association.send(peer.now, 0, new byte[1_100], true);
        }
        String lost = peer.heard();
        peer.endpoint.packets.clear();
        peer.now += 10 * Pair.MILLI;
        peer.say("03000014 11223343 00100000 00010000 00020002");
        peer.say("03000014 11223343 00100000 00010000 00020003");
        assertThat(peer.endpoint.packets).isEmpty();
        peer.say("03000014 11223343 00100000 00010000 00020004");

        assertThat(peer.heard()).isEqualTo(lost);
        assertThat(peer.association.path().congestionWindowBytes()).isEqualTo(11_910 / 2);
        assertThat(peer.association.counter(SctpCounter.FAST_RECOVERIES)).isEqualTo(1);
        assertThat(peer.association.counter(SctpCounter.TIMEOUTS)).isZero();
    }

    @Test
    void peerThatTakesBackWhatItReportedGetsItAgain() {
        ScriptedPeer peer = ScriptedPeer.established(ScriptedPeer.INIT);
        peer.association.openNegotiated(peer.now, 0, "ctl", true);
        peer.association.send(peer.now, 0, new byte[1_100], true);
        peer.association.send(peer.now, 0, new byte[1_100], true);
        peer.say("03000014 11223343 00100000 00010000 00020002");
        peer.endpoint.packets.clear();
        peer.wake();
        peer.wake();
        peer.say("03000010 11223344 00100000 00000000");
        peer.wake();
        peer.wake();

        assertThat(peer.endpoint.packets).anyMatch(packet -> Wire.i32(packet, 16) == 0x11223345);
    }

    @Test
    void delayedAcknowledgementComesAfterTwoHundredMilliseconds() {
        ScriptedPeer peer = ScriptedPeer.established(ScriptedPeer.INIT);
        peer.association.openNegotiated(peer.now, 0, "ctl", true);
        peer.say("00030011 00000100 0000 0000 00000035 01000000");
        assertThat(peer.heard()).as("the first at once").startsWith("03");
        long arrived = peer.now;
        peer.say("00030011 00000101 0000 0001 00000035 01000000");
        assertThat(peer.heard()).isEmpty();
        peer.wake();
        assertThat(peer.now - arrived).isEqualTo(200 * Pair.MILLI);
        assertThat(peer.heard()).isEqualTo(ScriptedPeer.hex("03000010 00000101 00100000 00000000"));
        peer.say("00030011 00000102 0000 0002 00000035 01000000");
        peer.say("00030011 00000103 0000 0003 00000035 01000000");
        assertThat(peer.heard()).as("every second packet").startsWith("0300001000000103");
        peer.say("000b0011 00000104 0000 0004 00000035 01000000");
        assertThat(peer.heard()).as("asked for").startsWith("0300001000000104");
    }
}
