package dev.tributary.transport.scheduler;

import dev.tributary.core.base.Check;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.WebSocketUrl;
import dev.tributary.transport.scheduler.client.SchedulerApi;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * What a scheduler knows.
 *
 * @param rooms settings per stream
 * @param originKeys public key of each stream's origin, 32 bytes
 * @param trackers WebSocket URL of each tracker, by number
 * @param trackerViewersMax viewers after which a tracker takes no more
 * @param edge where viewers ask for their edge
 * @param stun {@code host:port} of STUN servers
 */
public record SchedulerConfig(
        Map<StreamKey, RoomSettings> rooms,
        Map<StreamKey, Payload> originKeys,
        List<URI> trackers,
        int trackerViewersMax,
        BaseUrl edge,
        List<String> stun) {
    /** Checks the ranges. */
    public SchedulerConfig {
        rooms = Map.copyOf(rooms);
        originKeys = Map.copyOf(originKeys);
        trackers = List.copyOf(trackers);
        stun = List.copyOf(stun);
        Check.range("trackers", trackers.size(), 0, SchedulerApi.SERVERS_MAX);
        Check.range("stun", stun.size(), 0, SchedulerApi.SERVERS_MAX);
        Check.that(originKeys.keySet().containsAll(rooms.keySet()), "a room has an origin's key");
        trackers.forEach(tracker -> WebSocketUrl.parse(tracker.toString()));
        for (String server : stun) {
            Check.that(SchedulerApi.isStunServer(server), "STUN is host:port");
        }
    }
}
