package dev.tributary.transport.tracker;

import dev.tributary.core.nat.NatType;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Device;
import dev.tributary.core.wire.Description;
import dev.tributary.core.wire.Join;
import dev.tributary.core.wire.JoinOk;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.PeerId;
import dev.tributary.core.wire.Rejection;
import dev.tributary.core.wire.RejectionCode;
import dev.tributary.core.wire.SignalCodec;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.tracker.client.TrackerClient;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A viewer of a test: what its tracker says waits in a queue. */
final class Viewer implements TrackerClient.Events, AutoCloseable {
    static final StreamKey ROOM = new StreamKey(1, 2);
    private static final int WAIT_SECONDS = 10;

    final TrackerClient client;
    private final EventLoop loop;
    private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();

    Viewer(EventLoop loop) {
        this(loop, channel -> {});
    }

    Viewer(EventLoop loop, Consumer<Channel> created) {
        this.loop = loop;
        client = new TrackerClient(loop, this, created, null);
    }

    Viewer connect(int port) throws Exception {
        begin(port);
        await("up"::equals);
        return this;
    }

    Viewer begin(int port) {
        URI uri = URI.create("ws://127.0.0.1:" + port + TrackerServer.PATH);
        loop.execute(() -> client.connect(uri));
        return this;
    }

    Viewer send(Message message) {
        loop.execute(() -> client.send(message));
        return this;
    }

    /** Joins and returns the session. */
    int join(int uplinkKbps) throws Exception {
        send(joinOf(uplinkKbps, Payload.of(new byte[0])));
        return await(JoinOk.class).session();
    }

    /** Returns the blob of an offer or answer that a tracker lets pass. */
    static Payload description() {
        return SignalCodec.encode(
                new Description(
                        Payload.of(new byte[32]),
                        Payload.of("ufrag".getBytes(StandardCharsets.US_ASCII)),
                        Payload.of(
                                "a-password"
                                        .repeat(3)
                                        .replace('-', '+')
                                        .getBytes(StandardCharsets.US_ASCII)),
                        true,
                        65_535,
                        List.of()));
    }

    static Join joinOf(int uplinkKbps, Payload token) {
        Capabilities capabilities =
                new Capabilities(NatType.OPEN, false, Access.WIRED, Device.PC, uplinkKbps, 1, 1);
        return new Join(ROOM, new PeerId(3, 4), capabilities, token);
    }

    <T> T await(Class<T> kind) throws Exception {
        return kind.cast(await(kind::isInstance));
    }

    RejectionCode awaitRejection() throws Exception {
        return await(Rejection.class).code();
    }

    void awaitDown() throws Exception {
        await(event -> event.toString().startsWith("down"));
    }

    private Object await(Predicate<Object> wanted) throws Exception {
        Object event = next();
        while (!wanted.test(event)) {
            event = next();
        }
        return event;
    }

    private Object next() throws InterruptedException {
        Object event = events.poll(WAIT_SECONDS, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("nothing came");
        }
        return event;
    }

    @Override
    public void onUp() {
        events.add("up");
    }

    @Override
    public void onMessage(Message message) {
        events.add(message);
    }

    @Override
    public void onDown(String reason) {
        events.add("down " + reason);
    }

    @Override
    public void close() {
        disconnect();
    }

    void disconnect() {
        CompletableFuture.runAsync(client::close, loop).join();
    }
}
