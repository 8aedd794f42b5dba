package dev.tributary.core.peer;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.playout.Playout;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.store.SliceBuffer;
import dev.tributary.core.wire.Data;

/**
 * The slices that may come from other viewers: those that can exist by now, that the buffer has
 * room for without giving up what was not shown, and that an encoder of this room could have made.
 * Behind a hole numbers may go on with the clock of an origin that was away: the first slice there
 * says so, and its seal proves it.
 *
 * <p>The edge is trusted; what it sends tells how far the stream is. Without such a bound one
 * message about a slice of the far future would empty the buffer (reliability.md T2).
 */
final class ArrivalWindow {
    private final Playout playout;
    private final SliceBuffer buffer;
    private final int slots;
    private final long sliceBytesMax;
    private final long sliceNanos;
    private final int aheadMax;
    private int newest;
    private long newestNanos;

    /** Newest of numbers that others may still hold slices of, from before they went back. */
    private int formerNewest;

    private long formerUntilNanos;

    ArrivalWindow(RoomSettings settings, Playout playout, SliceBuffer buffer) {
        this.playout = playout;
        this.buffer = buffer;
        slots = buffer.slots();
        sliceNanos = settings.layout().sliceNanos();
        aheadMax = Math.max(1, settings.layout().slices(PeerConfig.AHEAD_MILLIS));
        sliceBytesMax = PeerConfig.SLICE_BYTES_BASE + 1_000L * settings.bitrateKbps();
    }

    /** This slice exists: the edge has it, or its seal is good. */
    void exists(long nowNanos, int slice) {
        if (slice >= newestNow(nowNanos)) {
            newest = slice;
            newestNanos = nowNanos;
        }
    }

    /**
     * Numbers went back: slices of the same numbers are about whose seals are good and whose
     * pictures are old. Until the others have begun again too, such come from the edge alone.
     */
    void distrust(int newest, long nowNanos) {
        formerNewest = newest;
        formerUntilNanos = nowNanos + PeerConfig.FORMER_NANOS;
    }

    /** Returns whether a slice may be of before the numbers went back. */
    boolean former(long nowNanos, int slice) {
        return nowNanos < formerUntilNanos && slice <= formerNewest && slice > formerNewest - slots;
    }

    /** Returns the slice that should be the newest by now: one more for every length of a slice. */
    private long newestNow(long nowNanos) {
        return newest + (nowNanos - newestNanos) / sliceNanos;
    }

    /**
     * Returns whether the buffer has room for a slice. None is begun behind the screen: there a new
     * one can only be of numbers that went back, and would pass for one that was shown.
     */
    boolean fits(int slice) {
        int playhead = playout.playhead();
        return slice < playhead + slots
                && slice > playhead - slots
                && (slice >= playhead || buffer.header(slice) != null);
    }

    /** Returns the first slice that nobody can have by now, or that is too new to be kept. */
    int end(long nowNanos) {
        long exist = newestNow(nowNanos) + aheadMax + 1;
        return (int) Math.min(exist, (long) playout.playhead() + slots);
    }

    /** Returns whether a slice that exists is too new to be kept along with the playhead. */
    boolean tooNew(int slice) {
        return slice >= playout.playhead() + slots && slice <= SliceHeader.NUMBER_MAX;
    }

    /** Returns why media of a viewer is not let in, or null. */
    @Nullable
    Refusal check(long nowNanos, Data data) {
        SliceHeader header = data.header();
        boolean ahead = header.slice() > newestNow(nowNanos) + aheadMax;
        if (!fits(header.slice())
                || former(nowNanos, header.slice())
                || (ahead && !header.interrupted())) {
            return Refusal.WINDOW;
        }
        boolean plausible =
                data.hop() > 0
                        && header.durationMillis() <= SliceHeader.CUT_MILLIS_MAX
                        && header.sizeBytes() <= sliceBytesMax;
        return plausible ? null : Refusal.IMPLAUSIBLE;
    }
}
