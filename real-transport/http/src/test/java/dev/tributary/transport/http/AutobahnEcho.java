package dev.tributary.transport.http;

import java.util.Set;

/** An echo behind the tracker's WebSocket pipeline, for the Autobahn test suite (-P autobahn). */
public final class AutobahnEcho {
    /** Case 1 sends 64 KiB, with text; everything else is as for the tracker. */
    private static final WebSocketPolicy POLICY =
            new WebSocketPolicy(1 << 20, 16 << 20, true, Set.of(), 60_000);

    private AutobahnEcho() {}

    /** Serves on the port that is the only argument until the process ends. */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        HttpConfig config = HttpConfig.of("autobahn", Services.loopback(port));
        HttpService service =
                new HttpService(config, Services.registry())
                        .webSocket("/", POLICY, WebSocketRouteTest.Echo::new)
                        .start();
        service.eventLoop().terminationFuture().sync();
    }
}
