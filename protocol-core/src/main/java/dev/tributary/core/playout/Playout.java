package dev.tributary.core.playout;

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
 *
 * <p>The screen stays the room's buffer behind the live edge. Where the stream begins, and where it
 * goes on after a hole, there is less than that: the screen waits until there is as much, for as
 * long as the hole was, and the deadlines behind it are later from the moment at which it is known
 * (Protocol 5.3, 6.6). Media is handed to the screen as early as it is here, but not past a wait.
 */
public final class Playout {
    private enum Phase {
        WAITING,
        PLAYING,
        STALLED
    }

    private final PlayoutSettings settings;
    private final int sliceMillis;
    private final SliceBuffer buffer;
    private final Screen screen;
    private final ScreenObserver observer;
    private final Hold hold = new Hold();

    private Phase phase = Phase.WAITING;

    /** Next slice to appear; 0 before the start is known. */
    private int playhead;

    /** First slice from the playhead on that is not complete. */
    private int contiguousEnd;

    /** Next slice for the screen's own buffer. */
    private int handed;

    /** Session time at which the slice at the playhead appears; now, while nothing moves. */
    private long playheadNanos;

    /** Media time of the slice at the playhead, as far as known. */
    private long playheadMillis;

    private long stalledSinceNanos;

    /** Newest slice before which the stream was interrupted, as far as known. */
    private @Nullable SliceHeader interruption;

    /** When the screen need not wait any more, or {@link Time#NEVER}. */
    private long waitEndNanos = Time.NEVER;

    /** Header nearest to the playhead whose media time is known; null before the start. */
    private @Nullable SliceHeader reference;

    /** Creates a screen that waits for its first slice. */
    public Playout(RoomSettings room, SliceBuffer buffer, Screen screen, ScreenObserver observer) {
        settings = room.playout();
        sliceMillis = room.layout().sliceMillis();
        this.buffer = buffer;
        this.screen = screen;
        this.observer = observer;
    }

    /** Fixes the slice to start with, which appears as soon as the room's distance allows. */
    public void start(long nowNanos, StartSlice first) {
        playhead = first.header().slice();
        contiguousEnd = playhead;
        handed = Math.max(handed, playhead);
        reference = first.header();
        playheadMillis = reference.dtsMillis();
        hold.until(nowNanos + lackNanos(first.aheadMillis()));
        playheadNanos = hold.untilNanos();
    }

    /** Has stood still since a time before there was this screen. */
    public void standStill(long sinceNanos) {
        phase = Phase.STALLED;
        stalledSinceNanos = sinceNanos;
    }

    /** Returns since when the screen stands still, or {@link Time#NEVER} when it does not. */
    public long stalledSinceNanos() {
        return phase == Phase.STALLED ? stalledSinceNanos : Time.NEVER;
    }

    /** Goes on with another slice: what is missing before it will not be shown. */
    public void skip(long nowNanos, StartSlice to) {
        observer.skipped(nowNanos, playhead, to.header().slice());
        start(nowNanos, to);
        if (phase == Phase.PLAYING && playheadNanos > nowNanos) {
            stall(nowNanos);
        }
    }

    /** Returns what is missing to the room's distance from the live edge, if more than a slice. */
    private long lackNanos(long aheadMillis) {
        long lack = settings.bufferMillis() - aheadMillis;
        return lack > sliceMillis ? lack * Time.NANOS_PER_MILLI : 0;
    }

    /**
     * A slice before which the stream was interrupted is here: waits there for the room's distance.
     *
     * @param newest the newest slice that anything was heard of
     * @return whether its deadline is later now
     */
    public boolean interrupted(long nowNanos, SliceHeader header, int newest) {
        int slice = header.slice();
        if (!started() || slice < playhead || slice <= interruption()) {
            return false;
        }
        interruption = header;
        if (slice == playhead) {
            // Estimated until now, from the media before the hole.
            playheadMillis = header.dtsMillis();
        }
        long missing = settings.bufferMillis() - spanMillis(header, newest);
        long dueNanos = nowNanos + missing * Time.NANOS_PER_MILLI;
        long lack = dueNanos - showNanos(slice);
        if (lack <= sliceMillis * Time.NANOS_PER_MILLI) {
            return false;
        }
        if (slice == playhead && phase != Phase.PLAYING) {
            hold.until(dueNanos);
        } else {
            hold.plan(slice, lack);
        }
        return true;
    }

    /** Returns the media from a slice to the end of a later one, of which not all is known. */
    private long spanMillis(SliceHeader from, int last) {
        long span = 0;
        int end = Math.min(last, from.slice() + buffer.slots());
        for (int s = from.slice(); s <= end; s++) {
            SliceHeader known = buffer.header(s);
            span += known == null ? from.durationMillis() : known.durationMillis();
        }
        return span;
    }

