package dev.tributary.webrtc.sctp;

import static dev.tributary.webrtc.sctp.ScriptedPeer.hex;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webrtc.sctp.wire.Wire;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Bytes on the wire, written by hand from the layouts of the RFCs. */
final class EncodingTest {
    @Test
    void initHasTheLayoutOfRfc9260() {
        ScriptedPeer peer = new ScriptedPeer(SctpRole.CLIENT);
        peer.association.connect(peer.now);

        byte[] packet = peer.endpoint.packets.peek();
        assertThat(HexFormat.of().formatHex(packet, 0, 8)).isEqualTo("1388138800000000");
        assertThat(Integer.reverseBytes(Wire.i32(packet, 8))).isEqualTo(slowChecksum(packet));
        assertThat(peer.heard())
                .isEqualTo(
                        hex(
                                "01000020 11223344 00100000 04000400 11223344"
                                        + "80080006 82c00000 c0000004"));
    }

    /** CRC32C bit by bit, with the checksum field as zero. */
    private static int slowChecksum(byte[] packet) {
        int crc = ~0;
        for (int i = 0; i < packet.length; i++) {
            crc ^= i >= 8 && i < 12 ? 0 : Wire.u8(packet, i);
            for (int bit = 0; bit < 8; bit++) {
                crc = crc >>> 1 ^ ((crc & 1) != 0 ? 0x82f63b78 : 0);
            }
        }
        return ~crc;
    }

    @Test
    void initAckCarriesACookieThatEstablishes() {
        ScriptedPeer peer = new ScriptedPeer(SctpRole.SERVER);
        peer.say(0, ScriptedPeer.INIT);

        byte[] packet = peer.endpoint.packets.peek();
        assertThat(Wire.i32(packet, 4)).isEqualTo(ScriptedPeer.PEER_TAG);
        assertThat(HexFormat.of().formatHex(packet, 12, packet.length - 72))
                .isEqualTo(
                        hex(
                                "0200006c 11223344 00100000 04000400 11223344"
                                        + "80080006 82c00000 c0000004 0007004c"));
        peer.say("0a00004c " + peer.cookie());
        assertThat(peer.heard()).isEqualTo("0b000004");
        assertThat(peer.endpoint.connected).isTrue();
    }

    @Test
    void initAckIsAnsweredWithItsCookie() {
        ScriptedPeer peer = new ScriptedPeer(SctpRole.CLIENT);
        peer.association.connect(peer.now);
        peer.heard();
        peer.say("0200001a aabbccdd 00100000 04000400 00000100 00070006 cafe");

        assertThat(peer.heard()).isEqualTo(hex("0a000006 cafe0000"));
        peer.say("0b000004");
        assertThat(peer.endpoint.connected).isTrue();
    }

    @Test
    void unknownParametersOfInitAreReportedByTheirUpperBits() {
        ScriptedPeer peer = new ScriptedPeer(SctpRole.SERVER);
        // 0xc123 is skipped and reported, 0x8123 skipped, 0x4123 ends the list and is reported.
        peer.say(
                0,
                "01000028 aabbccdd 00100000 04000400 00000100"
                        + "c1230005 07000000 81230004 41230004 c1240004");

        byte[] packet = peer.endpoint.packets.peek();
        assertThat(HexFormat.of().formatHex(packet, 40, packet.length - 80))
                .isEqualTo(hex("00080009 c1230005 07000000 00080008 41230004"));
    }

    @Test
    void dataAndSackHaveTheLayoutOfRfc9260() {
        ScriptedPeer peer = ScriptedPeer.established(ScriptedPeer.INIT);
        peer.association.openNegotiated(peer.now, 1, "data", false);
        peer.association.openNegotiated(peer.now, 2, "ctl", true);
        peer.association.send(peer.now, 1, new byte[] {0x2a}, true);
        peer.association.send(peer.now, 2, new byte[] {0x68, 0x69}, false);
        peer.association.send(peer.now, 2, new byte[0], false);
        assertThat(peer.heard()).isEqualTo(hex("00070011 11223344 0001 0000 00000035 2a000000"));
        assertThat(peer.heard()).isEqualTo(hex("00030012 11223345 0002 0000 00000033 68690000"));
        assertThat(peer.heard()).isEqualTo(hex("00030011 11223346 0002 0001 00000038 00000000"));

        peer.say("00030011 00000100 0002 0000 00000035 07000000");
        assertThat(peer.heard()).isEqualTo(hex("03000010 00000100 00100000 00000000"));
        peer.say("00030011 00000102 0002 0002 00000035 09000000");
        // What waits counts as window: one byte and 128 of bookkeeping, whole message or fragment.
        assertThat(peer.heard()).isEqualTo(hex("03000014 00000100 000fff7f 00010000 00020002"));
        peer.say("00030011 00000102 0002 0002 00000035 09000000");
        assertThat(peer.heard())
                .isEqualTo(hex("03000018 00000100 000fff7f 00010001 00020002 00000102"));
        assertThat(peer.endpoint.messages).hasSize(1);
        peer.say("00030011 00000101 0002 0001 00000035 08000000");
        assertThat(peer.endpoint.messages)
                .extracting(received -> (int) received.payload()[0])
                .containsExactly(7, 8, 9);
    }

