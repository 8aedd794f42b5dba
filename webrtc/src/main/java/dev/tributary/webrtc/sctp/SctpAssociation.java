package dev.tributary.webrtc.sctp;

import dev.tributary.webrtc.sctp.Timers.Timer;
import dev.tributary.webrtc.sctp.wire.ChunkType;
import dev.tributary.webrtc.sctp.wire.ParameterType;
import dev.tributary.webrtc.sctp.wire.PeerInit;
import dev.tributary.webrtc.sctp.wire.Wire;
import java.util.random.RandomGenerator;

/**
 * One SCTP association over DTLS and its data channels, as a state machine: packets, calls and the
 * time come in, everything else leaves through {@link SctpOutput}.
 *
 * <p>RFC 9260 over RFC 8261 with channels after RFC 8831 and 8832: reliable channels, ordered or
 * not; a peer may be partially reliable (RFC 3758). Bytes from the peer never cause an exception;
 * what is wrong with them is counted. Time is in nanoseconds, not negative, and never goes back.
 * Not thread safe: one caller at a time.
 */
public final class SctpAssociation {
    /** No deadline. */
    public static final long NEVER = Timers.NEVER;

    /** No channel could be opened. */
    public static final int NO_CHANNEL = -1;

    private enum Phase {
        CONNECTING,
        ESTABLISHED,
        ENDED
    }

    private final SctpOutput output;
    private final Counters counters = new Counters();
    private final Timers timers = new Timers();
    private final EventQueue events = new EventQueue();
    private final PacketWriter writer;
    private final Components components;
    private final SendQueue queue;
    private final DataChannels channels;
    private final Handshake handshake;
    private final Sender sender;
    private final SctpPath path;
    private final RandomGenerator random;
    private final PacketCheck check;
    private final UnknownChunks unknown;
    private Phase phase = Phase.CONNECTING;
    private Established established;
    private boolean settling;

    /**
     * Creates an association that answers a peer, and calls it after {@link #connect}.
     *
     * @param random for tags, the first TSN and the key that signs cookies; in production a {@code
     *     SecureRandom}
     */
    public SctpAssociation(
            SctpConfig config, SctpRole role, RandomGenerator random, SctpOutput output) {
        this.output = output;
        writer = new PacketWriter(config, output, counters);
        components = new Components(config, counters, timers, writer);
        queue = new SendQueue(config);
        channels = new DataChannels(config, role, queue, events, counters);
        handshake = new Handshake(random, components);
        sender = new Sender(handshake.initialTsn(), queue, components);
        path = new SctpPath(sender, channels);
        this.random = random;
        check = new PacketCheck(config, counters);
        unknown = new UnknownChunks(counters, writer);
    }

    /** Begins the handshake; harmless if the peer has begun it. Both sides may call it. */
    public void connect(long nowNanos) {
        if (phase == Phase.CONNECTING) {
            handshake.connect(nowNanos);
        }
        settle(nowNanos);
    }

    /**
     * Opens a channel; messages may be sent at once.
     *
     * @param label at most 1,024 bytes in UTF-8 together with the protocol
     * @return its id, or {@link #NO_CHANNEL} if there are too many or the association is ending
     */
    public int open(long nowNanos, String label, String protocol, boolean ordered) {
        if (!takesMessages()) {
            return NO_CHANNEL;
        }
        int id = channels.open(label, protocol, ordered);
        settle(nowNanos);
        return id;
    }

    /**
     * Opens a channel that both sides open by agreement, best before {@link #connect}: messages for
     * a channel that does not exist are refused. Returns whether it could be opened.
     */
    public boolean openNegotiated(long nowNanos, int id, String label, boolean ordered) {
        if (!takesMessages()) {
            return false;
        }
        boolean opened = channels.openNegotiated(id, label, ordered);
        settle(nowNanos);
        return opened;
    }

    /**
     * Sends a message. The array is not copied and must not change any more if it was accepted.
     *
     * @param message 0 to {@link SctpConfig#messageBytesMax} bytes
     * @return false if the channel is gone or closing, or the send buffer full; in that case {@link
     *     SctpOutput#bufferedAmountLow} follows once half of it is free
     */
    public boolean send(long nowNanos, int channel, byte[] message, boolean binary) {
        if (!takesMessages()) {
            return false;
        }
        boolean accepted = channels.send(channel, message, binary);
        settle(nowNanos);
        return accepted;
    }

    /** User bytes of a channel that were accepted and not yet sent for the first time. */
    public long bufferedAmount(int channel) {
        return channels.bufferedBytes(channel);
    }

