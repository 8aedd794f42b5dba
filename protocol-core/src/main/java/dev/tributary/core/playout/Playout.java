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
 *
 * <p>A room may say that a screen which is further behind the live edge than its buffer plays a
 * little faster, and that one which stands still for too long goes on at the next keyframe that is
 * here, no earlier than that would have appeared (Protocol 5.3a).
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
    private final Tempo tempo;
    private final MediaAhead media;

    private Phase phase = Phase.WAITING;

    /** First slice from the playhead on that is not complete. */
    private int contiguousEnd;

    /** Next slice for the screen's own buffer. */
    private int handed;

    /** Session time at which the slice at the playhead appears; now, while nothing moves. */
    private long playheadNanos;

    private long stalledSinceNanos;

    /**
     * When the slice at the playhead would appear had nothing been missing since the stall began.
     */
    private long dueNanos;

    /** When the screen need not wait any more, or may not, or {@link Time#NEVER}. */
    private long waitEndNanos = Time.NEVER;

    /** Creates a screen that waits for its first slice. */
    public Playout(RoomSettings room, SliceBuffer buffer, Screen screen, ScreenObserver observer) {
        settings = room.playout();
        sliceMillis = room.layout().sliceMillis();
        tempo = new Tempo(settings, sliceMillis);
        media = new MediaAhead(buffer, sliceMillis);
        this.buffer = buffer;
        this.screen = screen;
        this.observer = observer;
    }

    /** Fixes the slice to start with, which appears as soon as the room's distance allows. */
    public void start(long nowNanos, StartSlice first) {
        long showNanos = nowNanos + lackNanos(first.aheadMillis());
        hold.until(showNanos);
        place(first.header(), showNanos);
    }

    private void place(SliceHeader first, long showNanos) {
        media.place(first);
        contiguousEnd = first.slice();
        handed = Math.max(handed, contiguousEnd);
        playheadNanos = showNanos;
        dueNanos = showNanos;
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
        tellSkipped(nowNanos, to.header());
        start(nowNanos, to);
        if (phase == Phase.PLAYING && playheadNanos > nowNanos) {
            stall(nowNanos);
        }
    }

    private void tellSkipped(long nowNanos, SliceHeader to) {
        observer.skipped(nowNanos, media.playhead(), to.slice(), media.skippedMillis(to));
    }

    /** Returns the first slice that has not been handed to the screen. */
    public int handed() {
        return handed;
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
        if (!started() || slice < media.playhead() || slice <= media.interruption()) {
            return false;
        }
        media.interrupted(header);
        long missing = settings.bufferMillis() - media.spanMillis(header, newest);
        long untilNanos = nowNanos + missing * Time.NANOS_PER_MILLI;
        long lack = untilNanos - showNanos(slice);
        if (lack <= sliceMillis * Time.NANOS_PER_MILLI) {
            return false;
        }
        if (slice == media.playhead() && phase != Phase.PLAYING) {
            hold.until(untilNanos);
        } else {
            hold.plan(slice, lack);
        }
        return true;
    }

    /**
     * Returns the slice that follows an interruption when nothing is known of those from here to
     * there, or null: they may never have been.
     */
    public @Nullable SliceHeader afterHole(int slice) {
        return media.afterHole(slice);
    }

    /** Returns whether the screen stands still and is half a buffer later than it should be. */
    public boolean lags(int newest) {
        return phase == Phase.STALLED
                && media.millis(newest + 1) > settings.bufferMillis() * 3L / 2;
    }

    /**
     * Returns where to go on when the screen has stood still for too long: the next keyframe beyond
     * what is missing, or null when there is none, or it is not time yet.
     */
    public @Nullable SliceHeader beyondGap(long nowNanos) {
        if (phase != Phase.STALLED || nowNanos < skipNanos() || enough(nowNanos)) {
            return null;
        }
        for (int s = contiguousEnd + 1; s <= buffer.newest(); s++) {
            SliceHeader header = buffer.header(s);
            if (header != null && header.keyframe() && buffer.complete(s)) {
                return header;
            }
        }
        return null;
    }

    /** Goes on beyond what is missing, when that would have appeared, or at once if it is late. */
    public void skipGap(long nowNanos, SliceHeader to) {
        int slice = to.slice();
        long mediaNanos = media.millis(slice) * Time.NANOS_PER_MILLI;
        long due = dueNanos + mediaNanos + hold.before(slice);
        tellSkipped(nowNanos, to);
        long showNanos = Math.max(nowNanos, due);
        hold.pass(slice, showNanos);
        place(to, showNanos);
        dueNanos = due;
    }

    /** Returns when the screen has stood still for as long as it may, or waits no more. */
    private long skipNanos() {
        long patience = settings.skipAfterMillis() * Time.NANOS_PER_MILLI;
        return patience == 0
                ? Time.NEVER
                : Math.max(hold.untilNanos(), stalledSinceNanos + patience);
    }

    public boolean started() {
        return media.playhead() > 0;
    }

    /** Returns whether the screen stands still for lack of media. */
    public boolean waiting() {
        return started() && phase != Phase.PLAYING;
    }

    public int playhead() {
        return media.playhead();
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
        return playheadNanos + tempo.nanos(media.millis(slice));
    }

    /** Returns when the CDN must be asked for a slice that is not complete. */
    public long emergencyNanos(int slice) {
        return showNanos(slice) - settings.emergencyWindowMillis() * Time.NANOS_PER_MILLI;
    }

    /** Media ahead of the playhead without a gap, nanoseconds. */
    public long bufferedNanos(long nowNanos) {
        if (contiguousEnd <= media.playhead()) {
            return 0;
        }
        SliceHeader last = buffer.header(contiguousEnd - 1);
        if (last == null) {
            return 0;
        }
        long millis = media.millis(contiguousEnd - 1) + last.durationMillis();
        long end = playheadNanos + millis * Time.NANOS_PER_MILLI;
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
        long skip = phase == Phase.STALLED ? skipNanos() : Time.NEVER;
        waitEndNanos = Math.min(hold.endNanos(nowNanos), skip > nowNanos ? skip : Time.NEVER);
        if (tempo.varies()) {
            keepDistance(nowNanos);
        }
    }

    private void keepDistance(long nowNanos) {
        long millis = media.millis(buffer.newest() + 1);
        tempo.distance(playheadNanos - nowNanos + millis * Time.NANOS_PER_MILLI);
    }

    private void extend() {
        while (buffer.complete(contiguousEnd)) {
            media.near(Sure.of(buffer.header(contiguousEnd)));
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
        return contiguousEnd > media.playhead()
                && hold.untilNanos() <= nowNanos
                && bufferedNanos(nowNanos) >= settings.startMillis() * Time.NANOS_PER_MILLI;
    }

    private void shift(long nowNanos) {
        media.settle();
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
        while (media.playhead() < contiguousEnd && playheadNanos <= nowNanos) {
            if (media.playhead() == hold.slice()) {
                stall(playheadNanos);
                hold.begin(playheadNanos);
                return;
            }
            SliceHeader shown = Sure.of(buffer.header(media.playhead()));
            observer.sliceShown(playheadNanos, shown);
            playheadNanos += tempo.nanos(media.pass(shown));
        }
        if (media.playhead() == contiguousEnd && playheadNanos <= nowNanos) {
            stall(playheadNanos);
        }
    }

    private void stall(long sinceNanos) {
        stalledSinceNanos = sinceNanos;
        dueNanos = sinceNanos;
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
