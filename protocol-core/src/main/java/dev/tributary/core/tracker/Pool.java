package dev.tributary.core.tracker;

import java.util.Arrays;

/**
 * Members near each other with free fan-out, by sub-stream, depth and seed class; adding and
 * removing take constant time.
 */
final class Pool {
    private final int scope;
    private final int subStreams;
    private final Member[][] buckets;
    private final int[] counts;

    /** Members of the room that belong here, with or without free fan-out. */
    int population;

    Pool(int scope, int subStreams, int depths) {
        this.scope = scope;
        this.subStreams = subStreams;
        buckets = new Member[depths * subStreams * SeedClass.COUNT][];
        counts = new int[buckets.length];
    }

    int bucket(int subStream, int depth, int seedClass) {
        return (depth * subStreams + subStream) * SeedClass.COUNT + seedClass;
    }

    int count(int bucket) {
        return counts[bucket];
    }

    Member member(int bucket, int index) {
        return buckets[bucket][index];
    }

    void add(Member member, int subStream) {
        int bucket = bucketOf(member, subStream);
        int count = counts[bucket];
        if (buckets[bucket] == null) {
            buckets[bucket] = new Member[4];
        } else if (count == buckets[bucket].length) {
            buckets[bucket] = Arrays.copyOf(buckets[bucket], 2 * count);
        }
        buckets[bucket][count] = member;
        member.plan.poolAt[scope * subStreams + subStream] = count;
        counts[bucket]++;
    }

    void remove(Member member, int subStream) {
        int bucket = bucketOf(member, subStream);
        int place = scope * subStreams + subStream;
        int at = member.plan.poolAt[place];
        int last = --counts[bucket];
        Member moved = buckets[bucket][last];
        buckets[bucket][at] = moved;
        buckets[bucket][last] = null;
        moved.plan.poolAt[place] = at;
        member.plan.poolAt[place] = Plan.NONE;
    }

    private int bucketOf(Member member, int subStream) {
        return bucket(subStream, member.plan.depth[subStream], member.seedClass);
    }
}
