package dev.tributary.transport.player;

import dev.tributary.core.wire.Payload;
import java.util.function.Consumer;

/** Where a gateway gets the start of the FLV from. */
@FunctionalInterface
public interface HeaderSource {
    /**
     * Asks for FLV header, onMetaData and sequence headers that are in force in a slice; must not
     * block.
     *
     * @param answer called at most once, on the event loop of the caller; null when there is none
     */
    void fetch(int slice, Consumer<Payload> answer);
}
