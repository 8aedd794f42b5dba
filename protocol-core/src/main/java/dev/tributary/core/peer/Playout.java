package dev.tributary.core.peer;

import dev.tributary.core.room.PlayoutSettings;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;

/**
 * The screen of one viewer: start-up, playhead, stalls, and with them the deadline of every slice.
 *
 * <p>Media time runs with session time from the first frame on; a stall begins at the instant at
 * which an incomplete slice should appear, and ends when enough media is there again. All later
 * deadlines move by the length of the stall. Slices that are complete in time need no timer: they
 * are accounted for when the playhead is next looked at, with the instant at which they appeared.
 */
final class Playout {
    private enum Phase {
        WAITING,
        PLAYING,
        STALLED
    }

    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final PlayoutSettings settings;
    private final SliceBuffer buffer;
    private final PeerOutput output;
    private final PeerObserver observer;

    private Phase phase = Phase.WAITING;

    /** Next slice to appear; 0 before the start is known. */
    private int playhead;

    /** First slice from the playhead on that is not complete. */
    private int contiguousEnd;

    /** Session time of media time 0, once playing; an estimate before. */
    private long originNanos;

    private long stalledSinceNanos;

    /** Header nearest to the playhead whose media time is known. */
    private SliceHeader reference;

    Playout(
            PlayoutSettings settings,
            SliceBuffer buffer,
            PeerOutput output,
            PeerObserver observer) {
        this.settings = settings;
        this.buffer = buffer;
        this.output = output;
        this.observer = observer;
    }

    /** Fixes the slice to start with, as if its first frame appeared now. */
    void start(long nowNanos, SliceHeader first) {
        playhead = first.slice();
        contiguousEnd = playhead;
        reference = first;
        originNanos = nowNanos - first.dtsMillis() * NANOS_PER_MILLI;
    }

    boolean started() {
        return playhead > 0;
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
        return originNanos + mediaMillis(slice) * NANOS_PER_MILLI;
    }

    /** Returns when the CDN must be asked for a slice that is not complete. */
    long emergencyNanos(int slice) {
        return showNanos(slice) - settings.emergencyWindowMillis() * NANOS_PER_MILLI;
    }

    private long mediaMillis(int slice) {
        SliceHeader own = buffer.header(slice);
        if (own != null) {
            return own.dtsMillis();
        }
        SliceHeader before = buffer.header(slice - 1);
        SliceHeader near = before != null ? before : reference;
        int length = near.durationMillis() > 0 ? near.durationMillis() : RoomSettings.SLICE_MILLIS;
        return near.dtsMillis() + (long) (slice - near.slice()) * length;
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
        long end = last.endMillis() * NANOS_PER_MILLI;
        if (phase == Phase.PLAYING) {
            return Math.max(0, originNanos + end - nowNanos);
        }
        return end - mediaMillis(playhead) * NANOS_PER_MILLI;
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
            reference = buffer.header(contiguousEnd);
            output.play(reference, buffer.payload(contiguousEnd));
            contiguousEnd++;
        }
    }

    private boolean enough(long nowNanos) {
        return contiguousEnd > playhead
                && bufferedNanos(nowNanos) >= settings.startMillis() * NANOS_PER_MILLI;
    }

    private void shift(long nowNanos) {
        originNanos = nowNanos - mediaMillis(playhead) * NANOS_PER_MILLI;
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
        while (playhead < contiguousEnd && showNanos(playhead) <= nowNanos) {
            observer.sliceShown(showNanos(playhead), buffer.header(playhead));
            playhead++;
        }
        if (playhead == contiguousEnd && showNanos(playhead) <= nowNanos) {
            stalledSinceNanos = showNanos(playhead);
            phase = Phase.STALLED;
            observer.stallBegan(stalledSinceNanos);
        }
    }

    /** Returns when the next stall would begin, or {@link Peer#NEVER}. */
    long nextDeadlineNanos() {
        return phase == Phase.PLAYING ? showNanos(contiguousEnd) : Peer.NEVER;
    }
}
