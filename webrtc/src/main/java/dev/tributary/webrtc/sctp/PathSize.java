package dev.tributary.webrtc.sctp;

import dev.tributary.webrtc.sctp.Timers.Timer;
import dev.tributary.webrtc.sctp.wire.ChunkType;
import dev.tributary.webrtc.sctp.wire.HeartbeatInfo;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The size of packets that the path is known to carry (RFC 8899, which RFC 8831 section 5 asks
 * for): the base until a probe of the largest size is answered, which is a round trip where nothing
 * is wrong, else until one of a smaller size is. A chunk keeps its TSN and its bytes, and so cannot
 * be cut again: none is made that the path is not known to carry.
 *
 * <p>A lost probe is no sign of congestion and no failure of the peer.
 */
final class PathSize {
    /** 576 bytes, which all of IPv4 carries (RFC 791) - 20 (IPv4) - 8 (UDP) - 37 (DTLS) = 511. */
    static final int BASE_BYTES = 508;

    /** Tried after the configured size: tunnels within tunnels, and half of what is usual. */
    private static final int[] SMALLER_BYTES = {1_024, 760};

    /** Of one size, before a smaller one is tried (RFC 8899 section 5.1.2). */
    static final int PROBES_MAX = 3;

    /** Least time for the answer to a probe (RFC 8899 section 5.1.1). */
    static final long ANSWER_NANOS = 1_000_000_000L;

    /** After which larger sizes are tried again (RFC 8899 section 5.1.1). */
    static final long RAISE_NANOS = 600_000_000_000L;

    private final RandomGenerator random;
    private final RetransmissionTimeout timeout;
    private final Timers timers;
    private final PacketWriter writer;
    private final int[] sizes;
    private int confirmedBytes;

    private int probed; // which size, or past the last one when none is
    private int probes;
    private boolean due;
    private long nonce;

    PathSize(RandomGenerator random, RetransmissionTimeout timeout, Components components) {
        this.random = random;
        this.timeout = timeout;
        timers = components.timers();
        writer = components.writer();
        int largest = components.config().mtuBytes() & ~3; // chunks are of multiples of four
        confirmedBytes = Math.min(BASE_BYTES, largest);
        sizes =
                IntStream.concat(IntStream.of(largest), IntStream.of(SMALLER_BYTES))
                        .filter(size -> size <= largest)
                        .toArray();
    }

    /** Begins to search, from the largest size downwards. */
    void search(long nowNanos) {
        writer.limit(confirmedBytes);
        probed = -1;
        next(nowNanos);
    }

    private void next(long nowNanos) {
        probed++;
        probes = 0;
        nonce = random.nextLong();
        due = probed < sizes.length && sizes[probed] > confirmedBytes;
        if (!due) {
            timers.start(Timer.PATH_SIZE, nowNanos + RAISE_NANOS);
            probed = sizes.length;
        }
    }

    /**
     * Writes a probe if one is due, after all else: a HEARTBEAT, whose answer is small, and what
     * makes it large (RFC 8899 section 6.2.1.2). The last one of a size has that in the heartbeat,
     * for peers that drop a packet with a PAD; its answer must pass the way back.
     */
    void progress(long nowNanos) {
        if (!due) {
            return;
        }
        due = false;
        probes++;
        writer.flush();
        writer.limit(sizes[probed]);
        int room = writer.room();
        int length = ChunkType.HEADER_BYTES + HeartbeatInfo.BYTES;
        length = probes < PROBES_MAX ? length : room;
        int at = writer.open(ChunkType.HEARTBEAT, 0, length);
        HeartbeatInfo.write(writer.buffer(), at, length - ChunkType.HEADER_BYTES, nonce);
        if (length < room) {
            at = writer.open(ChunkType.PAD, 0, room - length);
            Arrays.fill(writer.buffer(), at, sizes[probed], (byte) 0);
        }
        writer.flush();
        writer.limit(confirmedBytes);
        timers.start(Timer.PATH_SIZE, nowNanos + Math.max(ANSWER_NANOS, timeout.rtoNanos()));
    }

    /** No answer in time, or time to look whether the path carries more. */
    void timedOut(long nowNanos) {
        if (probed == sizes.length) {
            search(nowNanos);
        } else if (probes < PROBES_MAX) {
            due = true;
        } else {
            next(nowNanos);
        }
    }

    /** Returns whether it answers a probe of the size that is probed. */
    boolean onAnswer(long nowNanos, byte[] bytes, int at, int length) {
        if (probed == sizes.length || !HeartbeatInfo.has(bytes, at, length, nonce)) {
            return false;
        }
        confirmedBytes = sizes[probed];
        writer.limit(confirmedBytes);
        timers.stop(Timer.PATH_SIZE);
        if (probed > 0) {
            timers.start(Timer.PATH_SIZE, nowNanos + RAISE_NANOS);
        }
        probed = sizes.length;
        return true;
    }
}
