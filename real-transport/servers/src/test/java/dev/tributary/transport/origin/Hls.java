package dev.tributary.transport.origin;

import dev.tributary.transport.edge.EdgeServer;
import dev.tributary.transport.edge.client.EdgeApi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is pushed, as HLS of its origin and of an edge. */
final class Hls implements AutoCloseable {
    static final String FOLDER = EdgeApi.path(OriginBed.STREAM) + "/hls/";

    private final HttpClient http = HttpClient.newHttpClient();
    final OriginServer origin;
    private final EdgeServer edge;

    Hls() throws IOException {
        origin = new OriginBed().origin(0, OriginBed.SECONDS);
        edge = OriginBed.edge(origin.port());
    }

    /** One publisher, from its beginning to its end. */
    Hls push(byte[] flv) throws IOException {
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

    HttpResponse<byte[]> get(String name, String... headers) throws Exception {
        return send("GET", origin.port(), name, headers);
    }

    HttpResponse<byte[]> send(String method, int port, String name, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + FOLDER + name))
                        .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** Returns the lines of the origin's playlist that name segments. */
    List<String> segments() throws Exception {
        return names(text(get("index.m3u8")));
    }

    /** Returns those of the edge's, once it lists as many. */
    List<String> edgeSegments(int count) throws Exception {
        while (true) {
            List<String> names = names(text(send("GET", edge.port(), "index.m3u8")));
            if (names.size() >= count) {
                return names;
            }
            Thread.sleep(20); // bounded by the test's time
        }
    }

    private static List<String> names(String playlist) {
        return playlist.lines().filter(line -> line.endsWith(".m4s")).toList();
    }

    int edgePort() {
        return edge.port();
    }

    /** Returns the name of the first configuration. */
    String init() throws Exception {
        return text(get("index.m3u8")).replaceAll("(?s).*?URI=\"([^\"]*)\".*", "$1");
    }

    /** Returns what the playlist names, a file for each configuration. */
    List<byte[]> files() throws Exception {
        List<ByteArrayOutputStream> files = new ArrayList<>();
        for (String line : text(get("index.m3u8")).lines().toList()) {
            if (line.startsWith("#EXT-X-MAP:URI=")) {
                files.add(new ByteArrayOutputStream());
            }
            if (line.matches("#EXT-X-MAP.*|.*\\.m4s")) {
                String name = line.replaceAll("#EXT-X-MAP:URI=|\"", "");
                files.get(files.size() - 1).writeBytes(get(name).body());
            }
        }
        return files.stream().map(ByteArrayOutputStream::toByteArray).toList();
    }

    @Override
    public void close() {
        edge.close();
        origin.close();
    }
}
