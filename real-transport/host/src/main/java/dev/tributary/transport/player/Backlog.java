package dev.tributary.transport.player;

import dev.tributary.core.slice.SliceHeader;
import java.util.ArrayDeque;
import java.util.List;

/**
 * The newest slices without a gap, and of one media time, beginning with one that has a keyframe:
 * what a player that comes now gets at once.
 */
final class Backlog {
    private final ArrayDeque<PlayableSlice> kept = new ArrayDeque<>();
    private final int millis;
    private final int bytesMax;
    private int bytes;
    private int newest;
    private long endMillis;

    /**
     * Creates an empty backlog.
     *
     * @param millis media time after which older slices go, if a later one has a keyframe
     * @param bytesMax most bytes kept
     */
    Backlog(int millis, int bytesMax) {
        this.millis = millis;
        this.bytesMax = bytesMax;
    }

    /** Takes the next slice; returns false when it does not follow the one before. */
    boolean add(PlayableSlice slice) {
        SliceHeader header = slice.header();
        boolean follows = newest == 0 || newest + 1 == header.slice();
        boolean goesBack = header.dtsMillis() < endMillis;
        newest = header.slice();
        endMillis = header.endMillis();
        if (!follows || goesBack) {
            clear();
        }
        if (!kept.isEmpty() || header.keyframe()) {
            kept.add(slice);
            bytes += slice.media().length;
        }
        while (bytes > bytesMax || covered(header)) {
            dropToKeyframe();
        }
        return follows;
    }

    /** Returns whether enough is left from the second keyframe on. */
    private boolean covered(SliceHeader newest) {
        boolean first = true;
        for (PlayableSlice one : kept) {
            if (!first && one.header().keyframe()) {
                return newest.endMillis() - one.header().dtsMillis() >= millis;
            }
            first = false;
        }
        return false;
    }

    private void dropToKeyframe() {
        do {
            bytes -= kept.poll().media().length;
        } while (!kept.isEmpty() && !kept.peek().header().keyframe());
    }

    /** Forgets all: what comes next has another header. */
    void clear() {
        kept.clear();
        bytes = 0;
    }

    boolean isEmpty() {
        return kept.isEmpty();
    }

    /** Returns the slices, in order. */
    List<PlayableSlice> slices() {
        return List.copyOf(kept);
    }
}
