package dev.tributary.webrtc.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webrtc.sctp.wire.ChunkType;
import dev.tributary.webrtc.sctp.wire.Wire;
import org.junit.jupiter.api.Test;

final class HostileTest {
    private static final String HEARTBEAT = "04000008 00010004";

    private static ScriptedPeer established() {
        ScriptedPeer peer = ScriptedPeer.established(ScriptedPeer.INIT_RESETS);
        peer.association.openNegotiated(peer.now, 0, "ctl", true);
        peer.association.openNegotiated(peer.now, 1, "data", false);
        return peer;
    }

    private static String data(int flags, int tsn, int stream, int ssn) {
        return "%08x %08x %04x %04x 00000035 01000000"
                .formatted(flags << 16 | 17, tsn, stream, ssn);
    }

    @Test
    void forgedTagsAreDroppedAndCounted() {
        ScriptedPeer peer = established();
        peer.say(ScriptedPeer.LOCAL + 1, HEARTBEAT);
        peer.say(0, HEARTBEAT);
        peer.say(ScriptedPeer.PEER_TAG, HEARTBEAT);
        peer.say(ScriptedPeer.PEER_TAG, "06000004");
        peer.say(ScriptedPeer.LOCAL, "06010004");
        peer.say(ScriptedPeer.LOCAL, ScriptedPeer.INIT);
        peer.say(0, ScriptedPeer.INIT + HEARTBEAT);

        assertThat(peer.association.counter(SctpCounter.BAD_TAG)).isEqualTo(7);
        assertThat(peer.heard()).isEmpty();
        assertThat(peer.endpoint.closed).isNull();
    }

    @Test
    void damagedPacketsAreDroppedAndCounted() {
        ScriptedPeer peer = established();
        byte[] packet = ScriptedPeer.packet(ScriptedPeer.LOCAL, HEARTBEAT);
        packet[17] ^= 1;
        peer.association.onPacket(peer.now, packet, 0, packet.length);
        assertThat(peer.association.counter(SctpCounter.BAD_CHECKSUM)).isEqualTo(1);
        peer.association.onPacket(peer.now, packet, 0, 15);
        peer.say("0400ffff 00010004");
        peer.say("04000003 00010004");
        peer.say("0300000c 00000000 00000000");
        peer.say("03000010 11223343 00100000 ffffffff");
        assertThat(peer.association.counter(SctpCounter.MALFORMED)).isEqualTo(5);
        assertThat(peer.heard()).isEmpty();
        assertThat(peer.endpoint.closed).isNull();
    }

    @Test
    void forgedAndStaleCookiesEstablishNothing() {
        ScriptedPeer peer = new ScriptedPeer(SctpRole.SERVER);
        peer.say(0, ScriptedPeer.INIT);
        String cookie = peer.cookie();
        peer.say("0a00004c ff" + cookie.substring(2));
        peer.say("0a000006 abcd");
        peer.say(ScriptedPeer.LOCAL + 1, "0a00004c " + cookie);
        assertThat(peer.heard()).isEmpty();
        peer.now += 61 * Pair.SECOND;
        peer.say("0a00004c " + cookie);

        assertThat(peer.association.counter(SctpCounter.BAD_COOKIE)).isEqualTo(4);
        assertThat(peer.heard()).isEqualTo(ScriptedPeer.hex("0900000c 00030008 00000000"));
        assertThat(peer.endpoint.connected).isFalse();
    }

    @Test
    void initFloodTakesNoMemoryAndChangesNothing() {
        ScriptedPeer peer = established();
        for (int i = 0; i < 1_000; i++) {
            peer.say(0, ScriptedPeer.INIT);
        }
        assertThat(peer.endpoint.packets).hasSize(1_000);
        peer.endpoint.packets.clear();
        peer.say(HEARTBEAT);
        assertThat(peer.heard()).startsWith("05");
        assertThat(peer.association.heldBytes()).isZero();
    }

    @Test
    void restartBelowALivingSessionEndsTheAssociation() {
        ScriptedPeer peer = ScriptedPeer.established(ScriptedPeer.INIT);
        peer.say(0, ScriptedPeer.INIT.replace("aabbccdd", "aabbccde"));
        int newTag = Wire.i32(peer.endpoint.packets.peek(), 16);
        peer.say(newTag, "0a00004c " + peer.cookie());

        assertThat(peer.endpoint.closed).isEqualTo(SctpCloseReason.PEER_RESTARTED);
    }

    @Test
    void acknowledgementOfWhatWasNeverSentIsIgnored() {
        ScriptedPeer peer = established();
        peer.association.send(peer.now, 0, new byte[3_000], true);
        long held = peer.association.heldBytes();
        peer.say("03000010 11223399 00100000 00000000");
        peer.say("03000010 91223343 00100000 00000000");
        peer.say("07000008 11223399");
        peer.say("03000014 11223343 00100000 00010000 00010fff");
        peer.say("03000014 11223343 00100000 00010000 00050001");
        assertThat(peer.association.heldBytes()).isEqualTo(held);
        assertThat(peer.endpoint.closed).isNull();
    }

