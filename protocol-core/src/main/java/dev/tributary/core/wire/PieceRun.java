package dev.tributary.core.wire;

import dev.tributary.core.base.Check;
import java.util.List;

/**
 * Consecutive pieces of a slice, with a mark that means what the message says. A piece is so many
 * chunks as the room's layout says.
 *
 * @param slice slice number
 * @param first first piece, from 0
 * @param count number of pieces, at least 1
 * @param mark {@code 0..}{@value #MARK_MAX}
 */
public record PieceRun(int slice, int first, int count, int mark) {
    /** Most pieces of a slice. */
    public static final int PIECES_MAX = ChunkRun.CHUNKS_MAX;

    /** Most runs in one message; what does not fit goes into the next. */
    public static final int RUNS_MAX = 512;

    static final int MARK_MAX = 3;
    private static final int MARK_BITS = 2;

    /** The gaps and the marked count take a byte each. */
    private static final int BYTES_MIN = 3;

    /** Checks the ranges. */
    public PieceRun {
        Check.range("slice", slice, 1, Integer.MAX_VALUE);
        Check.range("first", first, 0, PIECES_MAX - 1);
        Check.range("count", count, 1, PIECES_MAX - first);
        Check.range("mark", mark, 0, MARK_MAX);
    }

    /** Returns the first piece behind. */
    public int end() {
        return first + count;
    }

    /** Checks that runs are ascending and disjoint, and no more than fit into a message. */
    static List<PieceRun> checked(List<PieceRun> runs) {
        Check.range("runs", runs.size(), 0, RUNS_MAX);
        int slice = 0;
        int end = 0;
        for (PieceRun run : runs) {
            Check.range("slice", run.slice, Math.max(1, slice), Integer.MAX_VALUE);
            Check.range("first", run.first, run.slice == slice ? end : 0, PIECES_MAX - 1);
            slice = run.slice;
            end = run.end();
        }
        return List.copyOf(runs);
    }

    private int marked() {
        return count << MARK_BITS | mark;
    }

    static int wireBytes(List<PieceRun> runs) {
        int bytes = WireSize.of(runs.size());
        int slice = 0;
        int end = 0;
        for (int i = 0; i < runs.size(); i++) {
            PieceRun run = runs.get(i);
            int from = run.slice == slice ? end : 0;
            bytes += WireSize.of(run.slice - slice) + WireSize.of(run.first - from);
            bytes += WireSize.of(run.marked());
            slice = run.slice;
            end = run.end();
        }
        return bytes;
    }

    static void write(WireWriter out, List<PieceRun> runs) {
        out.varint(runs.size());
        int slice = 0;
        int end = 0;
        for (int i = 0; i < runs.size(); i++) {
            PieceRun run = runs.get(i);
            out.varint(run.slice - slice);
            out.varint(run.first - (run.slice == slice ? end : 0));
            out.varint(run.marked());
            slice = run.slice;
            end = run.end();
        }
    }

    /**
     * Reads runs.
     *
     * @param markMax largest mark that the message knows
     */
    static List<PieceRun> read(WireReader in, int markMax) throws MalformedMessageException {
        PieceRun[] runs = new PieceRun[in.count("pieces", RUNS_MAX, BYTES_MIN)];
        int slice = 0;
        int end = 0;
        for (int i = 0; i < runs.length; i++) {
            int gap = in.varint("slice gap", i == 0 ? 1 : 0, Integer.MAX_VALUE - slice);
            slice += gap;
            int from = gap == 0 ? end : 0;
            int first = from + in.varint("piece gap", 0, PIECES_MAX - 1 - from);
            int most = (PIECES_MAX - first) << MARK_BITS | MARK_MAX;
            int marked = in.varint("marked count", 1 << MARK_BITS, most);
            int mark = marked & MARK_MAX;
            if (mark > markMax) {
                throw in.malformed("a mark of 0.." + markMax + " before");
            }
            runs[i] = new PieceRun(slice, first, marked >>> MARK_BITS, mark);
            end = runs[i].end();
        }
        return List.of(runs);
    }
}
