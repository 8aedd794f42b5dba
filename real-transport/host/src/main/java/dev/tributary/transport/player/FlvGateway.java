package dev.tributary.transport.player;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Payload;
import dev.tributary.transport.host.MediaSink;
import dev.tributary.transport.http.HttpExchange;
import dev.tributary.transport.http.HttpService;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

/**
 * Plays what a viewer plays to players on this machine: {@code GET} of {@value #PATH} is endless
 * FLV.
 *
 * <p>A player gets FLV header, onMetaData and sequence headers, then slices as the origin cut them,
 * byte for byte, beginning with one that has a keyframe: the oldest of the last {@value
 * #BACKLOG_MILLIS} ms. After a gap it goes on at the next keyframe. What is sent to a player never
 * waits for another, and never holds up the viewer: who takes too little is cut off.
 *
 * <p>{@link #play} belongs to the event loop of the viewer, which may be another than the one of
 * the service.
 */
public final class FlvGateway implements MediaSink {
    /** Path of the stream. */
    public static final String PATH = "/live.flv";

    /** Players at once. */
    public static final int PLAYERS_MAX = 64;

    /** A player for which more is waiting is cut off: four of the largest slices. */
    public static final int QUEUE_BYTES_MAX = 4 * SliceHeader.SIZE_MAX;

    /**
     * Media a new player gets at once, if there is a keyframe at its start: a part of the viewer's
     * own buffer, so that the player survives what the viewer survives.
     */
    public static final int BACKLOG_MILLIS = 5_000;

    private static final String FLV = "video/x-flv";

    private static final int BACKLOG_BYTES_MAX = 2 * SliceHeader.SIZE_MAX;

    private final HttpService service;
    private final Set<Player> players = new LinkedHashSet<>();
    private final Backlog backlog = new Backlog(BACKLOG_MILLIS, BACKLOG_BYTES_MAX);
    private final Counter slices;
    private byte[] header;

    // On the viewer's event loop.
    private HeaderSource headers = answer -> {};
    private boolean headerWanted = true;
    private boolean asking;

    /** Adds the gateway to a service that has not started. */
    public FlvGateway(HttpService service) {
        this.service = service;
        service.openToPages("");
        service.get(PATH, this::onGet);
        service.onStop(() -> List.copyOf(players).forEach(player -> player.exchange().end()));
        slices =
                Counter.builder("tributary.player.slices")
                        .description("Slices that the viewer played")
                        .register(service.registry());
        Gauge.builder("tributary.player.players", players, Set::size)
                .description("Players that are connected")
                .register(service.registry());
    }

    /** Sets where the start of the FLV comes from; before the viewer plays. */
    public void headersFrom(HeaderSource source) {
        headers = source;
    }

    @Override
    public void play(SliceHeader slice, Payload payload) {
        byte[] media = bytes(payload);
        onLoop(() -> played(slice, media));
        headerWanted |= (slice.flags() & SliceHeader.SEQUENCE_HEADER) != 0;
        if (headerWanted && !asking) {
            headerWanted = false;
            asking = true;
            headers.fetch(this::answered);
        }
    }

    /** There is no answer while the edge is away: the next slice asks again. */
    private void answered(Payload flv) {
        asking = false;
        if (flv == null) {
            headerWanted = true;
        } else {
            byte[] start = bytes(flv);
            onLoop(() -> renew(start));
        }
    }

    /** A viewer outlives a gateway that has stopped. */
    private void onLoop(Runnable task) {
        try {
            service.eventLoop().execute(task);
        } catch (RejectedExecutionException stopped) {
            headers = answer -> {};
        }
    }

    private static byte[] bytes(Payload payload) {
        byte[] bytes = new byte[payload.length()];
        payload.copyTo(bytes, 0);
        return bytes;
    }

    private void renew(byte[] start) {
        header = start;
        admit();
    }

    private void played(SliceHeader slice, byte[] media) {
        slices.increment();
        if (!backlog.add(slice, media)) {
            players.forEach(Player::pause);
        }
        for (Player player : List.copyOf(players)) {
            if (player.running() && !player.offer(media)) {
                HttpExchange exchange = player.exchange();
                service.refusals().count("slow_player", exchange.remote(), null);
                exchange.abort();
                players.remove(player);
            }
        }
        admit();
    }

    /** Returns how many players are connected and get nothing yet; on its service's event loop. */
    int waiting() {
        return (int) players.stream().filter(player -> !player.running()).count();
    }

    /** Lets those begin that wait for a header or a keyframe. */
    private void admit() {
        if (header != null && !backlog.isEmpty()) {
            for (Player player : List.copyOf(players)) {
                if (!player.running()) {
                    player.run(header, backlog.media());
                }
            }
        }
    }

    private void onGet(HttpExchange exchange) {
        exchange.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        if (exchange.headerHas(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)) {
            refuse(exchange, 400, "no_websocket: open this address with http://, not with ws://");
        } else if (exchange.method().equals("HEAD")) {
            exchange.begin(200, FLV);
        } else if (players.size() >= PLAYERS_MAX) {
            refuse(exchange, 503, "too_many_players");
        } else {
            Player player = new Player(exchange);
            players.add(player);
            exchange.onClosed(() -> players.remove(player));
            exchange.begin(200, FLV);
            exchange.flush();
            admit();
        }
    }

    private void refuse(HttpExchange exchange, int status, String reason) {
        String word = reason.replaceFirst(":.*", "");
        service.refusals().count(word, exchange.remote(), exchange.path());
        exchange.respond(status, reason);
    }
}