    private int interruption() {
        return interruption == null ? 0 : interruption.slice();
    }

    /**
     * Returns the slice that follows an interruption when nothing is known of those from here to
     * there, or null: they may never have been.
     */
    public @Nullable SliceHeader afterHole(int slice) {
        for (int s = slice; s < interruption(); s++) {
            if (buffer.header(s) != null) {
                return null;
            }
        }
        return slice < interruption() ? interruption : null;
    }

    /** Returns whether the screen stands still and is half a buffer later than it should be. */
    public boolean lags(int newest) {
        return phase == Phase.STALLED && aheadMillis(newest + 1) > settings.bufferMillis() * 3L / 2;
    }

    public boolean started() {
        return playhead > 0;
    }

    /** Returns whether the screen stands still for lack of media. */
    public boolean waiting() {
        return started() && phase != Phase.PLAYING;
    }

    public int playhead() {
        return playhead;
    }

    /** Returns the first slice from the playhead on that is not complete. */
    public int firstIncomplete() {
        return contiguousEnd;
    }

    /** Returns when a slice should appear; estimated while its header is unknown. */
    public long showNanos(int slice) {
        return mediaNanos(slice) + hold.before(slice);
    }

    /** Returns when a slice would appear if the screen did not wait before it. */
    private long mediaNanos(int slice) {
        return playheadNanos + aheadMillis(slice) * Time.NANOS_PER_MILLI;
    }

    /** Returns when the CDN must be asked for a slice that is not complete. */
    public long emergencyNanos(int slice) {
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
        long aheadMax = (long) (slice - playhead) * SliceHeader.CUT_MILLIS_MAX;
        boolean jumps = playhead < interruption() && interruption() <= slice;
        return !jumps && ahead >= 0 && ahead <= aheadMax ? ahead : aheadAcrossJump(slice);
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
        boolean jump = step < 0 || step > SliceHeader.CUT_MILLIS_MAX;
        boolean hole = to != null && to.interrupted();
        return jump || hole ? Math.min(from.durationMillis(), SliceHeader.CUT_MILLIS_MAX) : step;
    }

    /** Media ahead of the playhead without a gap, nanoseconds. */
    public long bufferedNanos(long nowNanos) {
        if (contiguousEnd <= playhead) {
            return 0;
        }
        SliceHeader last = buffer.header(contiguousEnd - 1);
        if (last == null) {
            return 0;
        }
        long length = last.durationMillis() * Time.NANOS_PER_MILLI;
        long end = mediaNanos(contiguousEnd - 1) + length;
        return Math.max(0, end - (phase == Phase.PLAYING ? nowNanos : playheadNanos));
    }

    /** Looks at the buffer after media arrived or time passed. */
    public void advance(long nowNanos) {
        if (!started()) {
            return;
        }
        extend();
        hand(nowNanos);
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
        waitEndNanos = hold.endNanos(nowNanos);
    }

    private void extend() {
        while (buffer.complete(contiguousEnd)) {
            reference = Sure.of(buffer.header(contiguousEnd));
            contiguousEnd++;
        }
    }

    /** Hands on what is here, but nothing from beyond a wait. */
    private void hand(long nowNanos) {
        int end = hold.untilNanos() > nowNanos ? handed : Math.min(contiguousEnd, hold.slice());
        while (handed < end) {
            screen.play(Sure.of(buffer.header(handed)), buffer.payload(handed));
            handed++;
        }
    }

    private boolean enough(long nowNanos) {
        return contiguousEnd > playhead
                && hold.untilNanos() <= nowNanos
                && bufferedNanos(nowNanos) >= settings.startMillis() * Time.NANOS_PER_MILLI;
    }

    private void shift(long nowNanos) {
        playheadMillis = mediaMillis(playhead);
        playheadNanos = Math.max(nowNanos, hold.untilNanos());
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
            if (playhead == hold.slice()) {
                stall(playheadNanos);
                hold.begin(playheadNanos);
                return;
            }
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
    public long changeNanos() {
        return phase == Phase.PLAYING ? playheadNanos : 0;
    }

    /** Returns when the next stall would begin or a wait ends, or {@link Time#NEVER}. */
    public long nextDeadlineNanos() {
        if (phase != Phase.PLAYING) {
            return waitEndNanos;
        }
        int next = Math.min(contiguousEnd, hold.slice());
        return Math.max(playheadNanos, mediaNanos(next));
    }
}
