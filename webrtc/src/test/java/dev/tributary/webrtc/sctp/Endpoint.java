package dev.tributary.webrtc.sctp;

import dev.tributary.webrtc.sctp.wire.ChunkType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** An association and everything that it asked of the world. */
final class Endpoint implements SctpOutput {
    static final class Received {
        private final int channel;
        private final byte[] payload;
        private final boolean binary;

        Received(int channel, byte[] payload, boolean binary) {
            this.channel = channel;
            this.payload = payload;
            this.binary = binary;
        }

        int channel() {
            return channel;
        }

        byte[] payload() {
            return payload;
        }

        boolean binary() {
            return binary;
        }
    }

    final SctpAssociation association;
    final ArrayDeque<byte[]> packets = new ArrayDeque<>();
    final List<Received> messages = new ArrayList<>();
    final List<String> events = new ArrayList<>();
    SctpCloseReason closed;
    boolean connected;
    int lows;
    int packetsSent;

    /** Of the packets that it sent, in bytes. */
    int largest;

    /** Probes of the path's size that it sent. */
    int probes;

    /** Messages are counted, not kept. */
    boolean discard;

    long messageBytes;

    /** Called at bufferedAmountLow, to show that calling back is allowed. */
    Runnable onLow = () -> {};

    /** Called at a message, for the same reason. */
    Consumer<Received> onMessage = received -> {};

    Endpoint(SctpConfig config, SctpRole role, long seed) {
        this(config, role, new Random(seed));
    }

    Endpoint(SctpConfig config, SctpRole role, RandomGenerator random) {
        association = new SctpAssociation(config, role, random, this);
    }

    /** Forgets what was said and what happened, so that only the association is held. */
    void forget() {
        packets.clear();
        events.clear();
    }

    @Override
    public void packet(byte[] bytes, int offset, int length) {
        packetsSent++;
        largest = Math.max(largest, length);
        byte[] packet = Arrays.copyOfRange(bytes, offset, offset + length);
        probes += isProbe(packet) ? 1 : 0;
        packets.add(packet);
    }

    /** Whether a packet is a heartbeat that is padded, by another chunk or within. */
    static boolean isProbe(byte[] packet) {
        return packet[12] == ChunkType.HEARTBEAT && packet.length > 28;
    }

    @Override
    public void connected() {
        connected = true;
        events.add("connected");
    }

    @Override
    public void channelOpen(int id, String label, String protocol) {
        events.add("open " + id + " " + label + " " + protocol);
    }

    @Override
    public void message(int id, byte[] payload, boolean binary) {
        messageBytes += payload.length;
        onMessage.accept(new Received(id, payload, binary));
        if (!discard) {
            messages.add(new Received(id, payload, binary));
        }
    }

    @Override
    public void channelClosed(int id) {
        events.add("gone " + id);
    }

    @Override
    public void bufferedAmountLow(int id) {
        lows++;
        onLow.run();
    }

    @Override
    public void closed(SctpCloseReason reason) {
        if (closed != null) {
            throw new IllegalStateException("closed twice");
        }
        closed = reason;
        events.add("closed " + reason);
    }
}
