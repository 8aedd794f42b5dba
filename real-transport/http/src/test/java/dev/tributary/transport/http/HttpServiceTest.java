package dev.tributary.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Routes, bodies, streamed answers, health, metrics and the stop, over real sockets. */
@Tag("slow")
final class HttpServiceTest {
    private static final String LAST = "Host: x\r\nConnection: close\r\n\r\n";

    @Test
    void answersByMethodAndLongestPrefix() throws IOException {
        try (HttpService service = Services.plain(HttpLimits.defaults())) {
            service.get("/a/", e -> e.respond(200, "a:" + e.path() + ":" + e.query("q")));
            service.get("/a/b", e -> e.respond(200, "exact"));
            int port = service.start().port();
            assertThat(get(port, "/a/%41?q=1")).contains("200 OK").endsWith("a:/a/A:1\n");
            assertThat(get(port, "/a/b")).endsWith("exact\n");
            assertThat(get(port, "/nothing")).contains("404 Not Found");
            assertThat(RawClient.exchange(port, "DELETE /a/b HTTP/1.1\r\n" + LAST))
                    .contains("405 Method Not Allowed")
                    .containsIgnoringCase("allow: GET");
            assertThat(RawClient.exchange(port, "HEAD /a/b HTTP/1.1\r\n" + LAST))
                    .contains("200 OK")
                    .containsIgnoringCase("content-length: 6")
                    .endsWith("\r\n\r\n");
        }
    }

    @Test
    void keepsAConnectionAndAnswersPipelinedRequestsInOrder() throws IOException {
        try (HttpService service = Services.plain(HttpLimits.defaults())) {
            service.get(
                    "/late",
                    e ->
                            later(
                                    e,
                                    () -> {
                                        e.respond(200, "late");
                                    }));
            service.get("/soon", e -> e.respond(200, "soon"));
            int port = service.start().port();
            String head = " HTTP/1.1\r\nHost: x\r\n\r\n";
            String all =
                    RawClient.exchange(
                            port,
                            "GET /late"
                                    + head
                                    + "GET /no"
                                    + head
                                    + "GET /soon"
                                    + head
                                    + "GET /late HTTP/1.1\r\n"
                                    + LAST);
            assertThat(all.replaceAll("(?s)HTTP/1.1 (\\d+) .*?\r\n\r\n", "$1 "))
                    .isEqualTo("200 late\n404 unknown_path\n200 soon\n200 late\n");
        }
    }

