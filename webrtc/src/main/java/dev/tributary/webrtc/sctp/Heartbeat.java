package dev.tributary.webrtc.sctp;

import dev.tributary.webrtc.sctp.Timers.Timer;
import dev.tributary.webrtc.sctp.wire.ChunkType;
import dev.tributary.webrtc.sctp.wire.HeartbeatInfo;
import java.util.random.RandomGenerator;

/** Own heartbeats and the answers to the peer's (RFC 9260 section 8.3). */
final class Heartbeat {
    private final SctpConfig config;
    private final RandomGenerator random;
    private final RetransmissionTimeout timeout;
    private final Timers timers;
    private final PacketWriter writer;
    private long nonce;
    private long sentNanos;
    private long heardNanos;
    private boolean outstanding;
    private int unanswered;

    Heartbeat(RandomGenerator random, RetransmissionTimeout timeout, Components components) {
        config = components.config();
        this.random = random;
        this.timeout = timeout;
        timers = components.timers();
        writer = components.writer();
    }

    /** Heartbeats in a row without an answer. */
    int unanswered() {
        return unanswered;
    }

    void schedule(long nowNanos) {
        long jitter = (long) (random.nextDouble() * timeout.rtoNanos());
        timers.start(Timer.HEARTBEAT, nowNanos + config.heartbeatIntervalNanos() + jitter);
    }

    /** Data was acknowledged: as good as an answer. */
    void heard(long nowNanos) {
        heardNanos = nowNanos;
        unanswered = 0;
    }

    /** The interval is over: sends, unless there was other traffic in it. */
    void due(long nowNanos) {
        if (heardNanos + config.heartbeatIntervalNanos() > nowNanos) {
            schedule(heardNanos);
        } else {
            send(nowNanos);
        }
    }

    private void send(long nowNanos) {
        nonce = random.nextLong();
        sentNanos = nowNanos;
        outstanding = true;
        int length = HeartbeatInfo.BYTES;
        int at = writer.open(ChunkType.HEARTBEAT, 0, ChunkType.HEADER_BYTES + length);
        HeartbeatInfo.write(writer.buffer(), at, length, nonce);
        timers.start(Timer.HEARTBEAT_ANSWER, nowNanos + timeout.rtoNanos());
    }

    /** No answer in time: asks again at once, so that a silent peer is found out. */
    void timedOut(long nowNanos) {
        if (heardNanos >= sentNanos) {
            schedule(nowNanos);
            return;
        }
        unanswered++;
        timeout.backOff();
        send(nowNanos);
    }

    void onHeartbeat(byte[] bytes, int at, int length) {
        if (writer.fits(ChunkType.HEADER_BYTES + length)) {
            writer.chunk(ChunkType.HEARTBEAT_ACK, 0, bytes, at, length);
        }
    }

    /** Returns whether it answers the heartbeat that is out. */
    boolean onAnswer(long nowNanos, byte[] bytes, int at, int length) {
        if (!outstanding || !HeartbeatInfo.has(bytes, at, length, nonce)) {
            return false;
        }
        outstanding = false;
        unanswered = 0;
        timeout.measured(nowNanos, nowNanos - sentNanos);
        timers.stop(Timer.HEARTBEAT_ANSWER);
        schedule(nowNanos);
        return true;
    }
}
