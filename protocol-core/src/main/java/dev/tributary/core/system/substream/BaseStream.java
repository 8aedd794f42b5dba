package dev.tributary.core.system.substream;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.system.SwarmKnob;
import dev.tributary.core.wire.Report;

/**
 * How many viewers of a room do without any CDN sub-stream (seed 000, "base stream"; rule of
 * systems.md 2.4).
 *
 * <p>Every 10 s: e = emergency bytes over all bytes of the reports, h = mean free fan-out of the
 * seeds, both since the last time. e < 2 % and h > 1 raise the share by 5 points up to the room's
 * maximum, e > 5 % lowers it by 10. In between a few viewers are moved at a time.
 */
final class BaseStream {
    /** Period of the decision, ms. */
    static final int PERIOD_MILLIS = 10_000;

    /** Period in which at most {@value #MOVES} viewers are moved, ms. */
    static final int STEP_MILLIS = 100;

    /** Most moves per step. */
    static final int MOVES = 64;

    private static final int REPORT_MILLIS_MAX = 60_000;

    private final RoomSettings settings;
    private int sharePercent;
    private long emergencyBytes;
    private long allBytes;

    BaseStream(RoomSettings settings) {
        this.settings = settings;
    }

    boolean enabled() {
        return settings.system().value(SwarmKnob.BASE_STREAM) > 0;
    }

    /** Counts a report; a viewer cannot claim more than four times the stream. */
    void reported(Report report) {
        long window = Math.max(0, Math.min(report.windowMillis(), REPORT_MILLIS_MAX));
        long most = window * settings.bitrateKbps() / 2;
        long cdn = clamp(report.cdnBytes(), most);
        allBytes += cdn + clamp(report.peerBytes(), most);
        emergencyBytes += Math.min(clamp(report.emergencyBytes(), most), cdn);
    }

    /** Decides the share for the next period, from the reports since the last decision. */
    void decide(int freeFanOut, int seeds) {
        if (allBytes > 0) {
            if (emergencyBytes * 100 > 5 * allBytes) {
                sharePercent = Math.max(0, sharePercent - 10);
            } else if (emergencyBytes * 100 < 2 * allBytes && freeFanOut > seeds) {
                sharePercent =
                        Math.min(settings.system().value(SwarmKnob.BASE_STREAM), sharePercent + 5);
            }
        }
        emergencyBytes = 0;
        allBytes = 0;
    }

    /** Returns the viewers without CDN sub-stream that there should be. */
    int target(int members) {
        return (int) ((long) members * sharePercent / 100);
    }

    private static long clamp(long value, long most) {
        return Math.max(0, Math.min(value, most));
    }
}
