package dev.tributary.core.peer;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.base.Sure;
import dev.tributary.core.base.Time;
import dev.tributary.core.room.PlayoutSettings;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.store.SliceBuffer;

/**
 * The screen of one viewer: start-up, playhead, stalls, and with them the deadline of every slice.
 *
 * <p>Media time runs with session time from the first frame on; a stall begins at the instant at
 * which an incomplete slice should appear, and ends when enough media is there again. All later
 * deadlines move by the length of the stall. Where media time jumps, the next slice follows the one
 * before without a gap (Protocol 3.2: slices tile media time). Slices that are complete in time
 * need no timer: they are accounted for when the playhead is next looked at, with the instant at
 * which they appeared.
 */
final class Playout {
    private enum Phase {
        WAITING,
        PLAYING,
        STALLED
    }

    private final PlayoutSettings settings;
    private final int sliceMillis;
    private final SliceBuffer buffer;
    private final PeerOutput output;
    private final PeerObserver observer;

    private Phase phase = Phase.WAITING;

    /** Next slice to appear; 0 before the start is known. */
    private int playhead;

    /** First slice from the playhead on that is not complete. */
    private int contiguousEnd;

    /** Session time at which the slice at the playhead appears; now, while nothing moves. */
    private long playheadNanos;

    /** Media time of the slice at the playhead, as far as known. */
    private long playheadMillis;

    private long stalledSinceNanos;

    /** Header nearest to the playhead whose media time is known; null before the start. */
    private @Nullable SliceHeader reference;

    Playout(RoomSettings room, SliceBuffer buffer, PeerOutput output, PeerObserver observer) {
        settings = room.playout();
        sliceMillis = room.layout().sliceMillis();
        this.buffer = buffer;
        this.output = output;
        this.observer = observer;
    }

    /** Fixes the slice to start with, as if its first frame appeared now. */
    void start(long nowNanos, SliceHeader first) {
        playhead = first.slice();
        contiguousEnd = playhead;
        reference = first;
        playheadMillis = first.dtsMillis();
        playheadNanos = nowNanos;
    }

    /** Goes on with another slice: what is missing before it will not be shown. */
    void skip(long nowNanos, SliceHeader to) {
        observer.skipped(nowNanos, playhead, to.slice());
        start(nowNanos, to);
    }

    boolean started() {
        return playhead > 0;
    }

    /** Returns whether the screen stands still for lack of media. */
    boolean waiting() {
        return started() && phase != Phase.PLAYING;
    }

    int playhead() {
        return playhead;
    }

    /** Returns the first slice from the playhead on that is not complete. */
    int firstIncomplete() {
        return contiguousEnd;
    }

    /** Returns when a slice should appear; estimated while its header is unknown. */
    long showNanos(int slice) {
        return playheadNanos + aheadMillis(slice) * Time.NANOS_PER_MILLI;
    }

    /** Returns when the CDN must be asked for a slice that is not complete. */
    long emergencyNanos(int slice) {
        return showNanos(slice) - settings.emergencyWindowMillis() * Time.NANOS_PER_MILLI;
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
    private long aheadMillis(int slice) {
        if (slice <= playhead) {
            return 0;
        }
        long ahead = mediaMillis(slice) - playheadMillis;
        long aheadMax = (long) (slice - playhead) * PeerConfig.SLICE_MILLIS_MAX;
        return ahead >= 0 && ahead <= aheadMax ? ahead : aheadAcrossJump(slice);
    }

    private long aheadAcrossJump(int slice) {
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
        boolean jump = step < 0 || step > PeerConfig.SLICE_MILLIS_MAX;
        return jump ? Math.min(from.durationMillis(), PeerConfig.SLICE_MILLIS_MAX) : step;
    }

    /** Media ahead of the playhead without a gap, nanoseconds. */
    long bufferedNanos(long nowNanos) {
        if (contiguousEnd <= playhead) {
            return 0;
        }
        SliceHeader last = buffer.header(contiguousEnd - 1);
        if (last == null) {
            return 0;
        }
        long length = last.durationMillis() * Time.NANOS_PER_MILLI;
        long end = showNanos(contiguousEnd - 1) + length;
        return Math.max(0, end - (phase == Phase.PLAYING ? nowNanos : playheadNanos));
    }

    /** Looks at the buffer after media arrived or time passed. */
    void advance(long nowNanos) {
        if (!started()) {
            return;
        }
        extend();
        if (phase == Phase.PLAYING) {
            show(nowNanos);
        }
        if (phase != Phase.PLAYING) {
            // Before the first frame the deadlines move with time: the show has not begun.
            shift(nowNanos);
            if (enough(nowNanos)) {
                resume(nowNanos);
                show(nowNanos);
            }
        }
    }

    private void extend() {
        while (buffer.complete(contiguousEnd)) {
            SliceHeader complete = Sure.of(buffer.header(contiguousEnd));
            reference = complete;
            output.play(complete, buffer.payload(contiguousEnd));
            contiguousEnd++;
        }
    }

    private boolean enough(long nowNanos) {
        return contiguousEnd > playhead
                && bufferedNanos(nowNanos) >= settings.startMillis() * Time.NANOS_PER_MILLI;
    }

    private void shift(long nowNanos) {
        playheadMillis = mediaMillis(playhead);
        playheadNanos = nowNanos;
    }

    private void resume(long nowNanos) {
        if (phase == Phase.WAITING) {
            observer.firstFrame(nowNanos);
        } else {
            observer.stallEnded(nowNanos, nowNanos - stalledSinceNanos);
        }
        phase = Phase.PLAYING;
    }

    private void show(long nowNanos) {
        while (playhead < contiguousEnd && playheadNanos <= nowNanos) {
            SliceHeader shown = Sure.of(buffer.header(playhead));
            observer.sliceShown(playheadNanos, shown);
            SliceHeader next = buffer.header(playhead + 1);
            playheadNanos += stepMillis(shown, next) * Time.NANOS_PER_MILLI;
            playheadMillis = next == null ? shown.endMillis() : next.dtsMillis();
            playhead++;
        }
        if (playhead == contiguousEnd && playheadNanos <= nowNanos) {
            stall(playheadNanos);
        }
    }

    private void stall(long sinceNanos) {
        stalledSinceNanos = sinceNanos;
        phase = Phase.STALLED;
        observer.stallBegan(sinceNanos);
    }

    /**
     * Returns when the mere passing of time next changes what this class says: when the next slice
     * appears; at once, while nothing moves and the deadlines move instead.
     */
    long changeNanos() {
        return phase == Phase.PLAYING ? playheadNanos : 0;
    }

    /** Returns when the next stall would begin, or {@link Time#NEVER}. */
    long nextDeadlineNanos() {
        return phase == Phase.PLAYING
                ? Math.max(playheadNanos, showNanos(contiguousEnd))
                : Time.NEVER;
    }
}
