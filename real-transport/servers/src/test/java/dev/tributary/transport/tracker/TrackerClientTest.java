package dev.tributary.transport.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.wire.Leave;
import dev.tributary.core.wire.Message;
import dev.tributary.transport.http.HttpConfig;
import dev.tributary.transport.http.HttpService;
import dev.tributary.transport.http.Services;
import dev.tributary.transport.http.TestCertificate;
import dev.tributary.transport.tracker.client.TrackerClient;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The viewer's socket: its events, its hook, TLS, and trackers that are not there. */
final class TrackerClientTest {
    private final MultiThreadIoEventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = group.next();

    @TempDir private Path folder;

    @AfterEach
    void end() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        Viewer viewer = new Viewer(loop).begin(port);
        viewer.awaitDown();
        viewer.begin(port).awaitDown();
        assertThat(onLoop(() -> viewer.client.send(new Leave()))).isFalse();
    }

    @Test
    void saysThatTheOtherSideIsNoTracker() throws Exception {
        try (HttpService service = new HttpService(Services.config(), Services.registry())) {
            new Viewer(loop).begin(service.start().port()).awaitDown();
        }
    }

    @Test
    void givesEachChannelToTheHookBeforeAnythingElse() throws Exception {
        List<Channel> created = new CopyOnWriteArrayList<>();
        List<Integer> handlers = new CopyOnWriteArrayList<>();
        try (TrackerRig rig = new TrackerRig(TrackerServerConfig.defaults(), null);
                Viewer viewer =
                        new Viewer(
                                loop,
                                channel -> {
                                    created.add(channel);
                                    handlers.add(channel.pipeline().names().size());
                                })) {
            viewer.connect(rig.port()).join(1_000);
            // Netty's initializer and its tail.
            assertThat(handlers).containsExactly(2);
            viewer.disconnect();
            created.get(0).closeFuture().get(5, TimeUnit.SECONDS);
            assertThat(onLoop(viewer.client::isUp)).isFalse();
            viewer.connect(rig.port());
            assertThat(created).hasSize(2);
        }
    }

    @Test
    void speaksTlsAndChecksWhoAnswers() throws Exception {
        HttpConfig.Tls files = TestCertificate.in(folder);
        HttpConfig config = Services.config().withTls(files);
        try (HttpService service = new HttpService(config, Services.registry())) {
            TrackerServer server =
                    new TrackerServer(service, TrackerServerConfig.defaults(), null, 1);
            server.openRoom(Viewer.ROOM, TrackerRig.settings());
            int port = service.start().port();
            SslContext trusting =
                    SslContextBuilder.forClient()
                            .sslProvider(SslProvider.JDK)
                            .trustManager(files.certificates().toFile())
                            .build();
            SslContext wary = SslContextBuilder.forClient().sslProvider(SslProvider.JDK).build();
            assertThat(firstEvent(trusting, port)).isEqualTo("up");
            assertThat(firstEvent(wary, port)).startsWith("down");
        }
    }

    @Test
    void refusesAddressesThatAreNoWebSocket() throws Exception {
        TrackerClient client = new TrackerClient(loop, new Viewer(loop), channel -> {}, null);
        for (String bad : new String[] {"http://127.0.0.1/", "wss://127.0.0.1/", "ws:///x", "x"}) {
            assertThatThrownBy(() -> onLoop(() -> connect(client, bad)))
                    .hasRootCauseInstanceOf(IllegalArgumentException.class);
        }
    }

    private static boolean connect(TrackerClient client, String address) {
        client.connect(URI.create(address));
        return true;
    }

    private String firstEvent(SslContext tls, int port) throws Exception {
        CompletableFuture<String> first = new CompletableFuture<>();
        TrackerClient.Events events =
                new TrackerClient.Events() {
                    @Override
                    public void onUp() {
                        first.complete("up");
                    }

                    @Override
                    public void onMessage(Message message) {}

                    @Override
                    public void onDown(String reason) {
                        first.complete("down " + reason);
                    }
                };
        TrackerClient client = new TrackerClient(loop, events, channel -> {}, tls);
        URI address = URI.create("wss://127.0.0.1:" + port + TrackerServer.PATH);
        loop.execute(() -> client.connect(address));
        String event = first.get(10, TimeUnit.SECONDS);
        CompletableFuture.runAsync(client::close, loop).get();
        return event;
    }

    private boolean onLoop(Callable<Boolean> task) throws Exception {
        return loop.submit(task).get();
    }
}
