package dev.tributary.webrtc.sctp;

import dev.tributary.webrtc.sctp.wire.Checksum;
import dev.tributary.webrtc.sctp.wire.Wire;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** A peer of one association that says exactly what a test writes, in hex. */
final class ScriptedPeer {
    static final int LOCAL = 0x11223344;
    static final int PEER_TAG = 0xaabbccdd;
    static final int PEER_TSN = 0x100;
    static final String INIT = "01000014 aabbccdd 00100000 04000400 00000100";
    static final String INIT_RESETS = "0100001a aabbccdd 00100000 04000400 00000100 8008 0006 82c0";

    final Endpoint endpoint;
    final SctpAssociation association;
    long now = 1;

    ScriptedPeer(SctpRole role) {
        // Tag and first TSN of the association are LOCAL.
        RandomGenerator constant = () -> (long) LOCAL << 32;
        endpoint = new Endpoint(SctpConfig.defaults(), role, constant);
        association = endpoint.association;
    }

    /**
     * Established by the peer's INIT over a path that carries the largest packets, with everything
     * sent so far forgotten.
     */
    static ScriptedPeer established(String init) {
        ScriptedPeer peer = unprobed(init);
        byte[] probe = peer.endpoint.packets.getLast();
        peer.say("05000010 " + HexFormat.of().formatHex(probe, 16, 28));
        peer.endpoint.packets.clear();
        return peer;
    }

    /** The same, with the probe of the path's size sent last and not answered. */
    static ScriptedPeer unprobed(String init) {
        ScriptedPeer peer = new ScriptedPeer(SctpRole.SERVER);
        peer.say(0, init);
        peer.say(LOCAL, "0a00004c " + peer.cookie());
        return peer;
    }

    /** The cookie of the INIT ACK that was sent last: its last 72 bytes. */
    String cookie() {
        byte[] initAck = endpoint.packets.removeLast();
        return HexFormat.of().formatHex(initAck, initAck.length - 72, initAck.length);
    }

    /** One packet with these chunks. */
    void say(int tag, String chunks) {
        byte[] packet = packet(tag, chunks);
        association.onPacket(now, packet, 0, packet.length);
    }

    void say(String chunks) {
        say(LOCAL, chunks);
    }

    static byte[] packet(int tag, String chunks) {
        byte[] body = HexFormat.of().parseHex(chunks.replace(" ", ""));
        byte[] packet = new byte[12 + Wire.padded(body.length)];
        System.arraycopy(body, 0, packet, 12, body.length);
        Wire.put32(packet, 0, 5000 << 16 | 5000);
        Wire.put32(packet, 4, tag);
        seal(packet);
        return packet;
    }

    static void seal(byte[] packet) {
        Wire.put32(packet, 8, new Checksum().of(packet, 0, packet.length));
    }

    /** The next packet sent, without its common header; empty if there is none. */
    String heard() {
        byte[] packet = endpoint.packets.poll();
        return packet == null ? "" : HexFormat.of().formatHex(packet, 12, packet.length);
    }

    void wake() {
        now = association.nextDeadlineNanos();
        association.onTimer(now);
    }

    static String hex(String text) {
        return text.replace(" ", "");
    }
}
