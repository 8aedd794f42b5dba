package dev.tributary.core.playout;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.base.Sure;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.store.SliceBuffer;

/**
 * The media between the playhead and later slices, of which not all is known: what headers say,
 * else as much as slices usually are. Where media time jumps, the next slice follows the one before
 * without a gap.
 */
final class MediaAhead {
    private final SliceBuffer buffer;
    private final int sliceMillis;

    /** Next slice to appear; 0 before the start is known. */
    private int playhead;

    /** Media time of the slice at the playhead, as far as known. */
    private long playheadMillis;

    /** Header nearest to the playhead whose media time is known; null before the start. */
    private @Nullable SliceHeader reference;

    /** Newest slice before which the stream was interrupted, as far as known. */
    private @Nullable SliceHeader interruption;

    MediaAhead(SliceBuffer buffer, int sliceMillis) {
        this.buffer = buffer;
        this.sliceMillis = sliceMillis;
    }

    int playhead() {
        return playhead;
    }

    /** The playhead is at a slice whose header is known. */
    void place(SliceHeader first) {
        playhead = first.slice();
        reference = first;
        playheadMillis = first.dtsMillis();
    }

    /** A slice that is nearer to those ahead than what is known of them. */
    void near(SliceHeader header) {
        reference = header;
    }

    /** Looks again at the media time of the slice at the playhead. */
    void settle() {
        playheadMillis = mediaMillis(playhead);
    }

    /** The slice at the playhead appears; returns how much media there is to the next. */
    long pass(SliceHeader shown) {
        SliceHeader next = buffer.header(playhead + 1);
        long step = stepMillis(shown, next);
        playheadMillis = next == null ? shown.endMillis() : next.dtsMillis();
        playhead++;
        return step;
    }

    /** The stream was interrupted before a slice. */
    void interrupted(SliceHeader header) {
        interruption = header;
        if (header.slice() == playhead) {
            // Estimated until now, from the media before the hole.
            playheadMillis = header.dtsMillis();
        }
    }

    /** Returns the newest slice before which the stream was interrupted, 0 = none. */
    int interruption() {
        return interruption == null ? 0 : interruption.slice();
    }

    /** Returns the slice that follows an interruption when nothing is known of those before it. */
    @Nullable
    SliceHeader afterHole(int slice) {
        for (int s = slice; s < interruption(); s++) {
            if (buffer.header(s) != null) {
                return null;
            }
        }
        return slice < interruption() ? interruption : null;
    }

    private long mediaMillis(int slice) {
        SliceHeader own = buffer.header(slice);
        if (own != null) {
            return own.dtsMillis();
        }
        SliceHeader before = buffer.header(slice - 1);
        if (before != null) {
            return before.endMillis();
        }
        SliceHeader near = Sure.of(reference);
        int length = Math.max(near.durationMillis(), sliceMillis);
        return near.dtsMillis() + (long) (slice - near.slice()) * length;
    }

    /** Returns the media time between the playhead and a later slice. */
    long millis(int slice) {
        if (slice <= playhead) {
            return 0;
        }
        long ahead = mediaMillis(slice) - playheadMillis;
        long aheadMax = (long) (slice - playhead) * SliceHeader.CUT_MILLIS_MAX;
        return !interruptedBefore(slice) && ahead >= 0 && ahead <= aheadMax
                ? ahead
                : acrossJump(slice);
    }

    /** Returns whether the stream was interrupted between the playhead and a slice. */
    private boolean interruptedBefore(int slice) {
        return playhead < interruption() && interruption() <= slice;
    }

    private long acrossJump(int slice) {
        int kept = Math.min(slice, playhead + buffer.slots());
        long ahead = (long) (slice - kept) * sliceMillis;
        for (int s = playhead; s < kept; s++) {
            ahead += stepMillis(buffer.header(s), buffer.header(s + 1));
        }
        return ahead;
    }

    /** Returns the media time from one slice to the next, either of which may be unknown. */
    private long stepMillis(@Nullable SliceHeader from, @Nullable SliceHeader to) {
        if (from == null) {
            return sliceMillis;
        }
        long step = to == null ? from.durationMillis() : to.dtsMillis() - from.dtsMillis();
        boolean jump = step < 0 || step > SliceHeader.CUT_MILLIS_MAX;
        boolean hole = to != null && to.interrupted();
        return jump || hole ? Math.min(from.durationMillis(), SliceHeader.CUT_MILLIS_MAX) : step;
    }

    /** Returns the media from a slice to the end of a later one, of which not all is known. */
    long spanMillis(SliceHeader from, int last) {
        long span = 0;
        int end = Math.min(last, from.slice() + buffer.slots());
        for (int s = from.slice(); s <= end; s++) {
            SliceHeader known = buffer.header(s);
            span += known == null ? from.durationMillis() : known.durationMillis();
        }
        return span;
    }

    /**
     * Returns the media from the playhead to a later slice, without what there never was: where the
     * stream was interrupted, or an origin began anew, numbers tell nothing.
     */
    long skippedMillis(SliceHeader to) {
        long between = to.dtsMillis() - playheadMillis;
        if (!interruptedBefore(to.slice()) && !to.interrupted() && between >= 0) {
            return Math.min(between, millis(to.slice()));
        }
        long known = 0;
        for (int s = playhead; s < Math.min(to.slice(), playhead + buffer.slots()); s++) {
            SliceHeader header = buffer.header(s);
            known += header == null ? 0 : header.durationMillis();
        }
        return known;
    }
}
