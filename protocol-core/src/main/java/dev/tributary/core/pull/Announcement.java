package dev.tributary.core.pull;

import dev.tributary.core.room.MediaLayout;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.store.SliceBuffer;
import dev.tributary.core.wire.Have;
import dev.tributary.core.wire.PieceRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What this viewer tells its neighbours: what is new since the last time, or all that it has. */
public final class Announcement {
    private static final int MARK_BITS = 1;
    private static final int PIECE_BITS = 14;

    /** Media behind the playhead that others may still want, milliseconds. */
    private static final int BEHIND_MILLIS = 5_000;

    private final MediaLayout layout;
    private final SliceBuffer buffer;
    private final PieceTable table;

    /** What is new: slice, piece and mark, so that order of numbers is order of media. */
    private long[] fresh = new long[8];

    private int count;

    /** Creates one that has nothing to tell. */
    public Announcement(MediaLayout layout, SliceBuffer buffer, PieceTable table) {
        this.layout = layout;
        this.buffer = buffer;
        this.table = table;
    }

    /** A piece is here, or comes. */
    public void add(int slice, int piece, int mark) {
        fresh = count == fresh.length ? Arrays.copyOf(fresh, 2 * count) : fresh;
        fresh[count++] = ((long) slice << PIECE_BITS | piece) << MARK_BITS | mark;
    }

    /** Returns whether there is anything to tell. */
    public boolean any() {
        return count > 0;
    }

    /** Returns what is new, which is new no more. */
    public Have news(int roles) {
        Arrays.sort(fresh, 0, count);
        List<PieceRun> runs = new ArrayList<>();
        int from = 0;
        while (from < count && runs.size() < PieceRun.RUNS_MAX) {
            from = addRun(runs, from);
        }
        System.arraycopy(fresh, from, fresh, 0, count - from);
        count -= from;
        return new Have(roles, runs);
    }

    /** Adds the run that begins at a place; returns the place behind it. */
    private int addRun(List<PieceRun> runs, int from) {
        int at = last(from);
        long first = fresh[at];
        int length = 1;
        int next = at + 1;
        while (next < count) {
            at = last(next);
            if (fresh[at] != first + ((long) length << MARK_BITS)) {
                break;
            }
            length++;
            next = at + 1;
        }
        int slice = (int) (first >> (MARK_BITS + PIECE_BITS));
        int piece = (int) (first >> MARK_BITS) & ((1 << PIECE_BITS) - 1);
        runs.add(new PieceRun(slice, piece, length, (int) first & Have.HERE));
        return next;
    }

    /** Returns the last place that is about the same piece: that it is here counts. */
    private int last(int at) {
        int end = at;
        while (end + 1 < count && fresh[end + 1] >> MARK_BITS == fresh[at] >> MARK_BITS) {
            end++;
        }
        return end;
    }

    /** Returns all that is here from a little behind the playhead on. */
    public Have all(int playhead, int roles) {
        List<PieceRun> runs = new ArrayList<>();
        int from = Math.max(1, playhead - layout.slices(BEHIND_MILLIS));
        for (int s = from; s <= buffer.newest() && runs.size() < PieceRun.RUNS_MAX; s++) {
            SliceHeader header = buffer.header(s);
            if (header != null) {
                addSlice(runs, s, layout.pieces(header.chunks()));
            }
        }
        return new Have(roles, runs);
    }

    private void addSlice(List<PieceRun> runs, int slice, int pieces) {
        int piece = 0;
        while (piece < pieces && runs.size() < PieceRun.RUNS_MAX) {
            int end = piece;
            while (end < pieces && (buffer.complete(slice) || table.here(slice, end))) {
                end++;
            }
            if (end > piece) {
                runs.add(new PieceRun(slice, piece, end - piece, Have.HERE));
            }
            piece = Math.max(end, piece + 1);
        }
    }
}
