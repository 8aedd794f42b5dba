package dev.tributary.core.system.substream;

import dev.tributary.core.room.Device;

/**
 * How good a member is as a provider: 0.25 online time (full after 600 s) + 0.25 connection success
 * + 0.35 stability + 0.15 device class (systems.md 2.4), in fixed point.
 *
 * <p>Success and stability are moving averages with weight 0.1, fed by receivers only: what a
 * member says about itself has no weight (reliability.md T6). A newcomer starts at full marks.
 */
final class SeedScore {
    /** The best score. */
    static final int ONE = 1 << 16;

    private static final long FULL_ONLINE_NANOS = 600_000_000_000L;

    private final long sinceNanos;
    private final int device;
    private int success = ONE;
    private int stability = ONE;

    SeedScore(long nowNanos, Device device) {
        sinceNanos = nowNanos;
        this.device =
                switch (device) {
                    case PC -> ONE;
                    case TV -> ONE / 5 * 4;
                    case PHONE -> ONE / 2;
                };
    }

    /** A receiver could or could not connect. */
    void connected(boolean yes) {
        success = average(success, yes ? ONE : 0);
    }

    /** A receiver got so many slices in time and so many late; no slices tell nothing. */
    void delivered(int onTime, int late) {
        long all = (long) onTime + late;
        if (onTime >= 0 && late >= 0 && all > 0) {
            stability = average(stability, (int) ((long) onTime * ONE / all));
        }
    }

    /** Returns the score, 0..{@link #ONE}. */
    int at(long nowNanos) {
        long online = Math.min(nowNanos - sinceNanos, FULL_ONLINE_NANOS);
        int onlinePart = (int) (online / (FULL_ONLINE_NANOS / ONE));
        return (25 * Math.min(onlinePart, ONE) + 25 * success + 35 * stability + 15 * device) / 100;
    }

    private static int average(int old, int sample) {
        return (9 * old + sample) / 10;
    }
}
