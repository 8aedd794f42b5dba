package dev.tributary.webrtc.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webrtc.sctp.wire.ChunkType;
import dev.tributary.webrtc.sctp.wire.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that swallow what is too large for them, and say nothing (RFC 8899). */
final class PathSizeTest {
    /** What DTLS adds to a packet: header, explicit nonce and tag. */
    private static final int DTLS_BYTES = 37;

    private static final int LARGEST = 1_188;

    /** Datagrams, as the path sees them, and the largest packets that we should find out. */
    @ParameterizedTest
    @CsvSource({"1225,1188", "1224,1024", "1100,1024", "800,760", "576,508", "545,508"})
    void whatTheLargestDatagramsCannotCarrySmallerOnesDo(int datagramBytes, int packetBytes) {
        Pair pair = connected(datagramBytes - DTLS_BYTES, 1);
        pair.run(12 * Pair.SECOND);
        transfers(pair, 30);
        assertThat(Math.max(pair.a.largest, pair.b.largest)).isEqualTo(LARGEST);
        pair.a.largest = 0;
        pair.b.largest = 0;
        transfers(pair, 30);
        assertThat(pair.a.largest).isEqualTo(packetBytes);
        assertThat(pair.b.largest).isEqualTo(packetBytes);
    }

    /** Nobody waits for the search: what is sent from the beginning goes in small packets. */
    @ParameterizedTest
    @ValueSource(ints = {1_100, 800, 576})
    void largeMessagesPassWhileThePathIsSearched(int datagramBytes) {
        for (long seed = 0; seed < 10; seed++) {
            Pair pair = connected(datagramBytes - DTLS_BYTES, seed);
            pair.lossy(0.02 * (seed % 3), 0, seed % 2 * 5 * Pair.MILLI);
            long begin = pair.now;
            transfers(pair, 20);
            assertThat(pair.now - begin).as("seed %d", seed).isLessThan(10 * Pair.SECOND);
        }
    }

    @Test
    void aPathThatCarriesAllCostsOneProbeAndItsAnswerEachWay() {
        Pair pair = connected(Integer.MAX_VALUE, 3);
        pair.run(Pair.SECOND);
        int packets = pair.a.packetsSent;
        pair.run(20 * Pair.SECOND);
        assertThat(pair.a.packetsSent).as("nothing but at the beginning").isEqualTo(packets);
        assertThat(pair.a.probes + pair.b.probes).isEqualTo(2);
        transfers(pair, 30);
        assertThat(pair.a.probes + pair.b.probes).isEqualTo(2);
        assertThat(pair.a.largest).isEqualTo(LARGEST);
    }

    @Test
    void aProbeIsAHeartbeatWithPaddingAndIsSentThriceForEachSize() {
        ScriptedPeer peer = ScriptedPeer.unprobed(ScriptedPeer.INIT);
        long begin = peer.now;
        List<Integer> sizes = new ArrayList<>();
        while (peer.now - begin < 10 * Pair.SECOND) {
            byte[] packet = peer.endpoint.packets.pollLast();
            if (packet != null && Endpoint.isProbe(packet)) {
                sizes.add(packet.length);
                int heartbeat = Wire.u16(packet, 14);
                if (sizes.size() % PathSize.PROBES_MAX == 0) {
                    assertThat(heartbeat).as("within").isEqualTo(packet.length - 12);
                } else {
                    assertThat(heartbeat).isEqualTo(16);
                    assertThat(packet[28]).isEqualTo((byte) 132);
                    assertThat(Wire.u16(packet, 30)).isEqualTo(packet.length - 28);
                }
            }
            peer.endpoint.packets.clear();
            peer.wake();
        }
        assertThat(sizes).containsExactly(1_188, 1_188, 1_188, 1_024, 1_024, 1_024, 760, 760, 760);
        assertThat(peer.endpoint.closed).as("no failure of the peer").isNull();
        assertThat(peer.association.counter(SctpCounter.TIMEOUTS)).isZero();
    }

    /** As werift does, against RFC 9260 3.2, which has a chunk of type 132 skipped. */
    @Test
    void aPeerThatDropsPacketsWithPaddingAnswersTheLastProbeOfTheSize() {
        ScriptedPeer peer = ScriptedPeer.unprobed(ScriptedPeer.INIT);
        peer.wake();
        peer.endpoint.packets.clear();
        peer.wake();
        byte[] probe = peer.endpoint.packets.getLast();
        peer.endpoint.packets.clear();
        probe[12] = ChunkType.HEARTBEAT_ACK;
        Wire.put32(probe, 4, ScriptedPeer.LOCAL);
        ScriptedPeer.seal(probe);
        peer.association.onPacket(peer.now, probe, 0, probe.length);
        peer.association.openNegotiated(peer.now, 0, "ctl", true);
        peer.association.send(peer.now, 0, new byte[20_000], true);
        assertThat(peer.endpoint.packets.getFirst()).hasSize(LARGEST);
    }

