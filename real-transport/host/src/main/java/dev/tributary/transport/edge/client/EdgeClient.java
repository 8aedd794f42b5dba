package dev.tributary.transport.edge.client;

import dev.tributary.core.wire.Data;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.HttpCall;
import dev.tributary.transport.client.HttpClient;
import io.netty.channel.EventLoop;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A viewer's side of the edge: the standing stream, fetches and the index, over one connection of
 * its own and a few kept ones.
 *
 * <p>On one event loop; no method blocks, throws or calls {@link EdgeEvents} before it returns.
 * Once closed it calls nothing. It repeats nothing by itself but a request that an idle connection
 * lost.
 */
public final class EdgeClient implements AutoCloseable {
    /** Fetches at once; further ones fail. */
    public static final int FETCHES_MAX = 128;

    /** Streams that were given up and still bring what was asked before. */
    private static final int DRAINING_MAX = 4;

    private static final int SESSION_BYTES = 16;

    private final EventLoop loop;
    private final EdgeClientConfig config;
    private final EdgeEvents events;
    private final HttpClient http;
    private final SecureRandom random = new SecureRandom();
    private final List<LiveStream> draining = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final Set<Fetch> fetches = new LinkedHashSet<>();
    private BaseUrl node;
    private boolean resolved;
    private LiveStream live;
    private boolean closed;

    /** Whether the last answer was an index that is not genuine. */
    private boolean strange;

    private String trouble = "";

    /** What is done once it is known which node is ours, or when none can be found. */
    private record Waiting(Runnable found, Runnable none) {}

    /** Creates a client; nothing is asked yet. */
    public EdgeClient(EventLoop loop, EdgeClientConfig config, EdgeEvents events) {
        this.loop = loop;
        this.config = config;
        this.events = events;
        http = new HttpClient(loop, config.http());
        node = config.base();
        resolved = !config.resolve();
    }

    /** Asks for the index; when it is not known which node is ours, that too. */
    public void fetchIndex() {
        askIndex(
                index -> {
                    if (index != null) {
                        events.index(index);
                        return;
                    }
                    nodeFailed();
                    if (strange) {
                        events.indexStrange();
                    } else {
                        events.indexFailed();
                    }
                });
    }

    /** The door to all nodes answers with a node, and that with its index. */
    private void askIndex(Consumer<SignedIndex> answer) {
        String path = resolved ? "/index" : "/edge?session=" + session();
        SignedAnswer[] asked = new SignedAnswer[1];
        SignedAnswer.Taker taker =
                (from, message, signature) -> {
                    if (closed) {
                        return;
                    }
                    SignedIndex index =
                            message == null ? null : SignedIndex.read(message, signature);
                    boolean good = index != null && config.genuine().test(index);
                    strange = index != null && !good;
                    trouble = asked[0].trouble();
                    if (good && !resolved) {
                        node = from;
                        resolved = true;
                    }
                    answer.accept(good ? index : null);
                };
        SignedAnswer sink = new SignedAnswer(SignedIndex.BYTES_MAX, taker);
        asked[0] = sink;
        http.request(HttpCall.get(node, streamPath() + path, sink));
    }

    /** Returns why the last question, or the last stream, failed. */
    public String trouble() {
        return trouble;
    }

    /** Does something at our node, which may have to be found first. */
    private void atNode(Runnable found, Runnable none) {
        if (resolved) {
            found.run();
            return;
        }
        waiting.add(new Waiting(found, none));
        if (waiting.size() == 1) {
            askIndex(
                    index -> {
                        List<Waiting> all = List.copyOf(waiting);
                        waiting.clear();
                        all.forEach(one -> (index == null ? one.none : one.found).run());
                    });
        }
    }

    /** Our node may be gone: the next question goes to where all begins, as another session. */
    void nodeFailed() {
        if (config.resolve()) {
            node = config.base();
            resolved = false;
        }
    }

