package dev.tributary.sim.world;

import dev.tributary.core.base.Time;
import dev.tributary.core.wire.Message;
import dev.tributary.sim.kernel.SimTask;
import dev.tributary.sim.net.FairShareLink;
import dev.tributary.sim.net.RateCourse;

/**
 * The links that have something to send share the line max-min fairly, each at most at the rate of
 * its path; this task is due when the next message leaves.
 */
final class FairShareUplink extends SimTask implements Uplink {
    private final Run run;
    private final FairShareLink<Transfer> line;
    private final RateCourse course;
    private final long bitsPerSecond;

    FairShareUplink(Run run, long bitsPerSecond, RateCourse course) {
        this.run = run;
        this.bitsPerSecond = bitsPerSecond;
        this.course = course;
        line = new FairShareLink<>(bitsPerSecond);
    }

    private record Transfer(
            LinkEnd end, Message message, long bytes, long sentNanos, long delayNanos) {}

    @Override
    public void send(long nowNanos, LinkEnd end, Message message, long bytes, long delayNanos) {
        Transfer transfer = new Transfer(end, message, bytes, nowNanos, delayNanos);
        keepRate();
        long path = end.bitsPerSecond();
        line.enqueue(nowNanos, end, path, bytes, transfer);
        arm();
    }

    @Override
    public void drop(LinkEnd end) {
        line.drop(run.nowNanos(), end).forEach(transfer -> end.connection.lose(transfer.message()));
        arm();
    }

    @Override
    public void run() {
        keepRate();
        line.depart(run.nowNanos(), this::departed);
        arm();
    }

    private void departed(Transfer transfer, long startNanos) {
        Attachment.departed(
                transfer.end(),
                transfer.message(),
                transfer.bytes(),
                startNanos,
                run.nowNanos(),
                transfer.delayNanos());
        transfer.end().hasWaited(startNanos - transfer.sentNanos(), run.nowNanos());
    }

    /** The line has the rate of now; while it is busy, this is called at every change. */
    private void keepRate() {
        if (!course.level()) {
            long now = run.nowNanos();
            line.changeRate(now, course.bitsPerSecond(bitsPerSecond, now));
        }
    }

    private void arm() {
        long next = line.nextNanos();
        if (next != Time.NEVER && !course.level()) {
            next = Math.min(next, course.changesNanos(run.nowNanos()));
        }
        if (next == Time.NEVER) {
            run.simulator().cancel(this);
        } else if (!isScheduled() || timeNanos() != next) {
            run.simulator().rearm(next, this);
        }
    }
}
