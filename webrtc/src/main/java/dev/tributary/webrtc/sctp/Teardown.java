package dev.tributary.webrtc.sctp;

import dev.tributary.webrtc.sctp.Timers.Timer;
import dev.tributary.webrtc.sctp.wire.ChunkType;
import dev.tributary.webrtc.sctp.wire.Wire;

/** Graceful end: everything accepted is delivered first, on both sides (RFC 9260 section 9.2). */
final class Teardown {
    private enum State {
        NONE,
        /** Waits until what was accepted is acknowledged. */
        PENDING,
        SHUTDOWN_SENT,
        SHUTDOWN_RECEIVED,
        SHUTDOWN_ACK_SENT
    }

    private final Timers timers;
    private final PacketWriter writer;
    private State state = State.NONE;
    private int attempts;

    Teardown(Components components) {
        timers = components.timers();
        writer = components.writer();
    }

    /** Whether new messages are refused. */
    boolean begun() {
        return state != State.NONE;
    }

    int attempts() {
        return attempts;
    }

    void begin() {
        if (state == State.NONE) {
            state = State.PENDING;
        }
    }

    /** Goes on as soon as the sender has nothing more. */
    void progress(long nowNanos, Sender sender, int cumulativeTsn) {
        if (!sender.idle()) {
            return;
        }
        if (state == State.PENDING) {
            state = State.SHUTDOWN_SENT;
            transmit(nowNanos, sender, cumulativeTsn);
        } else if (state == State.SHUTDOWN_RECEIVED) {
            state = State.SHUTDOWN_ACK_SENT;
            transmit(nowNanos, sender, cumulativeTsn);
        }
    }

    void timedOut(long nowNanos, Sender sender, int cumulativeTsn) {
        attempts++;
        sender.timeout().backOff();
        transmit(nowNanos, sender, cumulativeTsn);
    }

    /** Data came after our SHUTDOWN: acknowledge it with another one. */
    void onData(long nowNanos, Sender sender, int cumulativeTsn) {
        if (state == State.SHUTDOWN_SENT) {
            transmit(nowNanos, sender, cumulativeTsn);
        }
    }

    void onShutdown(long nowNanos, Sender sender) {
        if (state == State.NONE || state == State.PENDING) {
            state = State.SHUTDOWN_RECEIVED;
        } else if (state == State.SHUTDOWN_SENT) {
            state = State.SHUTDOWN_ACK_SENT;
            transmit(nowNanos, sender, 0);
        }
    }

    /** Returns whether this ends the association. */
    boolean onShutdownAck() {
        return state == State.SHUTDOWN_SENT || state == State.SHUTDOWN_ACK_SENT;
    }

    boolean onShutdownComplete() {
        return state == State.SHUTDOWN_ACK_SENT;
    }

    private void transmit(long nowNanos, Sender sender, int cumulativeTsn) {
        if (state == State.SHUTDOWN_SENT) {
            int at = writer.open(ChunkType.SHUTDOWN, 0, ChunkType.HEADER_BYTES + 4);
            Wire.put32(writer.buffer(), at, cumulativeTsn);
        } else {
            writer.chunk(ChunkType.SHUTDOWN_ACK, 0);
        }
        timers.start(Timer.SHUTDOWN, nowNanos + sender.timeout().rtoNanos());
    }
}
