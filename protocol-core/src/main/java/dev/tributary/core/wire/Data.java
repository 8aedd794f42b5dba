package dev.tributary.core.wire;

import dev.tributary.core.slice.SliceHeader;

/**
 * Chunks of a slice, from a peer or from the edge.
 *
 * @param header the slice they belong to
 * @param firstChunk first chunk, from 0
 * @param chunkCount number of chunks, at least 1
 * @param hop links between the CDN and the receiver: 0 from the edge, 1 from a seed
 * @param payload the bytes of the chunks
 */
public record Data(SliceHeader header, int firstChunk, int chunkCount, int hop, Payload payload)
        implements Message {
    @Override
    public Type type() {
        return Type.DATA;
    }
}