    /** From now on {@link SctpOutput#bufferedAmountLow} follows a fall to this many bytes. */
    public void bufferedAmountLowThreshold(int channel, long bytes) {
        channels.lowThreshold(channel, bytes);
    }

    /** Closes a channel after what was accepted is delivered. */
    public void closeChannel(long nowNanos, int channel) {
        channels.close(channel);
        settle(nowNanos);
    }

    /** Holds events back, or stops that; meanwhile the receive window fills and the peer waits. */
    public void pause(long nowNanos, boolean paused) {
        events.pause(paused);
        settle(nowNanos);
    }

    /** Ends after everything accepted is delivered, on both sides. */
    public void shutdown(long nowNanos) {
        if (phase == Phase.CONNECTING) {
            end(SctpCloseReason.SHUTDOWN);
        } else if (phase == Phase.ESTABLISHED) {
            established.shutdown();
        }
        settle(nowNanos);
    }

    /** Ends at once; what is under way is lost. */
    public void abort(long nowNanos) {
        if (phase != Phase.ENDED) {
            events.dropMessages();
            abortWith(ParameterType.CAUSE_USER_INITIATED_ABORT, SctpCloseReason.ABORTED);
        }
        settle(nowNanos);
    }

    /** A packet from DTLS. The bytes are read during the call only. */
    public void onPacket(long nowNanos, byte[] bytes, int offset, int length) {
        if (check.passes(bytes, offset, length)) {
            receive(nowNanos, bytes, offset, length);
        }
        settle(nowNanos);
    }

    /** Time has passed. Harmless early; required no later than {@link #nextDeadlineNanos}. */
    public void onTimer(long nowNanos) {
        if (timers.expired(Timer.HANDSHAKE, nowNanos) && !handshake.timedOut(nowNanos)) {
            end(SctpCloseReason.HANDSHAKE_TIMEOUT);
        }
        if (phase == Phase.ESTABLISHED) {
            established.expire(nowNanos);
            endIfOver();
        }
        settle(nowNanos);
    }

    /** When {@link #onTimer} must next be called, or {@link #NEVER}. */
    public long nextDeadlineNanos() {
        return timers.next();
    }

    /** The value of a counter. */
    public long counter(SctpCounter counter) {
        return counters.value(counter);
    }

    /** What it knows of the way to the other side. */
    public SctpPath path() {
        return path;
    }

    /** Memory that messages take on their way out and in, counted like the buffers' limits. */
    public long heldBytes() {
        return queue.usedBytes()
                + events.heldBytes()
                + (established == null ? 0 : established.heldBytes());
    }

    /** Ends an input: tells the owner, who may call back, and writes what is due. */
    private void settle(long nowNanos) {
        if (settling) {
            return; // called back by the owner: the outer call goes on
        }
        settling = true;
        try {
            tell(); // first, so that the acknowledgement can say that the memory is free again
            do {
                progress(nowNanos);
            } while (tell());
        } finally {
            settling = false;
        }
    }

    private boolean tell() {
        boolean told = false;
        while (events.deliver(output)) {
            told = true;
        }
        if (phase == Phase.ESTABLISHED) {
            told |= channels.tellLow(output);
        }
        return told;
    }

    private void progress(long nowNanos) {
        if (phase == Phase.ESTABLISHED) {
            established.progress(nowNanos);
        }
        writer.flush();
    }

    private void receive(long nowNanos, byte[] bytes, int offset, int length) {
        counters.count(SctpCounter.PACKETS_RECEIVED);
        counters.add(SctpCounter.BYTES_RECEIVED, length);
        int tag = Wire.i32(bytes, offset + 4);
        int at = offset + PacketWriter.HEADER_BYTES;
        int end = offset + length;
        if (!handshake.tagFits(tag, bytes, at, end)) {
            return;
        }
        unknown.packetBegan();
        while (at + ChunkType.HEADER_BYTES <= end) {
            int chunkBytes = Wire.u16(bytes, at + 2);
            if (chunkBytes < ChunkType.HEADER_BYTES || at + chunkBytes > end) {
                counters.count(SctpCounter.MALFORMED);
                break;
            }
            if (!onChunk(nowNanos, tag, bytes, at, chunkBytes)) {
                break;
            }
            at += Wire.padded(chunkBytes);
        }
        if (phase == Phase.ESTABLISHED) {
            established.packetEnded(nowNanos);
        }
    }

