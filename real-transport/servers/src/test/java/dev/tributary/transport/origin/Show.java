package dev.tributary.transport.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Payload;
import dev.tributary.transport.edge.Viewer;
import dev.tributary.transport.edge.client.SignedIndex;
import dev.tributary.transport.http.HttpService;
import dev.tributary.transport.http.Services;
import dev.tributary.transport.player.FlvGateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What a player gets of what is pushed: an origin, its slices by a client of the edge, and a
 * gateway, over real sockets; without waiting for real time.
 */
final class Show implements AutoCloseable {
    /** By what the numbers of another origin are higher. */
    private static final int HIGHER = 10_000;

    private final OriginBed bed = new OriginBed();
    private final OriginServer origin;
    private final Viewer viewer;

    Show() throws IOException {
        origin = bed.origin(0, OriginBed.SECONDS);
        viewer = new Viewer(OriginBed.base(origin.port()), OriginBed.STREAM, 1);
    }

    /** One publisher, from its beginning to its end. */
    Show push(byte[] flv) throws IOException {
        try (Push push = new Push(origin.port(), OriginBed.PUBLISH, OriginBed.SECRET)) {
            for (int at = 0; at < flv.length; at += 7_777) {
                push.send(Arrays.copyOfRange(flv, at, Math.min(flv.length, at + 7_777)));
            }
            String answer = push.end();
            if (!answer.equals("HTTP/1.1 200 OK published")) {
                throw new IOException(answer);
            }
        }
        return this;
    }

    long counted(String reason) {
        return origin.service().refusals().count(reason);
    }

    /** Returns the slices so far. */
    List<SliceHeader> slices() throws InterruptedException {
        viewer.run(client -> client.fetchIndex());
        SignedIndex index = viewer.indices.poll(20, TimeUnit.SECONDS);
        viewer.run(client -> client.streamFromEdge(1, 0));
        viewer.await("all slices", () -> all(index.newest()));
        return viewer.whole().keySet().stream().map(viewer::header).toList();
    }

    /** Returns how many slices are marked as behind a hole, but for the first, which always is. */
    long jumps() throws InterruptedException {
        List<SliceHeader> slices = slices();
        assertThat(slices.get(0).interrupted()).as("mark of the first slice").isTrue();
        return slices.stream().skip(1).filter(SliceHeader::interrupted).count();
    }

    /** Returns whether all slices are here; a stream that a busy machine broke begins again. */
    private boolean all(int newest) {
        if (!viewer.failed.isEmpty()) {
            viewer.failed.clear();
            viewer.run(client -> client.streamFromEdge(1, 0));
        }
        return viewer.whole().containsKey(newest);
    }

    /** Returns the answers to a player that plays anew whenever one ends, up to the end. */
    List<byte[]> played() throws Exception {
        return played(0);
    }

    /** Returns the same of a viewer that begins so many slices later. */
    List<byte[]> played(int left) throws Exception {
        try (Cinema cinema = cinema(left)) {
            byte[] last = cinema.media.get(cinema.media.size() - 1).getValue();
            FutureTask<List<byte[]>> answers = new FutureTask<>(() -> answers(cinema.port(), last));
            new Thread(answers, "player").start();
            cinema.play();
            return answers.get();
        }
    }

    /** Returns where the slices can be played from the one after so many on. */
    Cinema cinema(int left) throws Exception {
        slices();
        return new Cinema(viewer.whole().entrySet().stream().skip(left).toList());
    }

    /** A gateway that waits for its player. */
    final class Cinema implements AutoCloseable {
        private final HttpService service =
                new HttpService(OriginBed.config("screen", 0), Services.registry());
        private final FlvGateway gateway = new FlvGateway(service);
        private final List<Map.Entry<Integer, byte[]>> media;
        private final Map<Integer, Payload> headers;

        private Cinema(List<Map.Entry<Integer, byte[]>> media) throws Exception {
            this.media = media;
            headers = headers(media.get(0).getKey());
            gateway.headersFrom((slice, answer) -> answer.accept(headers.get(slice)));
            service.start();
        }

        int port() {
            return service.port();
        }

        /** Plays everything at once to a player, which comes back when its answer ends. */
        void play() throws InterruptedException {
            awaitPlayer(service, 1);
            for (Map.Entry<Integer, byte[]> one : media) {
                SliceHeader slice = viewer.header(one.getKey());
                gateway.play(slice, Payload.of(one.getValue()));
                if (headers.containsKey(one.getKey()) && slice.keyframe()) {
                    awaitPlayer(service, 0);
                }
            }
        }

        /**
         * Plays, behind what was played, what an origin that has started anew has: from 0 again.
         */
        void playAnother(Cinema another) {
            for (Map.Entry<Integer, byte[]> one : another.media) {
                SliceHeader slice = another.header(one.getKey());
                int number = slice.slice() + HIGHER;
                headers.put(number, another.headers.get(slice.slice()));
                gateway.play(
                        new SliceHeader(
                                number,
                                slice.dtsMillis(),
                                slice.durationMillis(),
                                slice.sizeBytes(),
                                slice.flags()),
                        Payload.of(one.getValue()));
            }
        }

        private SliceHeader header(int slice) {
            return viewer.header(slice);
        }

        @Override
        public void close() {
            service.close();
        }
    }

    /** Waits until the player is there, has come back, and has begun or waits. */
    private static void awaitPlayer(HttpService service, int waiting) throws InterruptedException {
        CompletableFuture.runAsync(() -> {}, service.eventLoop()).join();
        while (gauge(service, "players") != 1 || gauge(service, "waiting") != waiting) {
            Thread.sleep(1);
        }
    }

    private static double gauge(HttpService service, String name) {
        return service.registry().get("tributary.player." + name).gauge().value();
    }

    /** Returns the headers of the first slice and of those that another one applies from. */
    private Map<Integer, Payload> headers(int first) throws InterruptedException {
        Map<Integer, Payload> headers = new TreeMap<>();
        for (int slice : viewer.whole().keySet()) {
            int flags = viewer.header(slice).flags();
            if (slice == first || (flags & SliceHeader.SEQUENCE_HEADER) != 0) {
                BlockingQueue<Payload> answer = new LinkedBlockingQueue<>();
                viewer.run(client -> client.fetchHeader(slice, it -> answer.add(it.flv())));
                headers.put(slice, answer.poll(20, TimeUnit.SECONDS));
            }
        }
        return headers;
    }

    private static List<byte[]> answers(int port, byte[] last) throws Exception {
        List<byte[]> answers = new ArrayList<>();
        do {
            answers.add(answer(open(port), last));
        } while (!ends(answers.get(answers.size() - 1), last));
        return answers;
    }

    private static InputStream open(int port) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + FlvGateway.PATH);
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    /** Reads up to the end of an answer, or of the media. */
    private static byte[] answer(InputStream in, byte[] last) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        try (in) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                all.write(buffer, 0, n);
                if (ends(all.toByteArray(), last)) {
                    break;
                }
            }
        }
        return all.toByteArray();
    }

    private static boolean ends(byte[] all, byte[] last) {
        return all.length >= last.length
                && Arrays.equals(all, all.length - last.length, all.length, last, 0, last.length);
    }

    @Override
    public void close() {
        viewer.close();
        origin.close();
    }
}
