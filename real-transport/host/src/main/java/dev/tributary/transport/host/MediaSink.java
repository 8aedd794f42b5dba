package dev.tributary.transport.host;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Payload;

/** Takes what a viewer plays: whole verified slices, in order, each once. */
public interface MediaSink {
    /** Throws everything away. */
    MediaSink NONE = (header, payload) -> {};

    /** The next slice. */
    void play(SliceHeader header, Payload payload);
}