    @Test
    void channelOpenHasTheLayoutOfRfc8832() {
        ScriptedPeer peer = ScriptedPeer.established(ScriptedPeer.INIT);
        assertThat(peer.association.open(peer.now, "ab", "c", false)).isEqualTo(1);
        assertThat(peer.heard())
                .isEqualTo(
                        hex(
                                "0003001f 11223344 0001 0000 00000032"
                                        + "03800000 00000000 00020001 61626300"));
        peer.say("00030011 00000100 0001 0000 00000032 02000000");
        assertThat(peer.endpoint.events).containsExactly("connected", "open 1 ab c");
        peer.heard();

        peer.say("0003001d 00000101 0004 0000 00000032 03000000 00000000 00010000 78000000");
        assertThat(peer.endpoint.events).contains("open 4 x ");
        assertThat(peer.heard()).isEqualTo(hex("00030011 11223345 0004 0000 00000032 02000000"));
    }

    @Test
    void heartbeatAndItsAnswer() {
        ScriptedPeer peer = ScriptedPeer.established(ScriptedPeer.INIT);
        peer.say("0400000d 00010009 0102030405000000");
        assertThat(peer.heard()).isEqualTo(hex("0500000d 00010009 0102030405000000"));

        peer.wake();
        assertThat(peer.now).isGreaterThan(30 * Pair.SECOND);
        String own = peer.heard();
        assertThat(own).isEqualTo(hex("04000010 0001000c 1122334400000000"));
        peer.now += 7 * Pair.MILLI;
        peer.say("05" + own.substring(2));
        assertThat(peer.association.path().rttNanos()).isEqualTo(7 * Pair.MILLI);
    }

    @Test
    void streamResetHasTheLayoutOfRfc6525() {
        ScriptedPeer peer = ScriptedPeer.established(ScriptedPeer.INIT_RESETS);
        peer.association.openNegotiated(peer.now, 2, "ctl", true);
        peer.association.closeChannel(peer.now, 2);
        assertThat(peer.heard())
                .isEqualTo(hex("82000016 000d0012 11223344 000000ff 11223343 00020000"));
        peer.say("82000010 0010000c 11223344 00000001");
        peer.say("82000016 000d0012 00000100 11223344 000000ff 00020000");
        assertThat(peer.heard()).isEqualTo(hex("82000010 0010000c 00000100 00000001"));
        assertThat(peer.endpoint.events).endsWith("gone 2");
    }

    @Test
    void shutdownAndAbort() {
        ScriptedPeer peer = ScriptedPeer.established(ScriptedPeer.INIT);
        peer.association.shutdown(peer.now);
        assertThat(peer.heard()).isEqualTo(hex("07000008 000000ff"));
        peer.say("08000004");
        assertThat(peer.heard()).isEqualTo("0e000004");
        assertThat(peer.endpoint.closed).isEqualTo(SctpCloseReason.SHUTDOWN);
        peer.say("08000004");
        assertThat(peer.heard()).as("ours was lost").isEqualTo("0e010004");

        ScriptedPeer aborted = ScriptedPeer.established(ScriptedPeer.INIT);
        aborted.association.abort(aborted.now);
        assertThat(aborted.heard()).isEqualTo(hex("06000008 000c0004"));
    }

    @Test
    void unknownChunksAreTreatedByTheirUpperBits() {
        ScriptedPeer peer = ScriptedPeer.established(ScriptedPeer.INIT);
        String heartbeat = "04000008 00010004";
        peer.say("3f000005 01000000" + heartbeat);
        assertThat(peer.heard()).as("00: stop").isEmpty();
        peer.say("7f000005 01000000" + heartbeat);
        assertThat(peer.heard())
                .as("01: stop, report")
                .isEqualTo(hex("0900000d 00060009 7f000005 01000000"));
        peer.say("bf000005 01000000" + heartbeat);
        assertThat(peer.heard()).as("10: skip").isEqualTo(hex("05000008 00010004"));
        peer.say("ff000005 01000000" + heartbeat);
        assertThat(peer.heard())
                .as("11: skip, report")
                .isEqualTo(hex("0900000d 00060009 ff000005 01000000 05000008 00010004"));
        assertThat(peer.association.counter(SctpCounter.UNKNOWN_CHUNKS)).isEqualTo(4);
    }

    @Test
    void forwardTsnSkipsWhatIsMissing() {
        ScriptedPeer peer = ScriptedPeer.established(ScriptedPeer.INIT);
        peer.association.openNegotiated(peer.now, 2, "ctl", true);
        peer.say("00030011 00000103 0002 0002 00000035 09000000");
        peer.say("00020011 00000100 0002 0000 00000035 01000000");
        assertThat(peer.endpoint.messages).isEmpty();
        // Gives up the messages 0 (in two pieces) and 1.
        peer.say("c000000c 00000102 0002 0001");
        assertThat(peer.endpoint.messages)
                .extracting(received -> (int) received.payload()[0])
                .containsExactly(9);
        assertThat(peer.association.heldBytes()).isZero();
    }
}
