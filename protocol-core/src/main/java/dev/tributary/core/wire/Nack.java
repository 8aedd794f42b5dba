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
}
