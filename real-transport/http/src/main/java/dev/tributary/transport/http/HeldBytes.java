package dev.tributary.transport.http;

import io.netty.util.internal.PlatformDependent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What all connections of a service hold together: bytes that are written and not sent, read and
 * not understood. Above the bound those end that have waited longest, until a quarter of it is
 * free, so that a crowd of slow readers costs a small machine its slow readers and nobody else.
 *
 * <p>Counted upward with every write and weighed when that seems to reach the bound.
 */
final class HeldBytes {
    /** Netty copies what is queued to direct memory, which the JVM bounds as it does the heap. */
    private static final long SHARE = 4;

    private final List<ConnectionWatch> open;
    private final Refusals refusals;
    private final long max;
    private long estimate;

    HeldBytes(List<ConnectionWatch> open, Refusals refusals, long max) {
        this.open = open;
        this.refusals = refusals;
        this.max = max;
    }

    /** Returns a quarter of the heap or of direct memory, whichever is less. */
    static long ofThisMachine() {
        long heap = Runtime.getRuntime().maxMemory();
        return Math.min(heap, PlatformDependent.maxDirectMemory()) / SHARE;
    }

    /** A connection is about to hold more. */
    void add(int bytes) {
        estimate += bytes;
        if (estimate > max) {
            weigh();
        }
    }

    /** Counts anew, and ends connections when it is too much. */
    void weigh() {
        long sum = 0;
        for (ConnectionWatch watch : open) {
            sum += watch.heldBytes();
        }
        if (sum > max) {
            sum = relieve(sum);
        }
        estimate = sum;
    }

    long estimate() {
        return estimate;
    }

    private long relieve(long sum) {
        List<ConnectionWatch> slowest = new ArrayList<>(open);
        slowest.removeIf(watch -> watch.heldBytes() == 0);
        slowest.sort(
                Comparator.comparingLong(ConnectionWatch::waitingSinceNanos)
                        .thenComparingLong(watch -> -watch.heldBytes()));
        long left = sum;
        for (ConnectionWatch watch : slowest) {
            if (left <= max - max / SHARE) {
                break;
            }
            left -= watch.heldBytes();
            refusals.count("memory", watch.channel.remoteAddress(), null);
            watch.end();
        }
        return left;
    }
}