    /**
     * Asks for what a player needs before the first slice it gets.
     *
     * @param slice number of that slice
     * @param answer called once, with null when there is none
     */
    public void fetchHeader(int slice, Consumer<SignedHeader> answer) {
        SignedAnswer.Taker taker =
                (from, flv, signature) -> {
                    if (!closed) {
                        answer.accept(flv == null ? null : SignedHeader.of(flv, signature));
                    }
                };
        SignedAnswer sink = new SignedAnswer(SignedHeader.BYTES_MAX, taker);
        http.request(HttpCall.get(node, streamPath() + "/header?slice=" + slice, sink));
    }

    /**
     * Sets which sub-streams the edge pushes, from a slice on; earlier slices stay as they were.
     *
     * @param subStreams bit k = sub-stream k; 0 ends the stream
     * @param fromSlice 0, when the stream ends: at once, with all that was asked for before
     */
    public void streamFromEdge(int subStreams, int fromSlice) {
        if (subStreams == 0 && fromSlice == 0) {
            abandon();
            return;
        }
        LiveQuery query = new LiveQuery(subStreams, Math.max(0, fromSlice));
        if (live != null && live.ending()) {
            drain();
        }
        if (live != null) {
            live.change(query);
        } else if (subStreams != 0 && !closed) {
            LiveStream opening = new LiveStream(this, session(), query);
            live = opening;
            atNode(opening::open, () -> opening.failed("no node"));
        }
    }

    /** Cuts off whatever is under way; nothing more is heard of it. */
    private void abandon() {
        if (live != null) {
            live.cancel();
            live = null;
        }
        draining.forEach(LiveStream::cancel);
        draining.clear();
        waiting.clear();
        fetches.forEach(Fetch::cancel);
        fetches.clear();
    }

    /** A stream that ends goes on beside the next one. */
    private void drain() {
        draining.add(live);
        live = null;
        if (draining.size() > DRAINING_MAX) {
            draining.remove(0).cancel();
        }
    }

    /**
     * Fetches chunks of a slice, in whole blocks.
     *
     * @param request its number in {@link EdgeEvents}, not 0
     * @param chunkCount number of chunks, or 0 = to the end of the slice
     * @param sealWanted whether the first block is to bring the seal; that of the slice always does
     */
    public void fetchFromEdge(
            int request, int slice, int firstChunk, int chunkCount, boolean sealWanted) {
        if (fetches.size() >= FETCHES_MAX) {
            loop.execute(() -> failed(request));
            return;
        }
        Fetch fetch = new Fetch(this, request, slice);
        fetches.add(fetch);
        atNode(
                () -> fetch.start(firstChunk, chunkCount, sealWanted),
                () -> fetchDone(fetch, false));
    }

    /** Ends all connections. */
    @Override
    public void close() {
        closed = true;
        live = null;
        draining.clear();
        waiting.clear();
        fetches.clear();
        http.close();
    }

    /** Returns the node that is asked. */
    public BaseUrl node() {
        return node;
    }

    void later(Runnable task) {
        loop.execute(task);
    }

    HttpClient http() {
        return http;
    }

    String streamPath() {
        return EdgeApi.path(config.stream());
    }

    int subStreams() {
        return config.subStreams();
    }

    void data(int request, Data data) {
        if (!closed) {
            events.data(request, data);
        }
    }

    void fetchDone(Fetch fetch, boolean good) {
        fetches.remove(fetch);
        if (!good) {
            failed(fetch.request());
        }
    }

    private void failed(int request) {
        if (!closed) {
            events.failed(request);
        }
    }

    /** A stream is over. */
    void liveDone(LiveStream stream, boolean good, String why) {
        boolean current = stream == live;
        if (current) {
            live = null;
        } else {
            draining.remove(stream);
        }
        if (!good && current) {
            trouble = why;
            failed(0);
        }
    }

    private String session() {
        byte[] bytes = new byte[SESSION_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
