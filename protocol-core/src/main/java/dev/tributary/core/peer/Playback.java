package dev.tributary.core.peer;

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
        window = new ArrivalWindow(room, playout, buffer.slots());
        deadlines = new SliceDeadlines(buffer, playout, repairNanos);
    }

    /** Takes an index; false when nothing can be played yet. */
    boolean onIndex(long nowNanos, Index index) {
        SliceHeader first = StartSlice.of(index, settings.bufferMillis());
        if (first == null) {
            return playout.started();
        }
        int newest = index.headers().get(index.headers().size() - 1).slice();
        window.edgeHas(nowNanos, newest);
        if (!playout.started()) {
            newestAtStart = newest;
            playout.start(nowNanos, first);
            deadlines.start(first.slice());
        } else if (playout.waiting() && window.tooNew(newest)) {
            skip(nowNanos, first);
        }
        return true;
    }

    /** The edge sends a slice: goes on there when it is too new to be kept with the playhead. */
    void onEdgeSlice(long nowNanos, SliceHeader header) {
        if (playout.started() && window.tooNew(header.slice())) {
            skip(nowNanos, StartSlice.of(buffer, header, bufferSlices));
        }
    }

    /** Catches up with the live edge, which is a whole buffer ahead of what can be kept. */
    private void skip(long nowNanos, SliceHeader to) {
        if (to.slice() > playout.playhead()) {
            playout.skip(nowNanos, to);
            deadlines.start(to.slice());
        }
    }

    /** Returns whether a slice was there already when the viewer came. */
    boolean beforeStart(int slice) {
        return slice <= newestAtStart;
    }
}
