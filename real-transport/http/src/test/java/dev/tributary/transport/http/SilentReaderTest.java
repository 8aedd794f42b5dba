package dev.tributary.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A client whose input makes us produce output, and that does not read it: what waits is bounded.
 */
@Tag("slow")
@Timeout(60)
final class SilentReaderTest {
    private static final String HOST = "Host: x\r\n";
    private static final int ANSWER_BYTES = 16 << 10;
    private static final int REQUESTS = 400;
    private static final int PINGS = 8_000;

    /** Above the mark there is one answer, and of bytes that were read one reading. */
    private static final int HELD_MAX = HttpLimits.HIGH_WATER + 4 * ANSWER_BYTES;

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pipelinedRequestsWaitForTheirReader(boolean tls) throws Exception {
        AtomicInteger answered = new AtomicInteger();
        HttpConfig.Tls files = tls ? TestCertificate.in(folder) : null;
        try (HttpService service = service(files)) {
            service.get("/a", e -> answer(e, answered.incrementAndGet()));
            service.start();
            try (Socket client = connect(service, files)) {
                byte[] one = ascii("GET /a HTTP/1.1\r\n" + HOST + "\r\n");
                client.getOutputStream().write(repeated(one, REQUESTS));
                awaitStandstill(answered);
                assertThat(held(service)).isBetween(1L, (long) HELD_MAX);
                assertThat(answered.get()).as("most are not looked at").isLessThan(REQUESTS / 2);
                assertThat(health(service, files)).endsWith("ok\n");
                readAnswers(client);
            }
            assertThat(answered).hasValue(REQUESTS);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ofPingsTheLatestIsAnswered(boolean tls) throws Exception {
        HttpConfig.Tls files = tls ? TestCertificate.in(folder) : null;
        try (HttpService service = service(files)) {
            service.webSocket("/ws", WebSocketPolicy.binary(Set.of()), Deaf::new);
            service.start();
            try (Socket client = connect(service, files)) {
                upgrade(client);
                byte[] flood = repeated(frame(RawWebSocket.PING, new byte[125]), PINGS / 10);
                long most = 0;
                for (int i = 0; i < 10; i++) {
                    client.getOutputStream().write(flood);
                    most = Math.max(most, held(service));
                }
                client.getOutputStream().write(frame(RawWebSocket.PING, ascii("last")));
                assertThat(most).isLessThan(HELD_MAX);
                int pongs = pongsUntil(client, "last");
                assertThat(pongs).as("answers to %d pings", PINGS).isLessThan(PINGS / 4);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void goodbyeDoesNotWaitForAReaderThatDoesNotRead(boolean tls) throws Exception {
        HttpConfig.Tls files = tls ? TestCertificate.in(folder) : null;
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        try (HttpService service = service(files)) {
            WebSocketPolicy policy =
                    new WebSocketPolicy(16 << 10, 8 << 20, false, Set.of(), 60_000);
            service.webSocket("/ws", policy, socket -> new Chatty(socket, closed));
            service.start();
            try (Socket client = connect(service, files)) {
                upgrade(client);
                client.getOutputStream().write(frame(RawWebSocket.BINARY, new byte[1]));
                assertThat(closed.get(30, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void allTogetherHoldNoMoreThanTheServiceHasRoomFor() throws Exception {
        int room = 1 << 20;
        HttpLimits limits = HttpLimits.defaults().withHeldBytes(room);
        HttpService service = Services.plain(limits);
        service.get("/a", e -> answer(e, 0));
        byte[] many = repeated(ascii("GET /a HTTP/1.1\r\n" + HOST + "\r\n"), 200);
        List<Socket> clients = new ArrayList<>();
        try (service) {
            service.start();
            for (int i = 0; i < 20; i++) {
                Socket client = connect(service, null);
                clients.add(client);
                client.getOutputStream().write(many);
            }
            while (refusals(service, "memory") == 0) {
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(held(service)).isLessThanOrEqualTo(room);
            assertThat(health(service, null)).endsWith("ok\n");
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    @Test
    void anIdleConnectionKeepsNothingOfItsLastRequest() throws Exception {
        CompletableFuture<WeakReference<HttpExchange>> last = new CompletableFuture<>();
        try (HttpService service = Services.plain(HttpLimits.defaults())) {
            service.get(
                    "/a",
                    e -> {
                        last.complete(new WeakReference<>(e));
                        e.respond(200, "ok");
                    });
            service.start();
            try (RawClient client = new RawClient(service.port())) {
                client.send("GET /a HTTP/1.1\r\n" + HOST + "\r\n").readUntil("ok\n");
                while (last.get().get() != null) {
                    System.gc();
                    LockSupport.parkNanos(10_000_000);
                }
                client.send("GET /a HTTP/1.1\r\n" + HOST + "\r\n").readUntil("ok\n");
            }
        }
    }

    private HttpService service(HttpConfig.Tls files) {
        // Nothing but what is tested may end a connection.
        HttpLimits patient = HttpLimits.defaults().withTimes(60_000, 60_000, 60_000, 100);
        HttpConfig config = Services.config().withLimits(patient);
        return new HttpService(files == null ? config : config.withTls(files), Services.registry());
    }

    private static void answer(HttpExchange exchange, int number) {
        byte[] bytes = new byte[ANSWER_BYTES];
        ByteBuffer.wrap(bytes).putInt(number);
        exchange.respond(200, "text/plain", Unpooled.wrappedBuffer(bytes));
    }

    private static Socket connect(HttpService service, HttpConfig.Tls files) throws Exception {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(64 << 10);
        socket.connect(Services.loopback(service.port()));
        socket.setSoTimeout(30_000);
        return files == null
                ? socket
                : TestCertificate.trusting(files)
                        .getSocketFactory()
                        .createSocket(socket, "127.0.0.1", service.port(), true);
    }

    private static String health(HttpService service, HttpConfig.Tls files) throws Exception {
        try (Socket socket = connect(service, files)) {
            String request = "GET /healthz HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(ascii(request));
            byte[] answer = socket.getInputStream().readAllBytes();
            return new String(answer, StandardCharsets.US_ASCII);
        }
    }

    /** Waits until there was nothing new for a while; on a slow machine too soon at worst. */
    private static void awaitStandstill(AtomicInteger counter) {
        int before = -1;
        while (counter.get() == 0 || counter.get() != before) {
            before = counter.get();
            LockSupport.parkNanos(200_000_000);
        }
    }

    private static void readAnswers(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
        for (int i = 1; i <= REQUESTS; i++) {
            skipHeader(in);
            byte[] body = in.readNBytes(ANSWER_BYTES);
            assertThat(ByteBuffer.wrap(body).getInt()).isEqualTo(i);
        }
    }

    private static void upgrade(Socket client) throws IOException {
        client.getOutputStream().write(ascii(RawWebSocket.handshake("/ws", "")));
        skipHeader(new DataInputStream(client.getInputStream()));
    }

    private static void skipHeader(DataInputStream in) throws IOException {
        int last4 = 0;
        while (last4 != 0x0d0a0d0a) {
            last4 = last4 << 8 | in.readUnsignedByte();
        }
    }

    private static int pongsUntil(Socket client, String wanted) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
        for (int pongs = 1; ; pongs++) {
            assertThat(in.readUnsignedByte()).isEqualTo(RawWebSocket.FIN | RawWebSocket.PONG);
            byte[] payload = in.readNBytes(in.readUnsignedByte());
            if (new String(payload, StandardCharsets.US_ASCII).equals(wanted)) {
                return pongs;
            }
        }
    }

    /** Returns a frame with a mask of zeros. */
    private static byte[] frame(int opcode, byte[] payload) {
        byte[] frame = new byte[6 + payload.length];
        frame[0] = (byte) (RawWebSocket.FIN | opcode);
        frame[1] = (byte) (0x80 | payload.length);
        System.arraycopy(payload, 0, frame, 6, payload.length);
        return frame;
    }

    private static byte[] repeated(byte[] one, int times) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            all.writeBytes(one);
        }
        return all.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static long held(HttpService service) throws Exception {
        return service.eventLoop().submit(service::heldBytes).get();
    }

    private static long refusals(HttpService service, String reason) throws Exception {
        return service.eventLoop().submit(() -> service.refusals().count(reason)).get();
    }

    /** Takes everything and says nothing. */
    private record Deaf(WebSocket socket) implements WebSocketListener {
        @Override
        public void onMessage(ByteBuf message) {}

        @Override
        public void onClosed() {}
    }

    /** Says more than the network takes, and then goodbye. */
    private record Chatty(WebSocket socket, CompletableFuture<Boolean> closed)
            implements WebSocketListener {
        @Override
        public void onMessage(ByteBuf message) {
            for (int i = 0; i < 400; i++) {
                socket.send(Unpooled.wrappedBuffer(new byte[ANSWER_BYTES]));
            }
            socket.flush();
            socket.close(1000, "");
        }

        @Override
        public void onClosed() {
            closed.complete(true);
        }
    }
}