    /** Returns whether to go on with the packet. */
    private boolean onChunk(long nowNanos, int tag, byte[] bytes, int at, int chunkBytes) {
        int type = Wire.u8(bytes, at);
        int value = at + ChunkType.HEADER_BYTES;
        int length = chunkBytes - ChunkType.HEADER_BYTES;
        if (length < ChunkType.valueBytesMin(type)) {
            counters.count(SctpCounter.MALFORMED);
            return false;
        }
        boolean begins = type == ChunkType.INIT || type == ChunkType.COOKIE_ECHO;
        if (begins && phase == Phase.ENDED) {
            counters.count(SctpCounter.UNEXPECTED_CHUNKS);
            return false;
        }
        switch (type) {
            case ChunkType.INIT -> handshake.onInit(nowNanos, tag, bytes, value, length);
            case ChunkType.INIT_ACK -> handshake.onInitAck(nowNanos, bytes, value, length);
            case ChunkType.COOKIE_ECHO ->
                    handle(nowNanos, handshake.onCookieEcho(nowNanos, tag, bytes, value, length));
            case ChunkType.COOKIE_ACK -> handle(nowNanos, handshake.onCookieAck());
            case ChunkType.ABORT -> end(SctpCloseReason.ABORTED_BY_PEER);
            case ChunkType.ERROR -> onError(nowNanos, bytes, value, length);
            case ChunkType.SHUTDOWN_ACK -> onShutdownAck(tag);
            default -> {
                return onOther(nowNanos, bytes, at, chunkBytes);
            }
        }
        return phase != Phase.ENDED;
    }

    /** Chunks of an established association, and unknown ones. */
    private boolean onOther(long nowNanos, byte[] bytes, int at, int chunkBytes) {
        int type = Wire.u8(bytes, at);
        if (ChunkType.valueBytesMin(type) < 0) {
            return unknown.onChunk(bytes, at, chunkBytes, phase == Phase.ESTABLISHED);
        }
        if (phase == Phase.CONNECTING && type == ChunkType.DATA) {
            handle(nowNanos, handshake.onData());
        }
        if (phase != Phase.ESTABLISHED) {
            counters.count(SctpCounter.UNEXPECTED_CHUNKS);
            return false;
        }
        established.onChunk(nowNanos, bytes, at, chunkBytes);
        endIfOver();
        return phase == Phase.ESTABLISHED;
    }

    int localTag() {
        return handshake.localTag();
    }

    int initialTsn() {
        return handshake.initialTsn();
    }

    private boolean takesMessages() {
        return phase == Phase.CONNECTING
                || (phase == Phase.ESTABLISHED && !established.shutsDown());
    }

    private void endIfOver() {
        Established.Ending ending = established.ending();
        if (ending != null && ending.abort()) {
            abortWith(ending.cause(), ending.reason());
        } else if (ending != null) {
            end(ending.reason());
        }
    }

    private void handle(long nowNanos, Handshake.Outcome outcome) {
        switch (outcome) {
            case NONE -> {}
            case RESTARTED -> abortWith(0, SctpCloseReason.PEER_RESTARTED);
            case ESTABLISHED -> {
                PeerInit peer = handshake.peer();
                phase = Phase.ESTABLISHED;
                sender.peerWindow(peer.windowBytes());
                established = new Established(peer, random, sender, channels, events, components);
                events.connected();
                channels.connected(peer.inboundStreams());
                established.start(nowNanos);
            }
        }
    }

    private void onShutdownAck(int tag) {
        if (phase == Phase.ESTABLISHED && established.onShutdownAck()) {
            writer.flush();
            writer.chunk(ChunkType.SHUTDOWN_COMPLETE, 0);
            end(SctpCloseReason.SHUTDOWN);
        } else if (phase == Phase.ENDED && handshake.peer() != null) {
            // Ours was lost (RFC 9260 section 8.4, rule 5).
            writer.tag(tag);
            writer.chunk(ChunkType.SHUTDOWN_COMPLETE, ChunkType.FLAG_REFLECTED);
        } else {
            counters.count(SctpCounter.UNEXPECTED_CHUNKS);
        }
    }

    private void onError(long nowNanos, byte[] bytes, int at, int length) {
        counters.count(SctpCounter.ERRORS_RECEIVED);
        if (phase == Phase.CONNECTING) {
            handshake.onError(nowNanos, bytes, at, length);
        }
    }

    /** Sends ABORT with this cause, or none if 0, and ends. */
    private void abortWith(int cause, SctpCloseReason reason) {
        if (handshake.peer() != null) {
            writer.abort(cause);
        }
        end(reason);
    }

    private void end(SctpCloseReason reason) {
        if (phase == Phase.ENDED) {
            return;
        }
        phase = Phase.ENDED;
        writer.flush(); // our last word goes before the owner hears of the end, and closes DTLS
        timers.stopAll();
        sender.clear();
        queue.clear();
        channels.clear();
        if (established != null) {
            established.clear();
        }
        events.closed(reason);
    }
}
