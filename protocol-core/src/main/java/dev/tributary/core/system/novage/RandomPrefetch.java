package dev.tributary.core.system.novage;

import dev.tributary.core.base.Time;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.strategy.Holes;
import dev.tributary.core.strategy.PeerView;
import java.util.Arrays;

/**
 * Loads by HTTP, now and then, one of the later segments that no peer has or loads, so that
 * somebody has them: each viewer with a probability that makes about as many as all can load at a
 * time (systems.md 8.1).
 */
final class RandomPrefetch {
    private static final int SECOND_MILLIS = 1_000;
    private static final int FINE = 1_000;

    private final int httpLoads;
    private long nextNanos = Long.MIN_VALUE;
    private int[] slices = new int[8];

    RandomPrefetch(int httpLoads) {
        this.httpLoads = httpLoads;
    }

    /**
     * Throws the dice when it is time.
     *
     * @param free HTTP loads that may be begun
     * @param afterNanos segments that are to be shown sooner are none of its business
     */
    void look(long nowNanos, PeerView view, Holes holes, int free, long afterNanos) {
        int peers = 0;
        for (int link = 0; link < view.linkCount(); link++) {
            peers += view.linkReady(link) ? 1 : 0;
        }
        if (nowNanos < nextNanos) {
            return;
        }
        boolean first = nextNanos == Long.MIN_VALUE;
        int spread = view.rng().nextInt(SECOND_MILLIS * Math.max(1, peers));
        nextNanos = nowNanos + (SECOND_MILLIS + spread) * Time.NANOS_PER_MILLI;
        if (!first && free > 0 && peers > 0) {
            load(view, holes, collect(nowNanos, holes, afterNanos), free, peers + 1);
        }
    }

    private int collect(long nowNanos, Holes holes, long afterNanos) {
        int count = 0;
        holes.rewind();
        while (holes.next()) {
            boolean later = holes.showNanos() - nowNanos >= afterNanos;
            if (later && holes.state() == Holes.State.OPEN && holes.promised() == 0) {
                slices = count == slices.length ? Arrays.copyOf(slices, 2 * count) : slices;
                slices[count++] = holes.slice();
            }
        }
        return count;
    }

    /** The more segments are left to be loaded the surer; each that was looked at makes it less. */
    private void load(PeerView view, Holes holes, int count, int free, int viewers) {
        int most = Math.min(count, httpLoads * viewers);
        int chance = FINE * most / viewers;
        int left = free;
        for (int i = 0; i < most && left > 0 && chance > 0; i++) {
            int other = i + view.rng().nextInt(most - i);
            int slice = slices[other];
            slices[other] = slices[i];
            if (view.rng().nextInt(FINE) < chance) {
                holes.seek(slice, 0);
                left -= holes.fetch(MediaSource.CDN_OWN) ? 1 : 0;
            }
            chance -= FINE;
        }
    }
}
