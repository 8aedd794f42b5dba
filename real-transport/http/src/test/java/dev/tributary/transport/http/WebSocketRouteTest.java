package dev.tributary.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may open a WebSocket (RFC 6455 section 4.2, reliability.md T21), and an echo over one. */
final class WebSocketRouteTest {
    private static final String PATH = "/ws";

    @Test
    void refusesWhatIsNoHandshake() throws Exception {
        try (HttpService service = echo(Set.of())) {
            int port = service.start().port();
            String good = RawWebSocket.handshake(PATH, "");
            for (String[] change :
                    new String[][] {
                        {"Upgrade: websocket\r\n", ""},
                        {"Upgrade: websocket", "Upgrade: h2c"},
                        {"keep-alive, Upgrade", "keep-alive"},
                        {"Version: 13", "Version: 8"},
                        {"AAAAAAAAAAAAAAAAAAAAAA==", "AAAA"},
                        {"AAAAAAAAAAAAAAAAAAAAAA==", "*".repeat(24)},
                        {"Sec-WebSocket-Key", "Sec-WebSocket-Nokey"},
                    }) {
                String bad = good.replace(change[0], change[1]);
                assertThat(bad).isNotEqualTo(good);
                try (RawClient client = new RawClient(port)) {
                    assertThat(client.send(bad).readUntil("\r\n\r\n"))
                            .as(bad)
                            .contains(" 426 ")
                            .containsIgnoringCase("sec-websocket-version: 13");
                }
            }
        }
    }

    @Test
    void admitsPagesOfTheListOnly() throws Exception {
        try (HttpService service = echo(Set.of("https://good.example"))) {
            int port = service.start().port();
            assertThat(status(port, "Origin: https://good.example\r\n")).contains(" 101 ");
            assertThat(status(port, "Origin: https://evil.example\r\n")).contains(" 403 ");
            assertThat(status(port, "Origin: https://good.example.evil\r\n")).contains(" 403 ");
            assertThat(status(port, "Origin: null\r\n")).contains(" 403 ");
            assertThat(status(port, "")).contains(" 403 ");
        }
        try (HttpService service = echo(Set.of())) {
            int port = service.start().port();
            assertThat(status(port, "")).contains(" 101 ");
            assertThat(status(port, "Sec-WebSocket-Extensions: permessage-deflate\r\n"))
                    .contains(" 101 ")
                    .doesNotContainIgnoringCase("deflate");
        }
    }

    @Test
    void echoesAndSaysGoodbye() throws Exception {
        try (HttpService service = echo(Set.of());
                RawWebSocket socket = new RawWebSocket(service.start().port(), PATH)) {
            socket.send(new byte[] {1, 2, 3});
            assertThat(socket.read().payload()).containsExactly(1, 2, 3);
            socket.frame(RawWebSocket.FIN | RawWebSocket.PING, new byte[] {7});
            assertThat(socket.read().opcode()).isEqualTo(RawWebSocket.PONG);
            socket.frame(RawWebSocket.FIN | RawWebSocket.CLOSE, new byte[] {3, (byte) 0xe8});
            assertThat(socket.read().closeCode()).isEqualTo(1000);
            assertThat(socket.read().isEnd()).isTrue();
        }
    }

    @Test
    void doesNotTripOverDataThatComesWithTheHandshake() throws Exception {
        try (HttpService service = echo(Set.of())) {
            int port = service.start().port();
            try (RawClient client = new RawClient(port)) {
                client.send(
                        RawWebSocket.handshake(PATH, "") + "\u0081\u0080\u0001\u0002\u0003\u0004");
                client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").readAll();
            }
            long internal =
                    service.eventLoop().submit(() -> service.refusals().count("internal")).get();
            assertThat(internal).isZero();
        }
    }

    static HttpService echo(Set<String> origins) {
        HttpService service = Services.plain(HttpLimits.defaults());
        return service.webSocket(PATH, WebSocketPolicy.binary(origins), Echo::new);
    }

    private static String status(int port, String header) throws Exception {
        try (RawClient client = new RawClient(port)) {
            return client.send(RawWebSocket.handshake(PATH, header)).readUntil("\r\n\r\n");
        }
    }

    /** Sends back what comes. */
    record Echo(WebSocket socket) implements WebSocketListener {
        @Override
        public void onMessage(ByteBuf message) {
            socket.send(message.retain());
            socket.flush();
        }

        @Override
        public void onText(ByteBuf message) {
            socket.sendText(message.retain());
            socket.flush();
        }

        @Override
        public void onClosed() {}
    }
}
