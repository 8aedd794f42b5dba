package dev.tributary.transport.scheduler.client;

import dev.tributary.core.wire.LinkAnswer;
import dev.tributary.core.wire.Rejection;
import dev.tributary.transport.client.BaseUrl;
import java.net.URI;
import java.util.List;

/** What a {@link SchedulerClient} tells its owner, on the owner's event loop. */
public interface SchedulerEvents {
    /**
     * Where the servers of a room are.
     *
     * @param tracker WebSocket URL; null when the room needs no tracker
     * @param edge where to ask for the edge
     * @param stun {@code host:port} of STUN servers
     */
    record Servers(URI tracker, BaseUrl edge, List<String> stun) {
        /** Copies the list. */
        public Servers {
            stun = List.copyOf(stun);
        }
    }

    /** The room's configuration. */
    void answered(LinkAnswer answer, Servers servers);

    /** The scheduler does not want this viewer, or not now. */
    void rejected(Rejection rejection);

    /** There is no answer. */
    void failed(String reason);
}
