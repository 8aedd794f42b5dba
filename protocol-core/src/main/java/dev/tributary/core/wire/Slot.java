package dev.tributary.core.wire;

/**
 * Who feeds one sub-stream.
 *
 * @param subStream {@code 0..N-1}
 * @param provider session that pushes it, 0 = nobody
 * @param backup session to stay linked with and to turn to when the provider fails, 0 = nobody
 */
public record Slot(int subStream, int provider, int backup) {}
