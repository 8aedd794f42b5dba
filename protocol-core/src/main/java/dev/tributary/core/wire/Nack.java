package dev.tributary.core.wire;

import dev.tributary.core.base.Check;
import java.util.List;

/**
 * Asks a provider to push chunks again, or at last.
 *
 * @param slice slice number
 * @param missing runs of missing chunks, ascending and disjoint, at most {@value #RUNS_MAX}; empty
 *     = the whole slice
 */
public record Nack(int slice, List<ChunkRun> missing) implements Message {
    /** Gap and count take a byte each. */
    private static final int RUN_BYTES_MIN = 2;

    /** Most runs in one message; what does not fit is asked for later. */
    public static final int RUNS_MAX = 255;

    /** Checks the ranges. */
    public Nack {
        missing = List.copyOf(missing);
        Check.range("slice", slice, 1, Integer.MAX_VALUE);
        Check.range("missing", missing.size(), 0, RUNS_MAX);
        int end = 0;
        for (ChunkRun run : missing) {
            Check.range("first", run.first(), end, ChunkRun.CHUNKS_MAX - 1);
            end = run.first() + run.count();
        }
    }

    @Override
    public Type type() {
        return Type.NACK;
    }

    @Override
    public int wireBytes() {
        int bytes = WireSize.FRAME + WireSize.of(slice) + WireSize.of(missing.size());
        int end = 0;
        for (int i = 0; i < missing.size(); i++) {
            ChunkRun run = missing.get(i);
            bytes += WireSize.of(run.first() - end) + WireSize.of(run.count());
            end = run.first() + run.count();
        }
        return bytes;
    }

    @Override
    public void write(WireWriter out) {
        out.varint(slice);
        out.varint(missing.size());
        int end = 0;
        for (int i = 0; i < missing.size(); i++) {
            ChunkRun run = missing.get(i);
            out.varint(run.first() - end);
            out.varint(run.count());
            end = run.first() + run.count();
        }
    }

    static Nack read(WireReader in) throws MalformedMessageException {
        int slice = in.varint("slice", 1, Integer.MAX_VALUE);
        ChunkRun[] missing = new ChunkRun[in.count("runs", RUNS_MAX, RUN_BYTES_MIN)];
        int end = 0;
        for (int i = 0; i < missing.length; i++) {
            int first = end + in.varint("gap", 0, ChunkRun.CHUNKS_MAX - 1 - end);
            missing[i] = new ChunkRun(first, in.varint("count", 1, ChunkRun.CHUNKS_MAX - first));
            end = first + missing[i].count();
        }
        return new Nack(slice, List.of(missing));
    }
}