    @Test
    void dataAheadOfTheSpanIsDropped() {
        ScriptedPeer peer = established();
        peer.say(data(3, ScriptedPeer.PEER_TSN + FragmentRing.SPAN_MAX, 0, 0));
        peer.say(data(3, ScriptedPeer.PEER_TSN - 2, 0, 0));
        peer.say(data(3, 0x800000f0, 0, 0));

        assertThat(peer.association.counter(SctpCounter.OUT_OF_WINDOW)).isEqualTo(2);
        assertThat(peer.association.counter(SctpCounter.DUPLICATE_CHUNKS)).isEqualTo(1);
        assertThat(peer.association.heldBytes()).isZero();
    }

    @Test
    void memoryStaysWithinTheWindowWhateverIsMissing() {
        SctpConfig config = SctpConfig.defaults();
        String filler = "00".repeat(1_148);
        for (int flags = 0; flags < 8; flags++) {
            ScriptedPeer peer = established();
            for (int i = 1; i < 3_000 && peer.endpoint.closed == null; i++) {
                String header = "%08x %08x %04x %04x 00000035";
                peer.say(
                        header.formatted(
                                        flags << 16 | 16 + 1_148,
                                        ScriptedPeer.PEER_TSN + i,
                                        i % 2,
                                        i & 0xffff)
                                + filler);
                assertThat(peer.association.heldBytes())
                        .isLessThanOrEqualTo(config.receiveWindowBytes());
            }
        }
    }

    @Test
    void fragmentsThatMakeNoSenseEndTheAssociation() {
        String[][] stories = {
            {data(0, 0x100, 0, 0)}, // a middle first
            {data(1, 0x100, 0, 0)}, // an end first
            {data(2, 0x100, 0, 0), data(2, 0x101, 0, 0)}, // two beginnings
            {data(2, 0x100, 0, 0), data(1, 0x101, 1, 0)}, // another stream
            {data(2, 0x100, 0, 0), data(1, 0x101, 0, 1)}, // another message
            {data(2, 0x100, 0, 0), data(5, 0x101, 0, 0)}, // ordered, then not
            {"00030010 00000100 0000 0000 00000035"}, // no user data
        };
        for (String[] story : stories) {
            ScriptedPeer peer = established();
            for (String chunk : story) {
                peer.say(chunk);
            }
            assertThat(peer.endpoint.closed)
                    .as(String.join(", ", story))
                    .isEqualTo(SctpCloseReason.PROTOCOL_VIOLATION);
            assertThat(peer.endpoint.packets.peekLast()[12]).isEqualTo((byte) ChunkType.ABORT);
            assertThat(peer.association.heldBytes()).isZero();
        }
    }

    @Test
    void streamThatWasNotOfferedIsReportedAndAcknowledged() {
        ScriptedPeer peer = established();
        peer.say(data(3, 0x100, 1_024, 0));
        assertThat(peer.heard())
                .isEqualTo(
                        ScriptedPeer.hex(
                                "0900000c 00010008 04000000 03000010 00000100 00100000 00000000"));
    }

    @Test
    void messageBeyondTheLimitEndsTheAssociation() {
        ScriptedPeer peer = established();
        String filler = "00".repeat(1_148);
        for (int i = 0; i < 100 && peer.endpoint.closed == null; i++) {
            int flags = i == 0 ? 2 : 0;
            peer.say(
                    "%08x %08x 0000 0000 00000035"
                                    .formatted(flags << 16 | 16 + 1_148, ScriptedPeer.PEER_TSN + i)
                            + filler);
            assertThat(peer.association.heldBytes()).isLessThan(80_000);
        }
        assertThat(peer.endpoint.closed).isEqualTo(SctpCloseReason.PROTOCOL_VIOLATION);
    }

    @Test
    void windowOfZeroIsProbedOneChunkAtATime() {
        ScriptedPeer peer =
                ScriptedPeer.established(ScriptedPeer.INIT.replace("00100000", "00000000"));
        peer.association.openNegotiated(peer.now, 0, "ctl", true);
        peer.association.send(peer.now, 0, new byte[10_000], true);

        assertThat(peer.endpoint.packets).hasSize(1);
        for (int i = 0; i < 30; i++) {
            peer.wake();
            peer.say("03000010 11223343 00000000 00000000");
        }
        assertThat(peer.endpoint.closed).isNull();
        assertThat(peer.endpoint.packets.size()).isLessThan(40);
    }

    @Test
    void repliesAreNoAmplification() {
        ScriptedPeer peer = established();
        StringBuilder chunks = new StringBuilder();
        for (int i = 0; i < 140; i++) {
            chunks.append(HEARTBEAT);
        }
        peer.say(chunks.toString());
        assertThat(peer.endpoint.packets).hasSize(1);
        chunks.setLength(0);
        for (int i = 0; i < 280; i++) {
            chunks.append("ff000004");
        }
        peer.endpoint.packets.clear();
        peer.say(chunks.toString());
        assertThat(peer.endpoint.packets.size()).isLessThanOrEqualTo(1);
    }
}
