package dev.tributary.webrtc.stun;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * How often the STUN server may answer: per IPv4 address or IPv6 /64, and in all.
 *
 * <p>Each rate is a virtual schedule (GCRA, ITU-T I.371): of {@code rate} per second, at most
 * {@code rate} at once, so at most {@code rate * (t + 1)} in any {@code t} seconds. Sources are
 * hashed with a secret into a fixed table. Sources that collide share one allowance: a flood of
 * forged sources can then cost others their answers, but never raises what one victim receives.
 */
final class ReplyLimit {
    static final int BUCKETS = 4_096;
    static final int PER_SOURCE_PER_SECOND = 20;
    static final int TOTAL_PER_SECOND = 50_000;

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final long secret;
    private final long[] dueNanos = new long[BUCKETS];
    private long totalDueNanos = Long.MIN_VALUE;

    ReplyLimit(long secret) {
        this.secret = secret;
        Arrays.fill(dueNanos, Long.MIN_VALUE);
    }

    /** Takes one reply out of both allowances, or out of neither and returns false. */
    boolean tryTake(long nowNanos, InetAddress source) {
        int bucket = bucket(source.getAddress());
        long own = Math.max(dueNanos[bucket], nowNanos) + SECOND_NANOS / PER_SOURCE_PER_SECOND;
        long total = Math.max(totalDueNanos, nowNanos) + SECOND_NANOS / TOTAL_PER_SECOND;
        if (own - nowNanos > SECOND_NANOS || total - nowNanos > SECOND_NANOS) {
            return false;
        }
        dueNanos[bucket] = own;
        totalDueNanos = total;
        return true;
    }

    private int bucket(byte[] address) {
        long prefix = address.length == 4 ? Bytes.i32(address, 0) : Bytes.i64(address, 0);
        // The finalizer of SplitMix64 (Steele et al. 2014), keyed on both sides.
        long mixed = (prefix ^ secret) * 0xbf58_476d_1ce4_e5b9L;
        mixed = (mixed ^ (mixed >>> 27) ^ Long.rotateLeft(secret, 31)) * 0x94d0_49bb_1331_11ebL;
        return (int) (mixed >>> 52);
    }
}
