package dev.tributary.transport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Seal;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.HttpClientConfig;
import dev.tributary.transport.edge.client.EdgeClient;
import dev.tributary.transport.edge.client.EdgeClientConfig;
import dev.tributary.transport.edge.client.EdgeEvents;
import dev.tributary.transport.edge.client.SignedIndex;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** An edge client on an event loop of its own that writes down what it is told. */
public final class Viewer implements EdgeEvents, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    public final List<Integer> failed = Collections.synchronizedList(new ArrayList<>());
    public final List<Data> data = Collections.synchronizedList(new ArrayList<>());
    public final BlockingQueue<SignedIndex> indices = new LinkedBlockingQueue<>();
    public final List<String> log = Collections.synchronizedList(new ArrayList<>());
    final List<Channel> channels = Collections.synchronizedList(new ArrayList<>());
    private final Map<Integer, Map<Integer, byte[]>> media = new TreeMap<>();
    private final Map<Integer, Seal> seals = new TreeMap<>();
    private final Map<Integer, SliceHeader> headers = new TreeMap<>();
    private final MultiThreadIoEventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    final EventLoop loop = group.next();
    private EdgeClient client;

    public Viewer(BaseUrl base, StreamKey stream, int subStreams) {
        this(base, stream, subStreams, false, HttpClientConfig.defaults());
    }

    Viewer(BaseUrl base, StreamKey stream, int subStreams, boolean resolve, HttpClientConfig http) {
        HttpClientConfig hooked = http.withHook(channels::add);
        client =
                new EdgeClient(
                        loop,
                        new EdgeClientConfig(base, resolve, stream, subStreams, hooked, i -> true),
                        this);
    }

    public void run(Consumer<EdgeClient> action) {
        CompletableFuture.runAsync(() -> action.accept(client), loop).join();
    }

    @Override
    public void index(SignedIndex index) {
        log.add("index");
        indices.add(index);
    }

    @Override
    public void indexFailed() {
        log.add("indexFailed");
    }

    @Override
    public synchronized void data(int request, Data part) {
        log.add("data " + request + " " + part.header().slice() + "/" + part.firstChunk());
        data.add(part);
        int slice = part.header().slice();
        byte[] bytes = new byte[part.payload().length()];
        part.payload().copyTo(bytes, 0);
        media.computeIfAbsent(slice, missing -> new TreeMap<>()).put(part.firstChunk(), bytes);
        headers.put(slice, part.header());
        if (part.seal() != null) {
            seals.put(slice, part.seal());
        }
    }

    @Override
    public void failed(int request) {
        log.add("failed " + request);
        failed.add(request);
    }

    /** Returns the whole slices, by number. */
    public synchronized Map<Integer, byte[]> whole() {
        Map<Integer, byte[]> whole = new TreeMap<>();
        headers.forEach(
                (slice, header) -> {
                    int size = media.get(slice).values().stream().mapToInt(b -> b.length).sum();
                    if (size == header.sizeBytes()) {
                        byte[] all = new byte[size];
                        media.get(slice)
                                .forEach(
                                        (chunk, bytes) ->
                                                System.arraycopy(
                                                        bytes,
                                                        0,
                                                        all,
                                                        chunk * RoomSettings.CHUNK_BYTES,
                                                        bytes.length));
                        whole.put(slice, all);
                    }
                });
        return whole;
    }

    public synchronized Seal seal(int slice) {
        return seals.get(slice);
    }

    public synchronized SliceHeader header(int slice) {
        return headers.get(slice);
    }

    /** Waits until something holds. */
    public void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("%s; so far: %s", what, log).isNegative();
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    @Override
    public void close() {
        run(EdgeClient::close);
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
