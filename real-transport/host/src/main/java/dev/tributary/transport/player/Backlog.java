package dev.tributary.transport.player;

import dev.tributary.core.slice.SliceHeader;
import java.util.ArrayDeque;
import java.util.List;

/**
 * What a player that comes now gets at once: the slices without a gap, and of one media time, from
 * a keyframe on, the last before what the viewer's own screen shows. So a player has as much ahead
 * of it as the viewer, and survives what the viewer survives.
 */
final class Backlog {
    private final ArrayDeque<PlayableSlice> kept = new ArrayDeque<>();
    private final int bytesMax;
    private int bytes;
    private int newest;
    private int shown;
    private long endMillis;

    /**
     * Creates an empty backlog.
     *
     * @param bytesMax most bytes kept, whatever the screen shows
     */
    Backlog(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** The viewer's own screen shows a slice now. */
    void shown(int slice) {
        shown = slice;
        trim();
    }

    /** Takes the next slice; returns false when it does not follow the one before. */
    boolean add(PlayableSlice slice) {
        SliceHeader header = slice.header();
        boolean follows = newest == 0 || newest + 1 == header.slice();
        boolean goesBack = header.dtsMillis() < endMillis;
        newest = header.slice();
        // An origin that counts anew: what the screen shows is not of these numbers.
        shown = newest <= shown ? 0 : shown;
        endMillis = header.endMillis();
        if (!follows || goesBack) {
            clear();
        }
        if (!kept.isEmpty() || header.keyframe()) {
            kept.add(slice);
            bytes += slice.media().length;
        }
        trim();
        return follows;
    }

    private void trim() {
        while (bytes > bytesMax || covered()) {
            dropToKeyframe();
        }
    }

    /** Returns whether the screen has come to the second keyframe. */
    private boolean covered() {
        boolean first = true;
        for (PlayableSlice one : kept) {
            if (!first && one.header().keyframe()) {
                return one.header().slice() <= shown;
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
