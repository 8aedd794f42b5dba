package dev.tributary.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a client may not do, each against a server that serves others on (T16). */
@Tag("slow")
final class HttpLimitsTest {
    private static final String HOST = "Host: x\r\n";

    @Test
    void closesAConnectionThatSaysNothing() throws Exception {
        try (HttpService service = Services.plain(Services.impatient()).start();
                RawClient client = new RawClient(service.port())) {
            assertThat(client.readAll()).isEmpty();
            assertThat(refusals(service, "slow_header")).isEqualTo(1);
        }
    }

    @Test
    void closesAHeaderThatDrips() throws Exception {
        try (HttpService service = Services.plain(Services.impatient()).start();
                RawClient client = new RawClient(service.port())) {
            client.send("GET /healthz HTTP/1.1\r\n");
            drip(client, service, "slow_header");
        }
    }

    @Test
    void closesASecondHeaderThatDrips() throws Exception {
        try (HttpService service = Services.plain(Services.impatient()).start();
                RawClient client = new RawClient(service.port())) {
            client.send("GET /healthz HTTP/1.1\r\n" + HOST + "\r\n").readUntil("ok\n");
            drip(client, service, "slow_header");
        }
    }

    @Test
    void closesABodyThatDrips() throws Exception {
        HttpService service = Services.plain(Services.impatient());
        service.route("POST", "/p", 1_000, e -> e.respond(200, "ok"));
        try (service;
                RawClient client = new RawClient(service.start().port())) {
            client.send("POST /p HTTP/1.1\r\n" + HOST + "Content-Length: 1000\r\n\r\n");
            drip(client, service, "slow_body");
        }
    }

    @Test
    void closesAStreamedBodyThatStops() throws Exception {
        HttpService service = Services.plain(Services.impatient());
        service.stream("POST", "/p", e -> {});
        try (service;
                RawClient client = new RawClient(service.start().port())) {
            client.send("POST /p HTTP/1.1\r\n" + HOST + "Content-Length: 1000\r\n\r\nabc");
            assertThat(client.readAll()).isEmpty();
            assertThat(refusals(service, "idle_body")).isEqualTo(1);
        }
    }

    @Test
    void closesAnIdleConnectionWithoutBlame() throws Exception {
        try (HttpService service = Services.plain(Services.impatient()).start();
                RawClient client = new RawClient(service.port())) {
            client.send("GET /healthz HTTP/1.1\r\n" + HOST + "\r\n").readUntil("ok\n");
            assertThat(client.readAll()).isEmpty();
            assertThat(refusals(service, "slow_header")).isZero();
        }
    }

    @Test
    void refusesLongLinesAndHeaders() throws Exception {
        try (HttpService service = Services.plain(HttpLimits.defaults()).start()) {
            int port = service.port();
            String line = "GET /" + "a".repeat(HttpLimits.LINE_MAX) + " HTTP/1.1\r\n";
            assertThat(RawClient.exchange(port, line + HOST + "\r\n")).contains(" 414 ");
            String header = "X: " + "a".repeat(HttpLimits.HEADER_MAX) + "\r\n";
            assertThat(RawClient.exchange(port, "GET /healthz HTTP/1.1\r\n" + header + "\r\n"))
                    .contains(" 431 ");
        }
    }

