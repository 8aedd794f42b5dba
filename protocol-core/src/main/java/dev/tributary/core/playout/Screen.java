package dev.tributary.core.playout;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Payload;

/** What shows the stream to somebody. */
@FunctionalInterface
public interface Screen {
    /**
     * A slice is complete and may be shown as soon as those before it have been: in order, each
     * once.
     */
    void play(SliceHeader header, Payload payload);
}
