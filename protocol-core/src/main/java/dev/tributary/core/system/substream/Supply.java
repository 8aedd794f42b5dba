package dev.tributary.core.system.substream;

import dev.tributary.core.wire.Assign;

/**
 * Free fan-out of the seeds of each sub-stream and viewers waiting for it, apart for flexible and
 * other seeds; chooses CDN sub-streams so that no sub-stream runs short.
 */
final class Supply {
    private final int[] freePlain;
    private final int[] freeFlexible;
    private final int[] waitingPlain;
    private final int[] waitingFlexible;
    private final int[] seeds;
    private final int[] takers;

    Supply(int subStreams) {
        freePlain = new int[subStreams];
        freeFlexible = new int[subStreams];
        waitingPlain = new int[subStreams];
        waitingFlexible = new int[subStreams];
        seeds = new int[subStreams];
        takers = new int[subStreams];
    }

    /** Adds ({@code sign} 1) or takes away (-1) all that a member contributes. */
    void count(Seat seat, int sign) {
        if (seat.cdn == Assign.NONE) {
            return;
        }
        takers[seat.cdn] += sign;
        if (!seat.seed()) {
            return;
        }
        seeds[seat.cdn] += sign;
        if (!seat.quarantined) {
            int[] free = SeedClass.flexible(seat.seedClass) ? freeFlexible : freePlain;
            free[seat.cdn] += sign * seat.free;
        }
    }

    /** A viewer began ({@code sign} 1) or ceased (-1) to wait for a sub-stream. */
    void countWaiting(Seat viewer, int subStream, int sign) {
        int[] waiting = viewer.needsFlexible() ? waitingFlexible : waitingPlain;
        waiting[subStream] += sign;
    }

    int seeds(int subStream) {
        return seeds[subStream];
    }

    /** Returns free fan-out less waiting viewers. */
    int surplus(int subStream) {
        return freePlain[subStream]
                + freeFlexible[subStream]
                - waitingPlain[subStream]
                - waitingFlexible[subStream];
    }

    int free(int subStream) {
        return freePlain[subStream] + freeFlexible[subStream];
    }

    /**
     * Returns the CDN sub-stream for a newcomer: one that nobody seeds yet, else the scarcest among
     * the seeds of its kind, then among all, then the one with the fewest takers. A newcomer that
     * cannot seed takes what would be hardest to find for it.
     */
    int scarcest(Seat seat) {
        int best = 0;
        for (int k = 1; k < seeds.length; k++) {
            if (compare(seat, k, best) < 0) {
                best = k;
            }
        }
        return best;
    }

    private int compare(Seat seat, int a, int b) {
        boolean flexible = SeedClass.flexible(seat.seedClass);
        if (seat.seed()) {
            if ((seeds[a] == 0) != (seeds[b] == 0)) {
                return seeds[a] == 0 ? -1 : 1;
            }
        } else {
            flexible = seat.needsFlexible();
        }
        int order = Integer.compare(surplus(a, flexible), surplus(b, flexible));
        if (order == 0) {
            order = Integer.compare(surplus(a), surplus(b));
        }
        return order == 0 ? Integer.compare(takers[a], takers[b]) : order;
    }

    private int surplus(int subStream, boolean flexible) {
        return flexible
                ? freeFlexible[subStream] - waitingFlexible[subStream]
                : freePlain[subStream] - waitingPlain[subStream];
    }
}
