package dev.tributary.transport.player;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.transport.hls.HlsAnswers;
import dev.tributary.transport.hls.HlsStream;
import dev.tributary.transport.hls.SliceSource;
import dev.tributary.transport.http.HttpExchange;
import dev.tributary.transport.http.HttpService;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Plays what a viewer plays to players of HLS: {@code GET} of {@value #PATH}, and of what it names
 * below {@value #FOLDER}. A player is told to begin where the viewer's own screen is.
 *
 * <p>Segments are of slices that were played a while ago: those are kept while somebody asks. On
 * the gateway's event loop only.
 */
final class HlsScreen implements SliceSource {
    static final String PATH = "/live.m3u8";
    static final String FOLDER = "/live/";

    /** What is kept for players that ask, and for none: hardly more than for those of FLV. */
    private static final int KEPT_MILLIS = 64_000;

    private static final int SPARE_MILLIS = 16_000;

    /** The same in bytes: 64 MiB is as long a time of 8 Mbit/s. */
    static final int KEPT_BYTES = 8 * SliceHeader.SIZE_MAX;

    static final int SPARE_BYTES = 2 * SliceHeader.SIZE_MAX;

    /** Players that did not ask for so long are gone. */
    private static final long ASKED_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final HttpService service;
    private final HlsAnswers answers;
    private final HlsStream stream = new HlsStream(this, System::currentTimeMillis);
    private final TreeMap<Integer, Kept> kept = new TreeMap<>();
    private long keptBytes;
    private long askedNanos = System.nanoTime() - ASKED_NANOS;
    private boolean screenAwaited;
    private int shown = HlsAnswers.ANYWHERE;

    /** A slice, and the start of the FLV in force there. */
    private static final class Kept {
        final SliceHeader header;
        final byte[] media;
        final byte[] start;

        Kept(SliceHeader header, byte[] media, byte[] start) {
            this.header = header;
            this.media = media;
            this.start = start;
        }
    }

    /** Adds its paths to a service that has not started. */
    HlsScreen(HttpService service) {
        this.service = service;
        // Names are those of one stream, and another may be watched here next.
        answers = new HlsAnswers(service.refusals(), "no-store", "no-store", bytes -> {});
        service.get(PATH, exchange -> playlist(exchange, FOLDER.substring(1)));
        service.route("GET", FOLDER, path -> true, 0, this::onGet);
    }

    void awaitScreen() {
        screenAwaited = true;
    }

    void shown(SliceHeader slice) {
        screenAwaited = false;
        shown = slice.slice();
    }

    /** Takes the next slice that is played, with the start of the FLV in force there. */
    void add(SliceHeader header, byte[] media, byte[] start) {
        if (header.slice() <= newest()) {
            // An origin that counts anew.
            kept.clear();
            keptBytes = 0;
            shown = HlsAnswers.ANYWHERE;
            stream.reset();
        }
        kept.put(header.slice(), new Kept(header, media, start));
        keptBytes += media.length;
        stream.arrived(header);
        boolean asked = System.nanoTime() - askedNanos < ASKED_NANOS;
        trim(asked ? KEPT_MILLIS : SPARE_MILLIS, asked ? KEPT_BYTES : SPARE_BYTES);
    }

    /** Returns the bytes of media that are kept. */
    long keptBytes() {
        return keptBytes;
    }

    private void trim(int millisMax, int bytesMax) {
        long endMillis = kept.lastEntry().getValue().header.endMillis();
        while (kept.size() > 1 && (keptBytes > bytesMax || tooOld(endMillis - millisMax))) {
            keptBytes -= kept.pollFirstEntry().getValue().media.length;
        }
    }

    /** Media time goes back where another origin begins. */
    private boolean tooOld(long millis) {
        SliceHeader oldest = kept.firstEntry().getValue().header;
        SliceHeader newest = kept.lastEntry().getValue().header;
        return oldest.dtsMillis() < millis || oldest.dtsMillis() > newest.dtsMillis();
    }

    private void onGet(HttpExchange exchange) {
        String name = exchange.path().substring(FOLDER.length());
        if (name.equals("index.m3u8")) {
            playlist(exchange, "");
        } else {
            askedNanos = System.nanoTime();
            answers.answer(exchange, stream, name);
        }
    }

    private void playlist(HttpExchange exchange, String prefix) {
        askedNanos = System.nanoTime();
        if (screenAwaited) {
            exchange.set(HttpHeaderNames.RETRY_AFTER, 1);
            service.refusals().count("no_screen_yet", exchange.remote(), exchange.path());
            exchange.respond(503, "no_screen_yet: the viewer has not begun to play");
        } else {
            answers.playlist(exchange, stream, prefix, shown);
        }
    }

    @Override
    public int oldest() {
        return kept.isEmpty() ? 1 : kept.firstKey();
    }

    private int newest() {
        return kept.isEmpty() ? 0 : kept.lastKey();
    }

    @Override
    public int after(int slice) {
        Integer next = kept.higherKey(slice);
        return next == null ? 0 : next;
    }

    @Override
    public SliceHeader header(int slice) {
        Kept one = kept.get(slice);
        return one == null ? null : one.header;
    }

    @Override
    public byte[] media(int slice) {
        Kept one = kept.get(slice);
        return one == null ? null : one.media;
    }

    /** Returns the start in force in a slice, that of the one before where it is missing. */
    @Override
    public byte[] start(int slice) {
        Map.Entry<Integer, Kept> one = kept.floorEntry(slice);
        return one == null ? null : one.getValue().start;
    }
}
