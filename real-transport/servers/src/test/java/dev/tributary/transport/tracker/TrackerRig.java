package dev.tributary.transport.tracker;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.testkit.Settings;
import dev.tributary.transport.http.HttpConfig;
import dev.tributary.transport.http.HttpLimits;
import dev.tributary.transport.http.HttpService;
import dev.tributary.transport.http.Services;
import dev.tributary.transport.token.TokenCheck;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A tracker with one room, and a loop on which viewers live. */
final class TrackerRig implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup clients =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final List<Viewer> viewers = new ArrayList<>();
    private final TrackerServerConfig config;
    private final TokenCheck tokens;
    HttpService service;
    TrackerServer server;

    TrackerRig(TrackerServerConfig config, TokenCheck tokens) throws Exception {
        this.config = config;
        this.tokens = tokens;
        start(0);
    }

    void start(int port) throws Exception {
        HttpConfig http =
                HttpConfig.of("tracker", Services.loopback(port))
                        .withLimits(HttpLimits.defaults().withConnections(2_000, 2_000, 2_000));
        service = new HttpService(http, Services.registry());
        server = new TrackerServer(service, config, tokens, 7);
        server.openRoom(Viewer.ROOM, settings());
        service.start();
    }

    static RoomSettings settings() {
        return Settings.douyu().build();
    }

    int port() {
        return service.port();
    }

    EventLoop loop() {
        return clients.next();
    }

    Viewer viewer() throws Exception {
        Viewer viewer = new Viewer(loop());
        viewers.add(viewer);
        return viewer.connect(port());
    }

    long refusals(String reason) throws Exception {
        return onLoop(() -> service.refusals().count(reason));
    }

    <T> T onLoop(Callable<T> task) throws Exception {
        return service.eventLoop().submit(task).get();
    }

    @Override
    public void close() {
        viewers.forEach(Viewer::close);
        service.close();
        clients.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
