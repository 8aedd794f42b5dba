package dev.tributary.transport.tracker.load;

import dev.tributary.core.nat.SymmetricSeeds;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.testkit.Settings;
import dev.tributary.core.tracker.SignalRule;
import dev.tributary.core.tracker.TrackerConfig;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.http.HttpConfig;
import dev.tributary.transport.http.HttpLimits;
import dev.tributary.transport.http.HttpService;
import dev.tributary.transport.http.Services;
import dev.tributary.transport.http.WebSocketPolicy;
import dev.tributary.transport.tracker.TrackerServer;
import dev.tributary.transport.tracker.TrackerServerConfig;
import java.util.Set;

/** A tracker in a process of its own: {@code port subStreams}; collects garbage when told to. */
public final class LoadServer {
    static final StreamKey ROOM = new StreamKey(1, 2);

    /** Begins an answer on standard output. */
    static final String HEAP = "heap in use: ";

    private static final int CONNECTIONS = 19_500;
    private static final int NOBODY_IS_LATE_MILLIS = 600_000;

    private LoadServer() {}

    /** Serves until standard input ends; answers each line with the heap in use, bytes. */
    public static void main(String[] arguments) throws Exception {
        HttpConfig http =
                HttpConfig.of("tracker", Services.loopback(Integer.parseInt(arguments[0])))
                        .withLimits(
                                HttpLimits.defaults()
                                        .withConnections(CONNECTIONS, CONNECTIONS, CONNECTIONS));
        HttpService service = new HttpService(http, Services.registry());
        TrackerServer tracker = new TrackerServer(service, config(), null, 7);
        tracker.openRoom(ROOM, settings(Integer.parseInt(arguments[1])));
        service.start();
        while (System.in.read() >= 0) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            System.out.println(HEAP + (runtime.totalMemory() - runtime.freeMemory()));
        }
        service.close();
    }

    /** All clients have one address, and none reports, so that a phase has one kind of message. */
    private static TrackerServerConfig config() {
        TrackerConfig usual = TrackerConfig.defaults();
        TrackerConfig core =
                new TrackerConfig(
                        NOBODY_IS_LATE_MILLIS,
                        usual.roomViewersMax(),
                        usual.messagesPerSecond(),
                        usual.messageBurst(),
                        usual.debounceMillis(),
                        usual.retryMillis(),
                        usual.failedMillis(),
                        usual.complainers(),
                        usual.quarantineMillis(),
                        usual.sample(),
                        SignalRule.OPAQUE,
                        SymmetricSeeds.NEVER);
        WebSocketPolicy sockets =
                new WebSocketPolicy(16 << 10, 64 << 10, false, Set.of(), NOBODY_IS_LATE_MILLIS);
        return new TrackerServerConfig(core, sockets, NOBODY_IS_LATE_MILLIS, CONNECTIONS);
    }

    private static RoomSettings settings(int subStreams) {
        return Settings.douyu().subStreams(subStreams).build();
    }
}