    @Test
    void cutsAReaderThatDoesNotRead() throws Exception {
        CompletableFuture<Boolean> gone = new CompletableFuture<>();
        HttpService service = Services.plain(Services.impatient());
        service.get(
                "/big",
                e -> {
                    e.onClosed(() -> gone.complete(true));
                    e.begin(200, "text/plain");
                    fill(e);
                    e.onWritable(() -> fill(e));
                });
        try (service;
                RawClient client = new RawClient(service.start().port())) {
            client.send("GET /big HTTP/1.1\r\n" + HOST + "\r\n");
            assertThat(gone.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(refusals(service, "slow_reader")).isEqualTo(1);
            assertThat(
                            RawClient.exchange(
                                    service.port(),
                                    "GET /healthz HTTP/1.1\r\n"
                                            + HOST
                                            + "Connection: close\r\n\r\n"))
                    .endsWith("ok\n");
        }
    }

    @Test
    void letsASlowButSteadyReaderRead() throws Exception {
        HttpLimits limits = Services.impatient();
        HttpService service = Services.plain(limits);
        int bytes = 6 << 20;
        service.get(
                "/big", e -> e.respond(200, "text/plain", Unpooled.wrappedBuffer(new byte[bytes])));
        try (service;
                Socket socket = new Socket()) {
            socket.setReceiveBufferSize(16 << 10);
            socket.connect(Services.loopback(service.start().port()));
            String request = "GET /big HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            long end =
                    System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(3L * limits.progressMillis());
            assertThat(slowly(socket.getInputStream(), end)).isGreaterThan(bytes);
        }
    }

    @Test
    void boundsConnectionsPerAddressAndInAll() throws Exception {
        for (HttpLimits limits :
                List.of(
                        HttpLimits.defaults().withConnections(100, 5, 1_000),
                        HttpLimits.defaults().withConnections(5, 100, 1_000))) {
            String reason =
                    limits.connectionsMax() == 5 ? "connections" : "connections_per_address";
            try (HttpService service = Services.plain(limits).start()) {
                List<RawClient> clients = new ArrayList<>();
                for (int i = 0; i < 5; i++) {
                    clients.add(new RawClient(service.port()));
                }
                assertThat(RawClient.exchange(service.port(), "")).isIn("", "<reset>");
                assertThat(refusals(service, reason)).isEqualTo(1);
                for (RawClient client : clients) {
                    client.send("GET /healthz HTTP/1.1\r\n" + HOST + "\r\n").readUntil("ok\n");
                    client.close();
                }
                awaitHealth(service.port());
            }
        }
    }

    @Test
    void acceptsAFloodAtItsOwnPace() throws Exception {
        HttpLimits limits = HttpLimits.defaults().withConnections(1_000, 1_000, 50);
        try (HttpService service = Services.plain(limits).start()) {
            long began = System.nanoTime();
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                clients.add(new RawClient(service.port()));
            }
            for (RawClient client : clients) {
                client.send("GET /healthz HTTP/1.1\r\n" + HOST + "\r\n").readUntil("ok\n");
                client.close();
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            assertThat(millis).as("70 above the burst at 50/s").isGreaterThan(700);
        }
    }

    private static void fill(HttpExchange exchange) {
        while (exchange.isWritable()) {
            exchange.write(Unpooled.wrappedBuffer(new byte[10_000]));
            exchange.flush();
        }
    }

    /** Sends a byte now and then until the server closes. */
    private static void drip(RawClient client, HttpService service, String reason)
            throws Exception {
        client.socket.setSoTimeout(20);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() - deadline < 0) {
            if (closed(client)) {
                break;
            }
            client.send("X");
        }
        assertThat(refusals(service, reason)).isEqualTo(1);
    }

    private static boolean closed(RawClient client) throws IOException {
        try {
            return client.socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException quiet) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** Reads all, evenly until the given time and then without pause. */
    private static long slowly(InputStream in, long endNanos) throws IOException {
        byte[] part = new byte[8 << 10];
        long sum = 0;
        for (int n = in.read(part); n >= 0; n = in.read(part)) {
            sum += n;
            if (System.nanoTime() - endNanos < 0) {
                LockSupport.parkNanos(2_000_000);
            }
        }
        return sum;
    }

    private static void awaitHealth(int port) throws IOException {
        String request = "GET /healthz HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n";
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        String answer = "";
        while (!answer.endsWith("ok\n") && System.nanoTime() - deadline < 0) {
            answer = RawClient.exchange(port, request);
        }
        assertThat(answer).endsWith("ok\n");
    }

    private static long refusals(HttpService service, String reason) throws Exception {
        return service.eventLoop().submit(() -> service.refusals().count(reason)).get();
    }
}