    @Test
    void takesABoundedBodyAndNoLongerOne() throws IOException {
        try (HttpService service = Services.plain(HttpLimits.defaults())) {
            service.route(
                    "POST",
                    "/echo",
                    8,
                    e -> e.respond(200, e.body().toString(StandardCharsets.UTF_8)));
            int port = service.start().port();
            String post = "POST /echo HTTP/1.1\r\n";
            assertThat(RawClient.exchange(port, post + "Content-Length: 5\r\n" + LAST + "hello"))
                    .endsWith("hello\n");
            String chunked = post + "Transfer-Encoding: chunked\r\n" + LAST;
            assertThat(RawClient.exchange(port, chunked + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"))
                    .endsWith("abcde\n");
            assertThat(RawClient.exchange(port, chunked + "9\r\n123456789\r\n0\r\n\r\n"))
                    .contains("413");
            assertThat(RawClient.exchange(port, post + "Content-Length: 9\r\n" + LAST))
                    .contains("413");
            assertThat(
                            RawClient.exchange(
                                    port,
                                    "GET /healthz HTTP/1.1\r\nContent-Length: 1\r\n" + LAST + "x"))
                    .contains("413");
        }
    }

    @Test
    void streamsABodyInWithPauses() throws Exception {
        CompletableFuture<Integer> got = new CompletableFuture<>();
        try (HttpService service = Services.plain(HttpLimits.defaults())) {
            service.stream("PUT", "/in/", e -> e.receive(new Counting(e, got)));
            int port = service.start().port();
            String body = "x".repeat(1_000_000);
            String head =
                    "PUT /in/a HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1000000\r\n";
            try (RawClient client = new RawClient(port)) {
                client.send(head + LAST).readUntil("100 Continue\r\n\r\n");
                assertThat(client.send(body).readAll()).contains("200 OK").endsWith("1000000\n");
            }
            assertThat(got.get(5, TimeUnit.SECONDS)).isEqualTo(1_000_000);
        }
    }

    @Test
    void saysThatABodyWasCutOff() throws Exception {
        CompletableFuture<Integer> got = new CompletableFuture<>();
        try (HttpService service = Services.plain(HttpLimits.defaults())) {
            service.stream("PUT", "/in/", e -> e.receive(new Counting(e, got)));
            int port = service.start().port();
            try (RawClient client = new RawClient(port)) {
                client.send("PUT /in/a HTTP/1.1\r\nContent-Length: 100\r\n" + LAST + "abc");
            }
            assertThat(got.get(5, TimeUnit.SECONDS)).isEqualTo(-1);
        }
    }

    @Test
    void streamsAnAnswerAtTheReadersPace() throws Exception {
        try (HttpService service = Services.plain(HttpLimits.defaults())) {
            service.get("/out", e -> new Pump(e, 400).begin());
            int port = service.start().port();
            String answer = get(port, "/out");
            assertThat(answer).containsIgnoringCase("transfer-encoding: chunked");
            assertThat(answer.chars().filter(c -> c == '#').count()).isEqualTo(400 * 10_000);
        }
    }

    @Test
    void endsAStreamedAnswerToHeadWithItsHeader() throws Exception {
        CompletableFuture<Boolean> gone = new CompletableFuture<>();
        try (HttpService service = Services.plain(HttpLimits.defaults())) {
            service.get(
                    "/out",
                    e -> {
                        e.onClosed(() -> gone.complete(true));
                        new Pump(e, 3).begin();
                    });
            int port = service.start().port();
            String head = "HEAD /out HTTP/1.1\r\nHost: x\r\n\r\n";
            String both = RawClient.exchange(port, head + "GET /healthz HTTP/1.1\r\n" + LAST);
            assertThat(both).containsPattern("(?s)200 OK.*\r\n\r\nHTTP/1.1 200 OK.*ok\n$");
            assertThat(gone.get(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void answersALongPipelineWholly() throws Exception {
        try (HttpService service = Services.plain(HttpLimits.defaults())) {
            service.get("/late", e -> e.eventLoop().execute(() -> e.respond(200, "late")));
            String request = "GET /late HTTP/1.1\r\nHost: x\r\n\r\n";
            String all = request.repeat(100) + "GET /healthz HTTP/1.1\r\n" + LAST;
            String answer = RawClient.exchange(service.start().port(), all);
            assertThat(answer.split("\r\n\r\nlate\n", -1)).hasSize(101);
            assertThat(answer).endsWith("ok\n");
        }
    }

    @Test
    void noticesAReaderWhoLeaves() throws Exception {
        CompletableFuture<Boolean> gone = new CompletableFuture<>();
        try (HttpService service = Services.plain(HttpLimits.defaults())) {
            service.get(
                    "/endless",
                    e -> {
                        e.onClosed(() -> gone.complete(true));
                        e.begin(200, "video/x-flv");
                        e.flush();
                    });
            int port = service.start().port();
            try (RawClient client = new RawClient(port)) {
                client.send("GET /endless HTTP/1.1\r\n" + LAST).readUntil("\r\n\r\n");
            }
            assertThat(gone.get(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void answersAFailedHandlerWith500() throws IOException {
        try (HttpService service = Services.plain(HttpLimits.defaults())) {
            service.get(
                    "/bad",
                    e -> {
                        throw new IllegalStateException("no");
                    });
            int port = service.start().port();
            assertThat(get(port, "/bad")).contains("500").doesNotContain("IllegalState");
            assertThat(get(port, "/healthz")).endsWith("ok\n");
        }
    }

    @Test
    void showsHealthAndMetrics() throws IOException {
        try (HttpService service = Services.plain(HttpLimits.defaults())) {
            int port = service.start().port();
            get(port, "/nothing");
            assertThat(get(port, "/metrics"))
                    .contains("tributary_http_connections{service=\"test\"} 1")
                    .contains(
                            "tributary_refusals_total{reason=\"unknown_path\",service=\"test\"} 1");
            service.notReady("no origin");
            assertThat(get(port, "/healthz")).contains("503").endsWith("no origin\n");
        }
    }

    @Test
    void keepsMetricsOnTheAdminPortWhenThereIsOne() throws IOException {
        HttpConfig config = Services.config().withAdmin(Services.loopback());
        try (HttpService service = new HttpService(config, Services.registry()).start()) {
            assertThat(get(service.port(), "/metrics")).contains("404");
            assertThat(get(service.adminPort(), "/metrics")).contains("tributary_refusals_total");
            assertThat(get(service.adminPort(), "/healthz")).endsWith("ok\n");
        }
    }

    @Test
    void finishesWhatHasBegunBeforeItStops() throws Exception {
        CompletableFuture<HttpExchange> begun = new CompletableFuture<>();
        HttpService service = Services.plain(HttpLimits.defaults());
        service.get("/slow", begun::complete);
        int port = service.start().port();
        try (RawClient idle = new RawClient(port);
                RawClient client = new RawClient(port)) {
            idle.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").readUntil("ok\n");
            client.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
            HttpExchange exchange = begun.get(5, TimeUnit.SECONDS);
            CompletableFuture<Void> stopped = service.stop();
            assertThat(idle.readAll()).isEmpty();
            RawClient.awaitRefused(port);
            assertThat(stopped).isNotDone();
            exchange.eventLoop().execute(() -> exchange.respond(200, "done"));
            assertThat(client.readAll())
                    .containsIgnoringCase("connection: close")
                    .endsWith("done\n");
            stopped.get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void closesWhatDoesNotEndInTime() throws Exception {
        HttpService service = Services.plain(Services.impatient());
        CompletableFuture<HttpExchange> begun = new CompletableFuture<>();
        service.get("/never", begun::complete);
        int port = service.start().port();
        try (RawClient client = new RawClient(port)) {
            client.send("GET /never HTTP/1.1\r\nHost: x\r\n\r\n");
            begun.get(5, TimeUnit.SECONDS);
            service.stop().get(5, TimeUnit.SECONDS);
            assertThat(client.readAll()).isEmpty();
        }
    }

    @Test
    void refusesATakenPort() throws IOException {
        try (HttpService service = Services.plain(HttpLimits.defaults()).start()) {
            HttpConfig same = HttpConfig.of("second", Services.loopback(service.port()));
            assertThatThrownBy(() -> new HttpService(same, Services.registry()).start())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen");
        }
    }

    private static String get(int port, String target) throws IOException {
        return RawClient.exchange(port, "GET " + target + " HTTP/1.1\r\n" + LAST);
    }

    private static void later(HttpExchange exchange, Runnable task) {
        var unused = exchange.eventLoop().schedule(task, 50, TimeUnit.MILLISECONDS);
    }

    /** Counts a body, pausing after each part. */
    private static final class Counting implements BodyListener {
        private final HttpExchange exchange;
        private final CompletableFuture<Integer> got;
        private int sum;

        Counting(HttpExchange exchange, CompletableFuture<Integer> got) {
            this.exchange = exchange;
            this.got = got;
        }

        @Override
        public void onBytes(ByteBuf bytes) {
            sum += bytes.readableBytes();
            exchange.pauseBody();
            exchange.eventLoop().execute(exchange::resumeBody);
        }

        @Override
        public void onEnd() {
            got.complete(sum);
            exchange.respond(200, String.valueOf(sum));
        }

        @Override
        public void onAborted() {
            got.complete(-1);
        }
    }

    /** Writes parts while the reader keeps up. */
    private static final class Pump {
        private final HttpExchange exchange;
        private int left;

        Pump(HttpExchange exchange, int parts) {
            this.exchange = exchange;
            left = parts;
        }

        void begin() {
            exchange.begin(200, "text/plain");
            exchange.onWritable(this::more);
            more();
        }

        private void more() {
            while (left > 0 && exchange.isWritable()) {
                left--;
                exchange.write(Unpooled.copiedBuffer("#".repeat(10_000), StandardCharsets.UTF_8));
                exchange.flush();
            }
            if (left == 0 && exchange.isOpen()) {
                exchange.end();
            }
        }
    }
}
