package dev.tributary.sim.world;

import dev.tributary.core.room.MediaSource;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.scenarios.Scenario;

/**
 * The sharing ratio as theory.md 1.5 counts it: over media published while the viewer watches.
 *
 * <p>The formulas know no start-up buffer: a viewer's demand begins with what is published after it
 * joined. The protocol also fetches a buffer of older slices from the CDN (systems.md 1.3, B5);
 * {@link dev.tributary.measure.ByteCounts#sharingRatio} counts it, this one does not. A slice is
 * published when its last frame is encoded and has reached the edge; media time 0 is {@link
 * LiveSource#HEAD_START_MILLIS} before the run begins.
 */
final class LiveShare implements MediaProbe {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final long fromNanos;
    private final long publishMillis;
    private long peer;
    private long cdn;

    LiveShare(Scenario scenario) {
        fromNanos = (long) (scenario.run().warmUpSeconds() * 1e9);
        publishMillis = (long) scenario.cdn().publishMillis();
    }

    @Override
    public void received(long joinedNanos, SliceHeader header, MediaSource source, int useful) {
        long at = header.endMillis() - LiveSource.HEAD_START_MILLIS + publishMillis;
        if (at * NANOS_PER_MILLI < Math.max(joinedNanos, fromNanos)) {
            return;
        }
        if (source == MediaSource.PEER) {
            peer += useful;
        } else {
            cdn += useful;
        }
    }

    double ratio() {
        return (double) peer / (peer + cdn);
    }
}
