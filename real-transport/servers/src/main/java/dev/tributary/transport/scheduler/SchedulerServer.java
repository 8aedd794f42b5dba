package dev.tributary.transport.scheduler;

import dev.tributary.core.registry.Systems;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.scheduler.Grant;
import dev.tributary.core.scheduler.Scheduler;
import dev.tributary.core.scheduler.SchedulerOutput;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.LinkAnswer;
import dev.tributary.core.wire.MalformedMessageException;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.MessageCodec;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Rejection;
import dev.tributary.core.wire.RejectionCode;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.http.HttpConfig;
import dev.tributary.transport.http.HttpExchange;
import dev.tributary.transport.http.HttpServer;
import dev.tributary.transport.http.HttpService;
import dev.tributary.transport.scheduler.client.SchedulerApi;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * The scheduler over HTTP: {@code POST /v1/link} with GET_LINK is answered by LINK_ANSWER or
 * REJECTION. It stands in for the site's backend too: it grants a token to whoever asks.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what looks at keys ends with the event loop
public final class SchedulerServer implements HttpServer {
    private static final int QUESTION_MAX = 256;
    private static final int ONLY_CONNECTION = 0;

    private final HttpService service;
    private final SchedulerConfig config;
    private final BiFunction<StreamKey, Payload, Payload> mint;
    private final Scheduler scheduler;
    private Map<StreamKey, Payload> originKeys;
    private final long startNanos = System.nanoTime();
    private Message answer;

    /**
     * Creates and starts a scheduler; all its trackers count as up.
     *
     * @param mint makes the admission token for a stream and the fingerprint of a viewer
     * @param opener tells trackers about rooms
     * @throws IOException when the address is taken
     */
    public SchedulerServer(
            HttpConfig http,
            SchedulerConfig config,
            BiFunction<StreamKey, Payload, Payload> mint,
            RoomOpener opener,
            PrometheusMeterRegistry registry)
            throws IOException {
        this.config = config;
        this.mint = mint;
        originKeys = config.originKeys();
        service = new HttpService(http, registry);
        scheduler = new Scheduler(config.trackerViewersMax(), Systems.all(), new Output(opener));
        for (int i = 0; i < config.trackers().size(); i++) {
            scheduler.onTrackerUp(0, i);
        }
        config.rooms().forEach((stream, settings) -> scheduler.putRoom(0, stream, settings));
        service.openToPages(
                String.join(", ", SchedulerApi.TRACKER, SchedulerApi.EDGE, SchedulerApi.STUN));
        service.route("POST", SchedulerApi.LINK, QUESTION_MAX, this::onQuestion);
        service.start();
    }

    private final class Output implements SchedulerOutput {
        private final RoomOpener opener;

        Output(RoomOpener opener) {
            this.opener = opener;
        }

        @Override
        public void send(int connection, Message message) {
            answer = message;
        }

        @Override
        public void openRoom(int tracker, StreamKey stream, RoomSettings settings) {
            opener.openRoom(tracker, stream, settings);
        }
    }

    /**
     * Names the public keys of origins that are in force, rather than those of the configuration.
     *
     * @param current asked once a second, on the event loop; has the same streams
     */
    public void followKeys(Supplier<Map<StreamKey, Payload>> current) {
        service.eventLoop()
                .scheduleWithFixedDelay(() -> originKeys = current.get(), 1, 1, TimeUnit.SECONDS);
    }

    /** A tracker is alive; from any thread. */
    public void trackerUp(int tracker) {
        service.eventLoop().execute(() -> scheduler.onTrackerUp(nowNanos(), tracker));
    }

    /** A tracker does not answer any more; from any thread. */
    public void trackerDown(int tracker) {
        service.eventLoop().execute(() -> scheduler.onTrackerDown(nowNanos(), tracker));
    }

    /** A tracker has so many viewers; from any thread. */
    public void trackerReport(int tracker, int viewers) {
        service.eventLoop().execute(() -> scheduler.onTrackerReport(nowNanos(), tracker, viewers));
    }

    private void onQuestion(HttpExchange exchange) {
        GetLink question = question(exchange);
        if (question == null) {
            service.refusals().count("bad_get_link", exchange.remote(), null);
            exchange.respond(400, "bad_get_link");
            return;
        }
        scheduler.onGetLink(nowNanos(), ONLY_CONNECTION, question, grant(question));
        respond(exchange, answer);
    }

    private static GetLink question(HttpExchange exchange) {
        byte[] bytes = new byte[exchange.body().readableBytes()];
        exchange.body().readBytes(bytes);
        try {
            Message message = MessageCodec.decode(bytes, 0, bytes.length);
            return message instanceof GetLink question ? question : null;
        } catch (MalformedMessageException e) {
            return null;
        }
    }

    private Grant grant(GetLink question) {
        Payload originKey = originKeys.get(question.stream());
        return originKey == null
                ? Grant.WITHOUT_BYTES
                : new Grant(mint.apply(question.stream(), question.fingerprint()), originKey);
    }

    private void respond(HttpExchange exchange, Message message) {
        int status = 200;
        if (message instanceof LinkAnswer link) {
            if (link.settings().peering()) {
                exchange.set(
                        SchedulerApi.TRACKER, config.trackers().get(link.tracker()).toString());
            }
            exchange.set(SchedulerApi.EDGE, config.edge().toString());
            exchange.set(SchedulerApi.STUN, String.join(",", config.stun()));
        } else {
            RejectionCode code = ((Rejection) message).code();
            status = code == RejectionCode.UNKNOWN_ROOM ? 404 : 503;
            service.refusals().count("get_link_rejected", exchange.remote(), code.name());
        }
        exchange.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        byte[] bytes = MessageCodec.encode(message);
        exchange.respond(status, "application/octet-stream", Unpooled.wrappedBuffer(bytes));
    }

    private long nowNanos() {
        return System.nanoTime() - startNanos;
    }

    @Override
    public HttpService service() {
        return service;
    }
}