    @Test
    void aPathThatGrewIsFoundOutAfterTenMinutes() {
        Pair pair = connected(800, 5);
        pair.run(20 * Pair.SECOND);
        pair.ab.largestBytes = Integer.MAX_VALUE;
        pair.ba.largestBytes = Integer.MAX_VALUE;
        pair.run(PathSize.RAISE_NANOS);
        int probes = pair.a.probes;
        pair.run(PathSize.RAISE_NANOS);
        assertThat(pair.a.probes).as("found").isEqualTo(probes);
        pair.a.largest = 0;
        transfers(pair, 10);
        assertThat(pair.a.largest).isEqualTo(LARGEST);
    }

    /** A hostile answer changes nothing: not of another number, nor a second time. */
    @Test
    void onlyTheNumberOfTheProbeAnswersIt() {
        ScriptedPeer peer = ScriptedPeer.unprobed(ScriptedPeer.INIT);
        peer.endpoint.packets.clear();
        peer.association.openNegotiated(peer.now, 0, "ctl", true);
        peer.say("05000010 0001000c 0000000000000000");
        peer.say("05000004");
        peer.say("05000008 00010004");
        peer.association.send(peer.now, 0, new byte[2_000], true);
        assertThat(peer.endpoint.packets)
                .allSatisfy(packet -> assertThat(packet).hasSizeLessThanOrEqualTo(508));
    }

    /** A SACK could have 128 gap blocks, which is more than a packet of the base carries. */
    @Test
    void acknowledgementsAreNoLargerThanThePathCarries() {
        ScriptedPeer peer = ScriptedPeer.unprobed(ScriptedPeer.INIT);
        peer.endpoint.packets.clear();
        peer.association.openNegotiated(peer.now, 1, "data", false);
        for (int i = 1; i <= 200; i++) {
            int tsn = ScriptedPeer.PEER_TSN + 2 * i;
            peer.say("00070011 %08x 0001 0000 00000035 00000000".formatted(tsn));
        }
        assertThat(peer.endpoint.packets)
                .hasSizeGreaterThan(150)
                .allSatisfy(packet -> assertThat(packet).hasSizeLessThanOrEqualTo(508));
    }

    @Test
    void paddingOfAPeerIsIgnored() {
        ScriptedPeer peer = ScriptedPeer.established(ScriptedPeer.INIT);
        peer.say("04000008 00010004 84000008 ffffffff 84000004");
        assertThat(peer.heard()).isEqualTo("0500000800010004");
        assertThat(peer.association.counter(SctpCounter.UNKNOWN_CHUNKS)).isZero();
    }

    private static Pair connected(int packetBytesMax, long seed) {
        Pair pair = new Pair(seed);
        pair.ab.largestBytes = packetBytesMax;
        pair.ba.largestBytes = packetBytesMax;
        pair.openBoth();
        pair.a.association.connect(pair.now);
        pair.b.association.connect(pair.now);
        assertThat(pair.runUntil(() -> pair.a.connected && pair.b.connected, 60 * Pair.SECOND))
                .isTrue();
        return pair;
    }

    /** Messages of 60 kB both ways, on the ordered and on the unordered channel. */
    private static void transfers(Pair pair, int count) {
        pair.a.messages.clear();
        pair.b.messages.clear();
        SplittableRandom random = new SplittableRandom(count);
        for (int i = 0; i < count; i++) {
            byte[] message = new byte[60_000];
            random.nextBytes(message);
            int channel = i % 2;
            for (Endpoint from : new Endpoint[] {pair.a, pair.b}) {
                assertThat(
                                pair.runUntil(
                                        () ->
                                                from.association.send(
                                                        pair.now, channel, message, true),
                                        30 * Pair.SECOND))
                        .isTrue();
            }
        }
        assertThat(
                        pair.runUntil(
                                () ->
                                        pair.a.messages.size() == count
                                                && pair.b.messages.size() == count,
                                60 * Pair.SECOND))
                .as("%d and %d of %d", pair.a.messages.size(), pair.b.messages.size(), count)
                .isTrue();
        for (Endpoint end : new Endpoint[] {pair.a, pair.b}) {
            assertThat(end.messages).allMatch(received -> received.payload().length == 60_000);
        }
    }
}
