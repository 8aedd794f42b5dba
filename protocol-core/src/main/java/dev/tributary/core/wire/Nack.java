package dev.tributary.core.wire;

import java.util.List;

/**
 * Asks a provider to push chunks again, or at last.
 *
 * @param slice slice number
 * @param missing runs of missing chunks, empty = the whole slice
 */
public record Nack(int slice, List<ChunkRun> missing) implements Message {
    @Override
    public Type type() {
        return Type.NACK;
    }
}
