package dev.tributary.core.peer;

import dev.tributary.core.base.Time;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.wire.ProviderReport;
import dev.tributary.core.wire.Report;
import java.util.List;

/** Counts what the tracker wants to know, and says when it is due. */
final class Reporter {

    private int periodMillis;
    private long dueNanos = Time.NEVER;
    private long peerBytes;
    private long cdnBytes;
    private long emergencyBytes;
    private long uploadedBefore;

    /** Begins to report; the first time after a part of the period, to spread viewers. */
    void start(long nowNanos, int period, int seed) {
        periodMillis = period;
        dueNanos = nowNanos + (1 + Math.floorMod(seed, period)) * Time.NANOS_PER_MILLI;
    }

    void stop() {
        dueNanos = Time.NEVER;
    }

    void received(MediaSource source, int bytes) {
        if (source == MediaSource.PEER) {
            peerBytes += bytes;
        } else {
            cdnBytes += bytes;
            emergencyBytes += source == MediaSource.CDN_EMERGENCY ? bytes : 0;
        }
    }

    /** Leaves out one report, for want of a tracker. */
    void skip(long nowNanos) {
        dueNanos = nowNanos + periodMillis * Time.NANOS_PER_MILLI;
    }

    boolean due(long nowNanos) {
        return dueNanos <= nowNanos;
    }

    Report report(
            long nowNanos, long uploaded, long bufferedNanos, List<ProviderReport> providers) {
        int bufferMillis = (int) Math.min(Integer.MAX_VALUE, bufferedNanos / Time.NANOS_PER_MILLI);
        Report report =
                new Report(
                        periodMillis,
                        peerBytes,
                        cdnBytes,
                        emergencyBytes,
                        uploaded - uploadedBefore,
                        bufferMillis,
                        providers);
        peerBytes = 0;
        cdnBytes = 0;
        emergencyBytes = 0;
        uploadedBefore = uploaded;
        dueNanos = nowNanos + periodMillis * Time.NANOS_PER_MILLI;
        return report;
    }

    long nextDeadlineNanos() {
        return dueNanos;
    }
}
