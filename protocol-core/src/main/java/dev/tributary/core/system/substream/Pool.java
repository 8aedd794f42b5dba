package dev.tributary.core.system.substream;

import java.util.Arrays;

/**
 * Members near each other with free fan-out, by sub-stream, depth and seed class; adding and
 * removing take constant time.
 */
final class Pool {
    private final int scope;
    private final int subStreams;
    private final Seat[][] buckets;
    private final int[] counts;

    /** Members of the room that belong here, with or without free fan-out. */
    int population;

    Pool(int scope, int subStreams, int depths) {
        this.scope = scope;
        this.subStreams = subStreams;
        buckets = new Seat[depths * subStreams * SeedClass.COUNT][];
        counts = new int[buckets.length];
    }

    int bucket(int subStream, int depth, int seedClass) {
        return (depth * subStreams + subStream) * SeedClass.COUNT + seedClass;
    }

    int count(int bucket) {
        return counts[bucket];
    }

    Seat seat(int bucket, int index) {
        return buckets[bucket][index];
    }

    void add(Seat seat, int subStream) {
        int bucket = bucketOf(seat, subStream);
        int count = counts[bucket];
        if (buckets[bucket] == null) {
            buckets[bucket] = new Seat[4];
        } else if (count == buckets[bucket].length) {
            buckets[bucket] = Arrays.copyOf(buckets[bucket], 2 * count);
        }
        buckets[bucket][count] = seat;
        seat.poolAt[scope * subStreams + subStream] = count;
        counts[bucket]++;
    }

    void remove(Seat seat, int subStream) {
        int bucket = bucketOf(seat, subStream);
        int place = scope * subStreams + subStream;
        int at = seat.poolAt[place];
        int last = --counts[bucket];
        Seat moved = buckets[bucket][last];
        buckets[bucket][at] = moved;
        buckets[bucket][last] = null;
        moved.poolAt[place] = at;
        seat.poolAt[place] = Seat.NONE;
    }

    private int bucketOf(Seat seat, int subStream) {
        return bucket(subStream, seat.depth[subStream], seat.seedClass);
    }
}
