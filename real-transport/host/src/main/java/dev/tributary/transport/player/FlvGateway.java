package dev.tributary.transport.player;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Payload;
import dev.tributary.transport.flv.FlvHeader;
import dev.tributary.transport.host.MediaSink;
import dev.tributary.transport.http.HttpExchange;
import dev.tributary.transport.http.HttpService;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays what a viewer plays to players on this machine: {@code GET} of {@value #PATH} is endless
 * FLV; the same as HLS is {@link HlsScreen}'s.
 *
 * <p>A player gets FLV header, onMetaData and sequence headers that fit the first slice it gets,
 * then slices as the origin cut them, byte for byte, but from a keyframe on: the last before what
 * the viewer's own screen shows. After a gap it goes on at the next keyframe; where media time goes
 * back or leaves a hole, the times of what follows are moved ({@link AnswerClock}); where the
 * stream loses or gains a track, its answer ends. What is sent to a player never waits for another,
 * and never holds up the viewer: who takes too little is cut off.
 *
 * <p>{@link #play} belongs to the event loop of the viewer, which may be another than the one of
 * the service.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a look at a player ends with its event loop
public final class FlvGateway implements MediaSink {
    private static final Logger LOG = LoggerFactory.getLogger(FlvGateway.class);

    /** Path of the stream. */
    public static final String PATH = "/live.flv";

    /** Players at once. */
    public static final int PLAYERS_MAX = 64;

    /** A player for which more is waiting is cut off: four of the largest slices. */
    public static final int QUEUE_BYTES_MAX = 4 * SliceHeader.SIZE_MAX;

    private static final String FLV = "video/x-flv";

    /** The room's buffer of 10 s up to 13 Mbit/s. */
    private static final int BACKLOG_BYTES_MAX = 2 * SliceHeader.SIZE_MAX;

    /** A player that waits for so long is worth a line. */
    private static final int WAIT_MILLIS = 5_000;

    private static final long WAIT_LINE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int TRACKS_AT = 4;

    private final HttpService service;
    private final Set<Player> players = new LinkedHashSet<>();
    private final Arrivals arrivals = new Arrivals();
    private final Backlog backlog = new Backlog(BACKLOG_BYTES_MAX);
    private final HlsScreen hls;
    private final Counter slices;
    private byte[] header;
    private boolean anySlice;

    /** Whether players wait until the viewer's own screen shows something. */
    private boolean screenAwaited;

    private long saidNanos = System.nanoTime() - WAIT_LINE_NANOS;

    /** On the viewer's event loop. */
    private final HeaderQuestions questions = new HeaderQuestions(this::answered);

    /** Adds the gateway to a service that has not started. */
    public FlvGateway(HttpService service) {
        this.service = service;
        service.openToPages("");
        service.get(PATH, this::onGet);
        hls = new HlsScreen(service);
        service.onStop(() -> List.copyOf(players).forEach(player -> player.exchange().end()));
        slices =
                Counter.builder("tributary.player.slices")
                        .description("Slices that the viewer played")
                        .register(service.registry());
        Gauge.builder("tributary.player.players", players, Set::size)
                .description("Players that are connected")
                .register(service.registry());
        Gauge.builder("tributary.player.waiting", this, FlvGateway::waiting)
                .description("Players that wait for a slice with a keyframe")
                .register(service.registry());
    }

    /** Sets where the start of the FLV comes from; before the viewer plays. */
    public void headersFrom(HeaderSource source) {
        questions.source(source);
    }

    @Override
    public void play(SliceHeader slice, Payload payload) {
        byte[] media = new byte[payload.length()];
        payload.copyTo(media, 0);
        boolean another = questions.played(slice);
        onLoop(() -> arrived(new Arrivals.Arrival(slice, media, another)));
    }

    /**
     * There is a screen, of which {@link #shown} will tell: no player begins before it, for it
     * would stay ahead of it. Before the viewer plays.
     */
    public void awaitScreen() {
        onLoop(
                () -> {
                    screenAwaited = true;
                    hls.awaitScreen();
                });
    }

    /** The viewer's own screen shows a slice now: a player that comes begins there. */
    public void shown(SliceHeader slice) {
        onLoop(
                () -> {
                    screenAwaited = false;
                    backlog.shown(slice.slice());
                    hls.shown(slice);
                    admit();
                });
    }

    private void answered(int slice, byte[] start) {
        onLoop(
                () -> {
                    arrivals.header(slice, start);
                    proceed();
                });
    }

    /** A viewer outlives a gateway that has stopped. */
    private void onLoop(Runnable task) {
        try {
            service.eventLoop().execute(task);
        } catch (RejectedExecutionException stopped) {
            questions.source((slice, answer) -> {});
        }
    }

    private void arrived(Arrivals.Arrival arrival) {
        slices.increment();
        anySlice = true;
        arrivals.add(arrival);
        proceed();
    }

    private void proceed() {
        for (Arrivals.Arrival next = next(); next != null; next = next()) {
            byte[] start = arrivals.headerOf(next.slice);
            if (start != null) {
                renew(start);
            }
            if (header != null) {
                hls.add(next.slice, next.media, header);
                played(new PlayableSlice(next.slice, next.media));
            }
        }
    }

    private Arrivals.Arrival next() {
        return arrivals.next(header != null);
    }

    /**
     * Another header applies from the next slice on: who comes later begins there. A player goes on
     * with the configuration that the slice brings, but FLV names the tracks at its start only.
     */
    private void renew(byte[] start) {
        if (Arrays.equals(start, header)) {
            return;
        }
        boolean tracks = header != null && start[TRACKS_AT] != header[TRACKS_AT];
        header = start;
        backlog.clear();
        for (Player player : List.copyOf(players)) {
            if (tracks && player.begun()) {
                players.remove(player);
                player.end();
            }
        }
    }

    private void played(PlayableSlice slice) {
        if (!backlog.add(slice)) {
            players.forEach(Player::pause);
        }
        for (Player player : List.copyOf(players)) {
            if (player.running() && !player.offer(slice)) {
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
        if (screenAwaited || header == null || backlog.isEmpty() || waiting() == 0) {
            return;
        }
        List<PlayableSlice> slices = new ArrayList<>(backlog.slices());
        if ((header[TRACKS_AT] & FlvHeader.VIDEO) != 0) {
            slices.set(0, slices.get(0).fromKeyframe());
        }
        for (Player player : List.copyOf(players)) {
            if (!player.running()) {
                player.run(header, slices);
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
            sayWhyLater(player);
        }
    }

    private void sayWhyLater(Player player) {
        service.eventLoop().schedule(() -> sayWhy(player), WAIT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void sayWhy(Player player) {
        long now = System.nanoTime();
        if (players.contains(player) && !player.begun() && now - saidNanos >= WAIT_LINE_NANOS) {
            saidNanos = now;
            String what = "a keyframe";
            if (header == null) {
                what = anySlice ? "the header of the stream" : "the first slice";
            }
            LOG.warn("a player has waited {} s for {}", WAIT_MILLIS / 1_000, what);
        }
    }

    private void refuse(HttpExchange exchange, int status, String reason) {
        String word = reason.replaceFirst(":.*", "");
        service.refusals().count(word, exchange.remote(), exchange.path());
        exchange.respond(status, reason);
    }
}
