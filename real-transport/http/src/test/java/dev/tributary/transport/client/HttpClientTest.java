package dev.tributary.transport.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.transport.http.HttpExchange;
import dev.tributary.transport.http.HttpLimits;
import dev.tributary.transport.http.HttpService;
import dev.tributary.transport.http.Services;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers may answer before and instead of what was asked. */
@Timeout(60)
final class HttpClientTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n",
            })
    void answersBeforeTheAnswerAreSkipped(String before) throws Exception {
        assertThat(ask(before + OK)).isEqualTo("200 ok");
    }

    @Test
    void answersBeforeTheAnswerHaveAnEnd() throws Exception {
        assertThat(ask("HTTP/1.1 100 Continue\r\n\r\n".repeat(17) + OK)).contains("too many");
        assertThat(ask("HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n")).contains("unasked");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/live/a?x=1 b.flv /live/b.flv",
                "/live/a?x=1 ./b.flv /live/b.flv",
                "/live/a?x=1 ../b?c=/d/../e /b?c=/d/../e",
                "/live/a?x=1 ?again=1 /live/a?again=1",
                "/live/a?x=1 /c/./d /c/d",
                "/live/a?x=1 //HOST/e?f /e?f",
                "/live/a?x=1 http://HOST/g#part /g",
                "/live/a?x=1 HTTP://HOST /",
                "/live/a?x=1 b?sign=a|b&x={1}&y=ü /live/b?sign=a%7Cb&x=%7B1%7D&y=%C3%BC",
                "/live/a?x=1 b?50%&c=%41 /live/b?50%25&c=%41",
            })
    void redirectsOfEveryFormAreFollowed(String from, String location, String to) throws Exception {
        String[] seen = {""};
        try (HttpService service = Services.plain(HttpLimits.defaults())) {
            service.get(
                    "/",
                    e -> {
                        String target = e.target();
                        if (target.endsWith(from)) {
                            String host = "127.0.0.1:" + service.port();
                            e.set(HttpHeaderNames.LOCATION, location.replace("HOST", host));
                            e.respond(302, "this way");
                        } else {
                            seen[0] = e.target();
                            e.respond(200, "ok");
                        }
                    });
            service.start();
            assertThat(get(service, "http://127.0.0.1:" + service.port() + from)).startsWith("200");
            assertThat(seen[0]).isEqualTo(to);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ftp://x/", "http://", "http://a b/", "http://x:0/", "http://[/"})
    void aRedirectToNowhereSaysSo(String location) throws Exception {
        try (HttpService service = Services.plain(HttpLimits.defaults())) {
            service.get(
                    "/a",
                    e -> {
                        e.set(HttpHeaderNames.LOCATION, location);
                        e.respond(302, "this way");
                    });
            service.start();
            assertThat(get(service, "http://127.0.0.1:" + service.port() + "/a"))
                    .contains("redirected");
        }
    }

    @Test
    void aUserIsKnownToTheServerThatWasNamedWithIt() throws Exception {
        try (HttpService service = Services.plain(HttpLimits.defaults());
                HttpService other = Services.plain(HttpLimits.defaults())) {
            String[] seen = new String[3];
            service.get("/a", e -> redirect(e, seen, 0, "/b"));
            service.get("/b", e -> redirect(e, seen, 1, "http://127.0.0.1:" + other.port() + "/c"));
            other.get("/c", e -> redirect(e, seen, 2, null));
            service.start();
            other.start();
            String url = "http://me:p%40ss@127.0.0.1:" + service.port() + "/a";
            assertThat(get(service, url)).startsWith("200");
            String basic =
                    Base64.getEncoder().encodeToString("me:p@ss".getBytes(StandardCharsets.UTF_8));
            assertThat(seen).containsExactly("Basic " + basic, "Basic " + basic, "null");
            assertThat(BaseUrl.Target.parse(url).toString()).doesNotContain("me", "ss", basic);
        }
    }

    private static void redirect(HttpExchange exchange, String[] seen, int at, String to) {
        seen[at] = String.valueOf(exchange.header(HttpHeaderNames.AUTHORIZATION));
        if (to != null) {
            exchange.set(HttpHeaderNames.LOCATION, to);
        }
        exchange.respond(to == null ? 200 : 307, "ok");
    }

    /** Asks a server that gives one answer, whatever it hears. */
    private static String ask(String answer) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HttpService loop = Services.plain(HttpLimits.defaults())) {
            Thread thread = new Thread(() -> serve(server, answer), "server");
            thread.start();
            String said = get(loop, "http://127.0.0.1:" + server.getLocalPort() + "/");
            thread.join();
            return said;
        }
    }

    private static void serve(ServerSocket server, String answer) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().read(new byte[1_000]);
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            // The client has heard enough.
        }
    }

    private static String get(HttpService loop, String url) throws Exception {
        HttpClient client = new HttpClient(loop.eventLoop(), HttpClientConfig.defaults());
        CompletableFuture<String> said = new CompletableFuture<>();
        client.request(HttpCall.get(BaseUrl.Target.parse(url), new Text(said)));
        String text = said.get(20, TimeUnit.SECONDS);
        client.close();
        return text;
    }

    /** The status and the body of an answer, or why there is none. */
    private static final class Text implements ResponseSink {
        private final CompletableFuture<String> said;
        private final StringBuilder text = new StringBuilder();

        Text(CompletableFuture<String> said) {
            this.said = said;
        }

        @Override
        public void head(BaseUrl base, int status, HttpHeaders headers) {
            text.append(status).append(' ');
        }

        @Override
        public void bytes(ByteBuf bytes) {
            text.append(bytes.toString(StandardCharsets.UTF_8));
        }

        @Override
        public void end() {
            said.complete(text.toString());
        }

        @Override
        public void failed(String reason) {
            said.complete(reason);
        }
    }
}
