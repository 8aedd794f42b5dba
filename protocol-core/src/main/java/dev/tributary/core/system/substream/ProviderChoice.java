package dev.tributary.core.system.substream;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.tracker.RoomContext;

/**
 * Finds a provider for a viewer's sub-stream in constant time.
 *
 * <p>Near before far, but within the zone every restrictive seed before a flexible one: flexible
 * seeds are the only ones for viewers behind symmetric NATs. Of a bucket of equals a few are looked
 * at, from a random place on, and the one with the best score is taken; of backups, one with
 * fan-out to spare for the case that is feared. Of providers, the emptier the better: a full uplink
 * needs the whole peer window for a slice, and has nothing left for the next surprise.
 */
final class ProviderChoice {
    private static final int[] SCOPES = {
        Pools.LOCAL, Pools.ZONE, Pools.LOCAL, Pools.ZONE, Pools.ALL, Pools.ALL
    };
    private static final boolean[] FLEXIBLE = {false, false, true, true, false, true};

    private final RoomContext context;

    ProviderChoice(RoomContext context) {
        this.context = context;
    }

    /** Returns a member at a depth that can feed a sub-stream to a viewer, or null. */
    @Nullable
    Seat provider(long nowNanos, Seat viewer, int subStream, int depth) {
        return search(nowNanos, viewer, subStream, depth, false);
    }

    /** Returns a member at a depth that could replace the viewer's provider, or null. */
    @Nullable
    Seat backup(long nowNanos, Seat viewer, int subStream, int depth) {
        return search(nowNanos, viewer, subStream, depth, true);
    }

    private @Nullable Seat search(
            long nowNanos, Seat viewer, int subStream, int depth, boolean asBackup) {
        for (int step = 0; step < SCOPES.length; step++) {
            Pool pool = viewer.pools[SCOPES[step]];
            int from = FLEXIBLE[step] ? SeedClass.FLEXIBLE : 0;
            int to = FLEXIBLE[step] ? SeedClass.COUNT : SeedClass.FLEXIBLE;
            for (int seedClass = from; seedClass < to; seedClass++) {
                int bucket = pool.bucket(subStream, depth, seedClass);
                if ((viewer.reachable >> seedClass & 1) != 0 && pool.count(bucket) > 0) {
                    Seat found = best(nowNanos, viewer, subStream, pool, bucket, asBackup);
                    if (found != null) {
                        return found;
                    }
                }
            }
        }
        return null;
    }

    private @Nullable Seat best(
            long nowNanos, Seat viewer, int subStream, Pool pool, int bucket, boolean asBackup) {
        int count = pool.count(bucket);
        int looks = Math.min(count, context.config().sample());
        int offset = context.rng().nextInt(count);
        Seat best = null;
        int bestScore = Integer.MIN_VALUE;
        for (int i = 0; i < looks; i++) {
            int at = offset + i;
            Seat candidate = pool.seat(bucket, at < count ? at : at - count);
            if (suits(nowNanos, viewer, subStream, candidate, asBackup)) {
                int score = candidate.score.at(nowNanos);
                score +=
                        asBackup
                                ? spare(candidate) * (SeedScore.ONE / 8)
                                : candidate.free * SeedScore.ONE / candidate.fanOut;
                if (score > bestScore) {
                    best = candidate;
                    bestScore = score;
                }
            }
        }
        return best;
    }

    /** Fan-out that a backup would have left if all its wards turned to it. */
    private static int spare(Seat seat) {
        return seat.free - seat.backupFor.count();
    }

    private boolean suits(
            long nowNanos, Seat viewer, int subStream, Seat candidate, boolean asBackup) {
        if (candidate == viewer || viewer.failedBy(nowNanos, candidate)) {
            return false;
        }
        boolean spare =
                candidate != viewer.provider[subStream]
                        && candidate.backupFor.count() < candidate.fanOut;
        return spare || !asBackup;
    }
}
