package dev.tributary.transport.hls;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * The segments of the slices that are kept, numbered one after the other. It looks at slices when
 * it is asked, not when they come, so that a stream nobody plays as HLS costs nothing.
 */
final class SegmentList {
    /**
     * What a playlist lists, if there is as much: slices are kept long enough that a segment which
     * has left it can be had for as long again (RFC 8216, 6.2.2).
     */
    static final int LISTED_MILLIS = 24_000;

    /** A playlist is never shorter than so many target durations (RFC 8216, 6.2.2). */
    private static final int TARGETS_MIN = 3;

    /** Above what a slice begins in the long run, unless slices are made very long. */
    private static final long SEGMENTS_PER_SLICE = 2;

    private final SliceSource source;
    private final WallTimes wall;
    private final ArrayDeque<Segment> segments = new ArrayDeque<>();

    /** Ended, but the configuration they begin with has not come. */
    private final Queue<Span> waiting = new ArrayDeque<>();

    private SegmentCutter cutter = new SegmentCutter();
    private Segment newest;
    private int seen;
    private long number;
    private long listedFrom;

    SegmentList(SliceSource source, WallTimes wall) {
        this.source = source;
        this.wall = wall;
    }

    /** Numbers of slices begin anew; those of segments go on. */
    void reset() {
        segments.clear();
        waiting.clear();
        cutter = new SegmentCutter();
        seen = 0;
    }

    /** Takes in what has come and leaves out what is gone. */
    void update() {
        for (int slice = source.after(seen); slice > 0; slice = source.after(slice)) {
            waiting.addAll(cutter.take(source.header(slice), source.media(slice)));
            seen = slice;
        }
        prune();
        while (!waiting.isEmpty() && (gone(waiting.peek()) || add(waiting.peek()))) {
            waiting.poll();
        }
    }

    /** Leaves out what is gone: a segment holds its slices, whether somebody asks or not. */
    void prune() {
        while (!segments.isEmpty() && gone(segments.peek().span())) {
            segments.poll();
        }
    }

    private boolean gone(Span span) {
        return span.firstSlice() < source.oldest();
    }

    /** Returns false while the configuration is not known. */
    private boolean add(Span span) {
        byte[] start = source.start(span.firstSlice());
        if (start == null) {
            return false;
        }
        StreamSetup setup = StreamSetup.of(start, source.media(span.firstSlice()));
        // Who begins anew, after a restart too, must be above all it ever had.
        long least = segments.isEmpty() ? SEGMENTS_PER_SLICE * span.firstSlice() : 0;
        number = Math.max(number + 1, least);
        long made = wall.of(span.firstSlice(), span.startMillis());
        newest = new Segment(newest, span, number, setup, made);
        segments.add(newest);
        return true;
    }

    /** Returns the segment with a name, see {@link Span#name}, or null. */
    Segment of(String name) {
        for (Segment segment : segments) {
            if (segment.span().name().equals(name)) {
                return segment;
            }
        }
        return null;
    }

    /** Returns all of them, in order. */
    List<Segment> all() {
        return List.copyOf(segments);
    }

    /** Returns a segment with a configuration, or null. */
    Segment withInit(String name) {
        for (Segment segment : segments) {
            if (segment.tracks() != null && segment.initName().equals(name)) {
                return segment;
            }
        }
        return null;
    }

    /** Returns the newest segment, or null when there is none. */
    Segment last() {
        return segments.peekLast();
    }

    /**
     * Returns the target duration, seconds: that of the longest segment that is kept, so that it
     * changes only where the distance of keyframes does.
     */
    int targetSeconds() {
        int longest = 1;
        for (Segment segment : segments) {
            longest = Math.max(longest, (segment.span().durationMillis() + 500) / 1_000);
        }
        return longest;
    }

    /** Returns what a playlist lists, in order. */
    List<Segment> listed() {
        int wanted = Math.max(LISTED_MILLIS, TARGETS_MIN * 1_000 * targetSeconds());
        List<Segment> all = new ArrayList<>(segments);
        int from = all.size();
        for (long millis = 0; from > 0 && millis < wanted; from--) {
            Segment segment = all.get(from - 1);
            if (segment.tracks() == null || segment.number() < listedFrom) {
                break;
            }
            millis += segment.span().durationMillis();
        }
        listedFrom = from < all.size() ? all.get(from).number() : listedFrom;
        return all.subList(from, all.size());
    }
}
