package dev.tributary.transport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.HttpClientConfig;
import dev.tributary.transport.edge.client.EdgeClient;
import dev.tributary.transport.edge.client.SignedIndex;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client whose edge sends it elsewhere, stops, is silent, or talks nonsense. */
@Timeout(60)
@Tag("slow")
final class EdgeClientFailureTest {
    private EdgeBed bed;

    @BeforeEach
    void start() throws Exception {
        bed = new EdgeBed();
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    /** Returns a viewer that asks one edge and is sent to another. */
    private static Viewer sent(EdgeBed door, int subStreams) {
        HttpClientConfig config = HttpClientConfig.defaults();
        return new Viewer(door.base(), EdgeBed.STREAM, subStreams, true, config);
    }

    @Test
    void theIndexComesFromTheNodeThatIsOurs() throws Exception {
        bed.publish(8, 100);
        try (EdgeBed door = new EdgeBed(bed.base());
                Viewer viewer = sent(door, 6)) {
            viewer.run(EdgeClient::fetchIndex);
            SignedIndex index = viewer.indices.poll(10, TimeUnit.SECONDS);
            assertThat(index.index().headers()).extracting(h -> h.slice()).containsExactly(8);
            viewer.run(client -> assertThat(client.node()).isEqualTo(bed.base()));
            viewer.run(client -> client.fetchFromEdge(1, 8, 0, 0, false));
            viewer.await("8", () -> viewer.whole().containsKey(8));
        }
    }

    @Test
    void aViewerWhoseNodeIsGoneIsTakenInByAnother() throws Exception {
        try (EdgeBed other = new EdgeBed();
                EdgeBed door = new EdgeBed(bed.base(), other.base());
                Viewer viewer = sent(door, 1)) {
            for (int s = 1; s <= 3; s++) {
                bed.publish(s, 1_000);
                other.publish(s, 1_000);
            }
            viewer.run(client -> client.streamFromEdge(1, 1));
            viewer.await("all", () -> viewer.whole().size() == 3);
            BaseUrl[] node = new BaseUrl[1];
            viewer.run(client -> node[0] = client.node());
            boolean first = node[0].equals(bed.base());
            (first ? bed : other).service.stop().join();
            EdgeBed left = first ? other : bed;
            left.publish(4, 1_000);
            int asked = 0;
            while (!viewer.whole().containsKey(4) && asked < 50) {
                int failures = ++asked;
                viewer.await(
                        "failure or slice",
                        () -> viewer.failed.size() >= failures || viewer.whole().containsKey(4));
                viewer.run(client -> client.streamFromEdge(1, 4));
            }
            viewer.run(client -> assertThat(client.node()).isEqualTo(left.base()));
            viewer.run(client -> client.fetchFromEdge(9, 2, 0, 0, false));
            viewer.await("fetch", () -> viewer.log.contains("data 9 2/0"));
        }
    }

    @Test
    void anEdgeThatStopsFailsTheStreamAndWhatIsAskedThen() throws Exception {
        bed.publish(1, 1_000);
        try (Viewer viewer = new Viewer(bed.base(), EdgeBed.STREAM, 1)) {
            viewer.run(client -> client.streamFromEdge(1, 1));
            viewer.await("1", () -> viewer.whole().containsKey(1));
            bed.close();
            viewer.await("stream", () -> viewer.failed.contains(0));
            viewer.run(client -> client.fetchFromEdge(5, 1, 0, 0, false));
            viewer.run(EdgeClient::fetchIndex);
            viewer.await(
                    "rest", () -> viewer.failed.contains(5) && viewer.log.contains("indexFailed"));
        }
    }

    @Test
    void aStreamWithoutSlicesIsKeptAliveByBeats() throws Exception {
        HttpClientConfig impatient = HttpClientConfig.defaults().withSilence(1_500);
        try (Viewer viewer = new Viewer(bed.base(), EdgeBed.STREAM, 6, false, impatient)) {
            viewer.run(client -> client.streamFromEdge(1, 1));
            TimeUnit.MILLISECONDS.sleep(2_500);
            assertThat(viewer.failed).isEmpty();
            bed.publish(1, 100);
            viewer.await("1", () -> viewer.whole().containsKey(1));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab",
                "HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 302 Found\r\nLocation: /loop\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 302 Found\r\nLocation: ftp://x/\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n\377\377\377abc",
                "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n\0\0\3abc",
                "HTTP/1.1 206 Partial\r\nContent-Range: bytes 0-5/6\r\nContent-Length: 6\r\n"
                        + "tributary-slice: 1,0,0,7,0\r\n\r\nabcdef",
                "HTTP/1.1 206 Partial\r\nContent-Range: bytes 0-5/6\r\nContent-Length: 6\r\n"
                        + "tributary-slice: 1,0,0,6,9\r\n\r\nabcdef",
                "HTTP/1.1 206 Partial\r\nContent-Range: bytes 0-5/6\r\nContent-Length: 3\r\n"
                        + "tributary-slice: 1,0,0,6,0\r\n\r\nabc",
                "garbage\r\n\r\n"
            })
    void anEdgeThatTalksNonsenseFailsEveryQuestionOnce(String answer) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> talk(server, answer));
            thread.setDaemon(true);
            thread.start();
            BaseUrl base = new BaseUrl(false, "127.0.0.1", server.getLocalPort());
            HttpClientConfig impatient = HttpClientConfig.defaults().withSilence(400);
            try (Viewer viewer = new Viewer(base, EdgeBed.STREAM, 6, false, impatient)) {
                viewer.run(client -> client.streamFromEdge(1, 1));
                viewer.run(client -> client.fetchFromEdge(1, 1, 0, 0, false));
                viewer.run(client -> client.fetchFromEdge(2, 1, 15, 0, false));
                viewer.run(EdgeClient::fetchIndex);
                viewer.await("all", () -> viewer.log.size() >= 4);
                assertThat(viewer.log)
                        .containsExactlyInAnyOrder(
                                "failed 0", "failed 1", "failed 2", "indexFailed");
            }
        }
    }

    private static void talk(ServerSocket server, String answer) {
        List<Socket> open = new ArrayList<>();
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                new Thread(() -> answerAll(socket, answer)).start();
            }
        } catch (IOException end) {
            open.forEach(EdgeClientFailureTest::closeQuietly);
        }
    }

    private static void answerAll(Socket socket, String answer) {
        try {
            InputStream in = socket.getInputStream();
            StringBuilder request = new StringBuilder();
            for (int c = in.read(); c >= 0; c = in.read()) {
                request.append((char) c);
                if (request.indexOf("\r\n\r\n") >= 0) {
                    request.setLength(0);
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                }
            }
        } catch (IOException gone) {
            closeQuietly(socket);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // It is over either way.
        }
    }
}
