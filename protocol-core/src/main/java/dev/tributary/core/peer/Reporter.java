package dev.tributary.core.peer;

import dev.tributary.core.base.Time;
import dev.tributary.core.wire.ProviderReport;
import dev.tributary.core.wire.Report;
import java.util.List;

/** The reports to the tracker: when the next is due, and what it says. */
final class Reporter {

    private int periodMillis;
    private long dueNanos = Time.NEVER;

    /** Begins to report; the first time after a part of the period, to spread viewers. */
    void start(long nowNanos, int period, int seed) {
        periodMillis = period;
        dueNanos = nowNanos + (1 + Math.floorMod(seed, period)) * Time.NANOS_PER_MILLI;
    }

    void stop() {
        dueNanos = Time.NEVER;
    }

    /** Leaves out one report, for want of a tracker. */
    void skip(long nowNanos) {
        dueNanos = nowNanos + periodMillis * Time.NANOS_PER_MILLI;
    }

    boolean due(long nowNanos) {
        return dueNanos <= nowNanos;
    }

    Report report(
            long nowNanos, Ledger ledger, long bufferedNanos, List<ProviderReport> providers) {
        int bufferMillis = (int) Math.min(Integer.MAX_VALUE, bufferedNanos / Time.NANOS_PER_MILLI);
        Report report =
                new Report(
                        periodMillis,
                        ledger.peerBytes(),
                        ledger.cdnBytes(),
                        ledger.emergencyBytes(),
                        ledger.uploadedBytes(),
                        bufferMillis,
                        providers);
        ledger.startPeriod();
        dueNanos = nowNanos + periodMillis * Time.NANOS_PER_MILLI;
        return report;
    }

    long nextDeadlineNanos() {
        return dueNanos;
    }
}
