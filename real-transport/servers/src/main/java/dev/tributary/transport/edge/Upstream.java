package dev.tributary.transport.edge;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Seal;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.HttpClientConfig;
import dev.tributary.transport.client.Upstreams;
import dev.tributary.transport.edge.client.EdgeApi;
import dev.tributary.transport.edge.client.EdgeClient;
import dev.tributary.transport.edge.client.EdgeClientConfig;
import dev.tributary.transport.edge.client.EdgeEvents;
import dev.tributary.transport.edge.client.SignedIndex;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How an edge gets one stream: the whole of it as one standing stream, and the index after every
 * slice. A slice is published when it is complete, an index when all its slices are.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a retry ends with its event loop
final class Upstream implements EdgeEvents {
    private static final Logger LOG = LoggerFactory.getLogger(Upstream.class);
    private static final int RETRY_MILLIS_MIN = 100;
    private static final int RETRY_MILLIS_MAX = 2_000;
    private static final int HEADERS_WANTED_MAX = 64;

    /** An index may be older than the slices by so many: one further behind is of other numbers. */
    private static final int BEHIND_MAX = 64;

    private final EventLoop loop;
    private final EdgeStream stream;
    private final StreamKey key;
    private final EdgeClient client;
    private final Upstreams.One report;
    private int retryMillis = RETRY_MILLIS_MIN;
    private boolean streaming;
    private boolean asking;

    /** A slice has come since the question under way: its answer may be older than the slice. */
    private boolean askAgain;

    private boolean closed;
    private final Set<Integer> headersWanted = new TreeSet<>();
    private SignedIndex ahead;

    /** The key that sealed the newest slice; none before the first. */
    private int keyId = -1;

    // The slice that is coming; null between slices.
    private SliceHeader header;
    private Seal seal;
    private byte[] media;
    private int nextChunk;

    Upstream(
            EventLoop loop,
            EdgeStream stream,
            StreamKey key,
            BaseUrl from,
            HttpClientConfig config,
            Upstreams upstreams) {
        report = upstreams.add("stream " + EdgeApi.name(key) + " from " + from);
        this.loop = loop;
        this.stream = stream;
        this.key = key;
        client =
                new EdgeClient(
                        loop,
                        new EdgeClientConfig(from, false, key, 1, config, index -> true),
                        this);
    }

    void start() {
        askIndex();
    }

    void close() {
        closed = true;
        client.close();
    }

    private void askIndex() {
        askAgain = asking;
        if (!asking && !closed) {
            asking = true;
            client.fetchIndex();
        }
    }

    /** Asks for the headers that are wanted; what does not come is asked for again. */
    private void askHeaders() {
        List<Integer> asked = List.copyOf(headersWanted);
        headersWanted.clear();
        for (int slice : asked) {
            client.fetchHeader(
                    slice,
                    header -> {
                        if (header == null) {
                            headersWanted.add(slice);
                        } else if (slice <= stream.newest()) {
                            stream.header(slice, header);
                        }
                    });
        }
    }

    private void wantHeader(int slice) {
        if (headersWanted.size() < HEADERS_WANTED_MAX) {
            headersWanted.add(slice);
            stream.headerExpected(slice);
        }
    }

    @Override
    public void index(SignedIndex index) {
        asking = false;
        askHeaders();
        int newest = index.newest();
        if (newest > 0 && newest < stream.oldest() - BEHIND_MAX) {
            goBack(newest);
        }
        if (newest > stream.newest()) {
            ahead = index;
        } else {
            adopt(index);
        }
        if (!streaming) {
            int first = newest == 0 ? 1 : index.index().headers().get(0).slice();
            streaming = true;
            header = null;
            client.streamFromEdge(1, Math.max(stream.newest() + 1, first));
        }
        if (askAgain) {
            askIndex();
        }
    }

    /** The origin counts from a lower number: nothing that is here is of its stream any more. */
    private void goBack(int to) {
        LOG.warn(
                "stream {}: numbers go back from {} to {}: what was kept is forgotten",
                EdgeApi.name(key),
                stream.newest(),
                to);
        stream.reset();
        ahead = null;
        header = null;
        stopStream();
    }

    private void adopt(SignedIndex index) {
        ahead = null;
        stream.index(index);
    }

    private void stopStream() {
        if (streaming) {
            streaming = false;
            client.streamFromEdge(0, 0);
        }
    }

    @Override
    public void indexFailed() {
        asking = false;
        if (!streaming) {
            again("no index: " + client.trouble());
        }
    }

    @Override
    public void failed(int request) {
        streaming = false;
        header = null;
        again(client.trouble());
    }

    /** Begins anew after a while, longer each time until something comes. */
    private void again(String reason) {
        if (!closed) {
            report.failed(reason, retryMillis);
            loop.schedule(this::askIndex, retryMillis, TimeUnit.MILLISECONDS);
            retryMillis = Math.min(RETRY_MILLIS_MAX, 2 * retryMillis);
        }
    }

    @Override
    public void data(int request, Data data) {
        retryMillis = RETRY_MILLIS_MIN;
        report.works();
        if (data.firstChunk() == 0) {
            header = data.header();
            seal = data.seal();
            media = new byte[header.sizeBytes()];
            nextChunk = 0;
        }
        if (header == null
                || seal == null
                || !data.header().equals(header)
                || data.firstChunk() != nextChunk) {
            header = null;
            return;
        }
        data.payload().copyTo(media, nextChunk * RoomSettings.CHUNK_BYTES);
        nextChunk += data.chunkCount();
        if (nextChunk == header.chunks()) {
            complete();
        }
    }

    private void complete() {
        StoredSlice slice = new StoredSlice(header, seal, media);
        header = null;
        media = null;
        int number = slice.header().slice();
        if (number <= stream.newest()) {
            repeated(slice);
            return;
        }
        boolean renewed = (slice.header().flags() & SliceHeader.SEQUENCE_HEADER) != 0;
        // The header of the stream is signed as the slices are.
        renewed |= keyId != seal.keyId();
        keyId = seal.keyId();
        if (renewed || stream.newest() == 0 || number != stream.newest() + 1) {
            wantHeader(number);
        }
        stream.publish(slice);
        askHeaders();
        if (ahead != null && ahead.newest() <= stream.newest()) {
            adopt(ahead);
        }
        askIndex();
    }

    /**
     * A slice came that is not above all others, though only such were asked for: it is of an
     * origin that has begun anew, however small the step.
     */
    private void repeated(StoredSlice slice) {
        StoredSlice known = stream.slice(slice.header().slice());
        if (known == null || !known.same(slice)) {
            goBack(slice.header().slice());
            askIndex();
        }
    }
}
