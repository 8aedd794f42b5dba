package dev.tributary.core.wire;

/**
 * Consecutive chunks of a slice.
 *
 * @param first first chunk, from 0
 * @param count number of chunks, at least 1
 */
public record ChunkRun(int first, int count) {}
