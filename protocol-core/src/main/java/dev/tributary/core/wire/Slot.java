package dev.tributary.core.wire;

import dev.tributary.core.base.Check;

/**
 * Who feeds one sub-stream.
 *
 * @param subStream {@code 0..N-1}
 * @param provider session that pushes it, 0 = nobody
 * @param backup session to stay linked with and to turn to when the provider fails, 0 = nobody
 */
public record Slot(int subStream, int provider, int backup) {
    /** Checks the ranges. */
    public Slot {
        Check.range("subStream", subStream, 0, WireSize.SUB_STREAMS_MAX - 1);
        Check.range("provider", provider, 0, Integer.MAX_VALUE);
        Check.range("backup", backup, 0, Integer.MAX_VALUE);
    }
}
