package dev.tributary.transport.edge;

import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.edge.client.EdgeApi;
import dev.tributary.transport.edge.client.LiveQuery;
import dev.tributary.transport.edge.client.SignedHeader;
import dev.tributary.transport.edge.client.SignedIndex;
import dev.tributary.transport.edge.client.SliceText;
import dev.tributary.transport.hls.HlsAnswers;
import dev.tributary.transport.http.ByteRange;
import dev.tributary.transport.http.HttpExchange;
import dev.tributary.transport.http.HttpService;
import dev.tributary.transport.http.RangedAnswer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What an edge answers, and an origin too: index, slices, seals, standing streams (the paths are in
 * {@link #onGet} and {@link #onPost}). Created before its service starts.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the beat ends with the event loop
public final class EdgeRoutes {
    private static final int KEY_DIGITS = 32;
    private static final String HEX_32 = "[0-9a-f]{32}";

    /** Paths that answer GET, and those that answer POST: for the rest Allow names neither. */
    private static final Pattern READABLE =
            Pattern.compile(EdgeApi.ROOT + HEX_32 + "/(index|header|live|edge|slices/.*|hls/.*)");

    private static final Pattern CHANGEABLE = Pattern.compile(EdgeApi.ROOT + HEX_32 + "/live/.*");

    private static final String BYTES = "application/octet-stream";
    private static final String IMMUTABLE = "public, max-age=60, immutable";

    private final HttpService service;
    private final List<BaseUrl> nodes;
    private final EdgeMeters meters;
    private final HeldSlices held;
    private final HlsAnswers hls;
    private final Map<StreamKey, EdgeStream> streams = new LinkedHashMap<>();

    /**
     * Adds the routes to a service.
     *
     * @param nodes edges that viewers are spread over; none for this one alone
     */
    public EdgeRoutes(String name, HttpService service, List<BaseUrl> nodes) {
        this.service = service;
        this.nodes = List.copyOf(nodes);
        meters = new EdgeMeters(name, service.registry());
        held = new HeldSlices(name, Runtime.getRuntime().maxMemory(), service.registry());
        hls = new HlsAnswers(service.refusals(), "public, max-age=1", IMMUTABLE, meters::fetched);
        service.refusals()
                .explain("unknown_stream", "the key is none of a --stream, in lower case");
        service.refusals().explain("no_index_yet", "nobody publishes the stream");
        service.refusals()
                .explain("no_slice_yet", "somebody publishes: the first slice is being cut");
        service.openToPages(EdgeApi.SLICE + ", " + EdgeApi.SIGNATURE);
        service.guard(EdgeApi.ROOT, this::isOurs);
        service.route("GET", EdgeApi.ROOT, READABLE.asMatchPredicate(), 0, this::onGet);
        service.route("POST", EdgeApi.ROOT, CHANGEABLE.asMatchPredicate(), 0, this::onPost);
        service.onStop(() -> streams.values().forEach(EdgeStream::endAll));
        service.eventLoop().scheduleWithFixedDelay(this::beat, 1, 1, TimeUnit.SECONDS);
    }

    private void beat() {
        streams.values().forEach(EdgeStream::beat);
        held.look(streams);
    }

    /** Adds a stream; before the service starts, or on its event loop. */
    public EdgeStream add(StreamKey key) {
        return streams.computeIfAbsent(key, missing -> new EdgeStream(meters));
    }

    private boolean isOurs(HttpExchange exchange) {
        boolean known = stream(exchange) != null;
        if (!known) {
            refuse(exchange, 404, "unknown_stream");
        }
        return known;
    }

    private void onGet(HttpExchange exchange) {
        EdgeStream stream = stream(exchange);
        String rest = rest(exchange);
        if (rest.equals("/index")) {
            index(exchange, stream);
        } else if (rest.equals("/header")) {
            header(exchange, stream);
        } else if (rest.startsWith("/slices/")) {
            slice(exchange, stream, rest.substring("/slices/".length()));
        } else if (rest.startsWith("/hls/")) {
            hls.answer(exchange, stream.hls(), rest.substring("/hls/".length()));
        } else if (rest.equals("/live")) {
            live(exchange, stream);
        } else if (rest.equals("/edge")) {
            redirect(exchange);
        } else {
            refuse(exchange, 404, "unknown_path");
        }
    }

    private void onPost(HttpExchange exchange) {
        EdgeStream stream = stream(exchange);
        String rest = rest(exchange);
        if (!rest.startsWith("/live/")) {
            refuse(exchange, 404, "unknown_path");
            return;
        }
        String id = rest.substring("/live/".length());
        LiveSession session = stream.session(id);
        if (session == null) {
            refuse(exchange, 404, "unknown_session");
            return;
        }
        LiveQuery query =
                LiveQuery.of(exchange.query("sub"), exchange.query("from"), session.subStreams());
        if (query == null) {
            refuse(exchange, 400, "bad_sub_streams");
        } else if (stream.change(id, query.mask(), query.fromSlice())) {
            exchange.respond(204, BYTES, Unpooled.EMPTY_BUFFER);
        } else {
            refuse(exchange, 404, "unknown_session");
        }
    }

    private static String text(Payload signature) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(signature));
    }

    private static byte[] bytes(Payload payload) {
        byte[] bytes = new byte[payload.length()];
        payload.copyTo(bytes, 0);
        return bytes;
    }

    private EdgeStream stream(HttpExchange exchange) {
        String path = exchange.path();
        int end = EdgeApi.ROOT.length() + KEY_DIGITS;
        if (path.length() < end || !path.substring(EdgeApi.ROOT.length(), end).matches(HEX_32)) {
            return null;
        }
        long high =
                Long.parseUnsignedLong(path, EdgeApi.ROOT.length(), EdgeApi.ROOT.length() + 16, 16);
        long low = Long.parseUnsignedLong(path, EdgeApi.ROOT.length() + 16, end, 16);
        return streams.get(new StreamKey(high, low));
    }

    private static String rest(HttpExchange exchange) {
        return exchange.path().substring(EdgeApi.ROOT.length() + KEY_DIGITS);
    }

    private void index(HttpExchange exchange, EdgeStream stream) {
        SignedIndex index = stream.index();
        if (index == null) {
            notYet(exchange, stream.published() ? "no_slice_yet" : "no_index_yet");
        } else {
            signed(exchange, index.signature(), BYTES, index.encoded());
        }
    }

    private void header(HttpExchange exchange, EdgeStream stream) {
        String asked = exchange.query("slice");
        int slice = asked == null ? 0 : number(asked);
        SignedHeader header = stream.header(slice);
        if (asked != null && slice == 0) {
            refuse(exchange, 400, "bad_slice_number");
        } else if (header == null) {
            notYet(exchange, "no_header_yet");
        } else {
            signed(exchange, header.signature(), "video/x-flv", header.flv());
        }
    }

    private void notYet(HttpExchange exchange, String reason) {
        exchange.set(HttpHeaderNames.RETRY_AFTER, 1);
        refuse(exchange, 503, reason);
    }

    private static void signed(
            HttpExchange exchange, Payload signature, String contentType, Payload content) {
        exchange.set(EdgeApi.SIGNATURE, text(signature));
        exchange.set(HttpHeaderNames.CACHE_CONTROL, "public, max-age=1");
        exchange.respond(200, contentType, Unpooled.wrappedBuffer(bytes(content)));
    }

    private void slice(HttpExchange exchange, EdgeStream stream, String name) {
        boolean seal = name.endsWith(".seal");
        String digits = seal ? name.substring(0, name.length() - ".seal".length()) : name;
        int number = number(digits);
        if (number == 0) {
            refuse(exchange, 400, "bad_slice_number");
            return;
        }
        StoredSlice slice = stream.slice(number);
        if (slice == null) {
            exchange.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
            refuse(exchange, 404, number > stream.newest() ? "slice_not_yet" : "slice_gone");
        } else if (seal) {
            exchange.set(HttpHeaderNames.CACHE_CONTROL, IMMUTABLE);
            exchange.respond(200, BYTES, slice.sealMessage());
        } else {
            media(exchange, slice);
        }
    }

    /** Returns the number of a slice, or 0 when the text is none. */
    private static int number(String text) {
        long number = text.matches("[1-9][0-9]{0,9}") ? Long.parseLong(text) : 0;
        return number <= Integer.MAX_VALUE ? (int) number : 0;
    }

    private void media(HttpExchange exchange, StoredSlice slice) {
        int size = slice.header().sizeBytes();
        RangedAnswer answer = RangedAnswer.of(exchange, size);
        if (answer.refused()) {
            refuse(exchange, answer.status(), answer.refusal());
            return;
        }
        ByteRange range = answer.range();
        exchange.set(HttpHeaderNames.CACHE_CONTROL, IMMUTABLE);
        exchange.set(EdgeApi.SLICE, SliceText.of(slice.header()));
        meters.fetched(range.length());
        ByteBuf media = slice.media(range.from(), range.length());
        exchange.respond(answer.status(), BYTES, media);
    }

    private void live(HttpExchange exchange, EdgeStream stream) {
        String id = exchange.query("session");
        int subStreams = LiveQuery.subStreams(exchange.query("n"));
        if (id == null || !id.matches(HEX_32)) {
            refuse(exchange, 400, "bad_session");
        } else if (subStreams == 0) {
            refuse(exchange, 400, "bad_number_of_sub_streams");
        } else {
            LiveQuery query =
                    LiveQuery.of(exchange.query("sub"), exchange.query("from"), subStreams);
            if (query == null || query.mask() == 0) {
                refuse(exchange, 400, "bad_sub_streams");
                return;
            }
            if (exchange.method().equals("HEAD")) {
                exchange.begin(200, BYTES);
                return;
            }
            LiveSession session =
                    new LiveSession(exchange, subStreams, meters, service.limits().streamBytes());
            exchange.onClosed(() -> stream.forget(id, session));
            stream.open(id, session, query.mask(), query.fromSlice());
        }
    }

    /** Sends a viewer to the index of its node, always the same for a session and set of nodes. */
    private void redirect(HttpExchange exchange) {
        String id = exchange.query("session");
        if (id == null || !id.matches(HEX_32)) {
            refuse(exchange, 400, "bad_session");
            return;
        }
        String path = exchange.path().replaceFirst("/edge$", "/index");
        BaseUrl node = NodeChoice.of(id, nodes);
        exchange.set(HttpHeaderNames.LOCATION, node == null ? path : node + path);
        exchange.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        exchange.respond(302, "this way");
    }

    private void refuse(HttpExchange exchange, int status, String reason) {
        service.refusals().count(reason, exchange.remote(), exchange.path());
        exchange.respond(status, reason);
    }
}
