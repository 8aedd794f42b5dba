package dev.tributary.webrtc.sctp;

import dev.tributary.webrtc.sctp.Timers.Timer;
import dev.tributary.webrtc.sctp.wire.ChunkType;
import dev.tributary.webrtc.sctp.wire.PeerInit;
import dev.tributary.webrtc.sctp.wire.Sack;
import dev.tributary.webrtc.sctp.wire.Wire;
import java.util.random.RandomGenerator;

/** What exists only once the handshake is done: all parts that need to know the peer. */
final class Established {
    /**
     * Why the association must end.
     *
     * @param abort whether the peer is told with ABORT
     * @param cause error cause of the ABORT, 0 for none
     */
    record Ending(SctpCloseReason reason, boolean abort, int cause) {}

    private final SctpConfig config;
    private final Sender sender;
    private final Counters counters;
    private final Timers timers;
    private final Receiver receiver;
    private final StreamReset streamReset;
    private final Heartbeat heartbeat;
    private final PathSize pathSize;
    private final Teardown teardown;
    private Ending ending;

    Established(
            PeerInit peer,
            RandomGenerator random,
            Sender sender,
            DataChannels channels,
            EventQueue events,
            Components components) {
        this.sender = sender;
        config = components.config();
        counters = components.counters();
        timers = components.timers();
        receiver = new Receiver(peer.initialTsn(), events, channels, components);
        streamReset = new StreamReset(channels, receiver, sender, peer, components);
        heartbeat = new Heartbeat(random, sender.timeout(), components);
        pathSize = new PathSize(random, sender.timeout(), components);
        teardown = new Teardown(components);
    }

    /** Why it must end, or null. */
    Ending ending() {
        return ending;
    }

    long heldBytes() {
        return receiver.heldBytes();
    }

    void start(long nowNanos) {
        heartbeat.schedule(nowNanos);
        pathSize.search(nowNanos);
    }

    void shutdown() {
        teardown.begin();
    }

    boolean shutsDown() {
        return teardown.begun();
    }

    /** Returns whether this ends the association. */
    boolean onShutdownAck() {
        return teardown.onShutdownAck();
    }

    /** A chunk of an established association whose length has been checked. */
    void onChunk(long nowNanos, byte[] bytes, int at, int chunkBytes) {
        int value = at + ChunkType.HEADER_BYTES;
        int length = chunkBytes - ChunkType.HEADER_BYTES;
        switch (Wire.u8(bytes, at)) {
            case ChunkType.DATA ->
                    abortOn(receiver.onData(Wire.u8(bytes, at + 1), bytes, value, length));
            case ChunkType.SACK -> onSack(nowNanos, bytes, value, length);
            case ChunkType.HEARTBEAT -> heartbeat.onHeartbeat(bytes, value, length);
            case ChunkType.HEARTBEAT_ACK -> {
                if (pathSize.onAnswer(nowNanos, bytes, value, length)
                        || heartbeat.onAnswer(nowNanos, bytes, value, length)) {
                    sender.peerAlive();
                }
            }
            case ChunkType.PAD -> {}
            case ChunkType.SHUTDOWN -> onShutdown(nowNanos, Wire.i32(bytes, value));
            case ChunkType.SHUTDOWN_COMPLETE -> {
                if (teardown.onShutdownComplete()) {
                    ending = new Ending(SctpCloseReason.SHUTDOWN, false, 0);
                }
            }
            case ChunkType.RE_CONFIG -> streamReset.onReConfig(nowNanos, bytes, value, length);
            default -> abortOn(receiver.onForwardTsn(bytes, value, length));
        }
    }

    void packetEnded(long nowNanos) {
        streamReset.packetEnded();
        if (receiver.packetEnded(nowNanos)) {
            teardown.onData(nowNanos, sender, receiver.cumulativeTsn());
        }
    }

    /** Writes what is due: acknowledgements first. */
    void progress(long nowNanos) {
        receiver.windowOpened();
        receiver.acknowledge();
        streamReset.start(nowNanos);
        sender.transmit(nowNanos);
        teardown.progress(nowNanos, sender, receiver.cumulativeTsn());
        pathSize.progress(nowNanos);
    }

    void clear() {
        receiver.clear();
        streamReset.clear();
    }

    void expire(long nowNanos) {
        if (timers.expired(Timer.RETRANSMISSION, nowNanos)) {
            sender.timedOut(nowNanos);
        }
        if (timers.expired(Timer.SHUTDOWN, nowNanos)) {
            teardown.timedOut(nowNanos, sender, receiver.cumulativeTsn());
        }
        if (timers.expired(Timer.ACK, nowNanos)) {
            receiver.ackDue();
        }
        if (timers.expired(Timer.STREAM_RESET, nowNanos)) {
            streamReset.timedOut(nowNanos);
        }
        if (timers.expired(Timer.HEARTBEAT, nowNanos)) {
            heartbeat.due(nowNanos);
        }
        if (timers.expired(Timer.HEARTBEAT_ANSWER, nowNanos)) {
            heartbeat.timedOut(nowNanos);
        }
        if (timers.expired(Timer.PATH_SIZE, nowNanos)) {
            pathSize.timedOut(nowNanos);
        }
        timers.expired(Timer.PACING, nowNanos);
        int failures = sender.timeoutsInRow() + heartbeat.unanswered();
        failures = Math.max(failures, teardown.attempts());
        if (Math.max(failures, streamReset.attempts()) > config.retransmissionsMax()) {
            ending = new Ending(SctpCloseReason.PEER_UNREACHABLE, true, 0);
        }
    }

    private void onSack(long nowNanos, byte[] bytes, int at, int length) {
        int gaps = Wire.u16(bytes, at + 8);
        int duplicates = Wire.u16(bytes, at + 10);
        if (12 + 4 * (gaps + duplicates) > length) {
            counters.count(SctpCounter.MALFORMED);
            return;
        }
        Sack sack = new Sack(Wire.i32(bytes, at), Wire.u32(bytes, at + 4), bytes, at + 12, gaps);
        if (!sender.acknowledged(nowNanos, sack)) {
            counters.count(SctpCounter.UNEXPECTED_CHUNKS);
        } else if (sender.timeoutsInRow() == 0) {
            heartbeat.heard(nowNanos);
        }
    }

    private void onShutdown(long nowNanos, int cumulativeTsn) {
        if (sender.acknowledged(nowNanos, cumulativeTsn)) {
            teardown.onShutdown(nowNanos, sender);
        } else {
            counters.count(SctpCounter.UNEXPECTED_CHUNKS);
        }
    }

    private void abortOn(int cause) {
        if (cause != 0) {
            ending = new Ending(SctpCloseReason.PROTOCOL_VIOLATION, true, cause);
        }
    }
}
