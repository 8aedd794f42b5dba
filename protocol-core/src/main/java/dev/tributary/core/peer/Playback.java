package dev.tributary.core.peer;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.playout.Playout;
import dev.tributary.core.playout.SliceDeadlines;
import dev.tributary.core.playout.StartSlice;
import dev.tributary.core.room.PlayoutSettings;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.store.SliceBuffer;
import dev.tributary.core.wire.Index;

/**
 * The stream at one viewer: the slices that are here, the screen, and the bounds that follow from
 * where the screen is. It decides where to begin and where to go on after too long a stall.
 */
final class Playback {
    final SliceBuffer buffer;
    final Playout playout;
    final ArrivalWindow window;
    final SliceDeadlines deadlines;
    private final PlayoutSettings settings;
    private final int bufferSlices;

    /** Newest slice of all indexes. */
    private int listedNewest;

    /** Slices that the edge did not have when it was asked; meaningless once all are past. */
    private int refusedFrom;

    private int refusedTo;

    /** Newest slice of the last index that ended below the playhead; 0 = the last did not. */
    private int belowNewest;

    /** Newest slice that existed when the viewer came: older ones are start-up buffer. */
    private int newestAtStart;

    /**
     * Creates the stream of a viewer that does not know yet where to begin.
     *
     * @param repairNanos how long before the emergency line a slice is due for repair
     */
    Playback(RoomSettings room, long repairNanos, PeerOutput output, PeerObserver observer) {
        settings = room.playout();
        bufferSlices = room.layout().slices(settings.bufferMillis());
        buffer = new SliceBuffer(room.layout(), settings.bufferMillis());
        playout = new Playout(room, buffer, output, observer);
        window = new ArrivalWindow(room, playout, buffer);
        deadlines = new SliceDeadlines(buffer, playout, repairNanos);
    }

    /** Takes an index; false when nothing can be played yet. */
    boolean onIndex(long nowNanos, Index index) {
        StartSlice first = StartSlice.of(index, settings.bufferMillis());
        if (first == null) {
            return playout.started();
        }
        int newest = newest(index);
        listedNewest = Math.max(listedNewest, newest);
        window.exists(nowNanos, newest);
        if (!playout.started()) {
            newestAtStart = newest;
            playout.start(nowNanos, first);
            deadlines.start(first.header().slice());
        } else {
            goOn(nowNanos, index, first);
        }
        return true;
    }

    /**
     * Returns whether the stream goes on below what the screen waits for: a second index in a row
     * ends there, further on than the first, and lists nothing that is known from before. An edge
     * that is merely behind, or stands still, says no such thing.
     */
    boolean wentBack(Index index) {
        int newest = newest(index);
        boolean below = newest > 0 && newest < playout.playhead();
        for (SliceHeader header : index.headers()) {
            below &= !header.equals(buffer.header(header.slice()));
        }
        boolean further = below && belowNewest > 0 && newest > belowNewest;
        belowNewest = below ? newest : 0;
        return further && playout.waiting();
    }

    /** Returns the newest slice of an index, 0 when it lists none. */
    static int newest(Index index) {
        int size = index.headers().size();
        return size == 0 ? 0 : index.headers().get(size - 1).slice();
    }

    /** Leaves out what is too old to catch up with, and what the origin has never cut. */
    private void goOn(long nowNanos, Index index, StartSlice first) {
        if (playout.waiting() && (window.tooNew(newest()) || playout.lags(newest()))) {
            skip(nowNanos, first);
        }
        int playhead = playout.playhead();
        // An index that is asked for again and again leaves behind what is still to be shown.
        boolean listed = buffer.header(playhead) != null;
        for (SliceHeader header : index.headers()) {
            listed |= header.slice() == playhead;
            if (header.interrupted()) {
                interrupted(nowNanos, header);
            }
        }
        findHole();
        if (playout.waiting() && !listed) {
            skip(nowNanos, StartSlice.after(index, playhead, settings.bufferMillis()));
        }
    }

    /** Returns the newest slice that anybody has spoken of. */
    int newest() {
        return Math.max(listedNewest, buffer.newest());
    }

    /** The stream was interrupted before a slice. */
    void interrupted(long nowNanos, SliceHeader header) {
        if (playout.interrupted(nowNanos, header, newest())) {
            deadlines.postponed(header.slice());
        }
    }

    /** The edge does not have a slice: the origin may never have cut it. */
    void refused(int slice) {
        refusedFrom = refusedTo < playout.playhead() ? slice : Math.min(refusedFrom, slice);
        refusedTo = Math.max(refusedTo, slice);
        findHole();
    }

    private void findHole() {
        SliceHeader after = playout.afterHole(refusedFrom);
        if (refusedTo >= playout.playhead() && after != null) {
            deadlines.hole(refusedFrom, after.slice());
        }
    }

    /**
     * Plays on; goes on behind a hole when the screen stands before it, and beyond what is missing
     * when it has stood still for as long as the room allows.
     */
    void advance(long nowNanos) {
        playout.advance(nowNanos);
        SliceHeader beyond = playout.beyondGap(nowNanos);
        if (beyond != null) {
            playout.skipGap(nowNanos, beyond);
            deadlines.start(beyond.slice());
            playout.advance(nowNanos);
        }
        if (playout.waiting() && deadlines.inHole(playout.playhead())) {
            passHole(nowNanos);
            playout.advance(nowNanos);
        }
    }

    private void passHole(long nowNanos) {
        SliceHeader after = playout.afterHole(playout.playhead());
        if (after != null) {
            int slices = newest() - after.slice() + 1;
            skip(nowNanos, new StartSlice(after, (long) slices * after.durationMillis()));
        }
    }

    /**
     * Returns whether a slice that is not here at its line may not have been there to be had: it
     * came into being late, or never.
     */
    boolean mayNotHaveBeen(int slice) {
        boolean refused = refusedFrom <= slice && slice <= refusedTo;
        return refused || deadlines.unheard(slice) || playout.afterHole(slice) != null;
    }

    /** Returns whether only the edge's index can tell how to go on. */
    boolean puzzled(long nowNanos) {
        boolean refused =
                refusedTo >= playout.playhead()
                        && newest() > refusedTo
                        && !deadlines.inHole(refusedTo);
        return refused || playout.lags(newest()) || deadlines.waitsForWord(nowNanos, newest());
    }

    /** The edge sends a slice: goes on there when it is too new to be kept with the playhead. */
    void onEdgeSlice(long nowNanos, SliceHeader header) {
        if (playout.started() && window.tooNew(header.slice())) {
            // It is a whole buffer ahead of what can be kept.
            skip(nowNanos, StartSlice.of(buffer, header, bufferSlices));
        }
    }

    private void skip(long nowNanos, @Nullable StartSlice to) {
        // What the screen has been handed cannot be taken back.
        if (to != null
                && to.header().slice() > playout.playhead()
                && to.header().slice() >= playout.handed()) {
            playout.skip(nowNanos, to);
            deadlines.start(to.header().slice());
        }
    }

    /** Returns whether a slice was there already when the viewer came. */
    boolean beforeStart(int slice) {
        return slice <= newestAtStart;
    }
}
