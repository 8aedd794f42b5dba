package dev.tributary.transport.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import java.util.Base64;

/** Opens WebSockets on a path (RFC 6455 section 4.2). */
final class WebSocketRoute implements HttpHandler {
    private static final String VERSION = "13";
    private static final int KEY_BYTES = 16;

    private final WebSocketServerProtocolConfig protocol;
    private final WebSocketPolicy policy;
    private final WebSocketAcceptor acceptor;
    private final Refusals refusals;

    WebSocketRoute(
            String path, WebSocketPolicy policy, WebSocketAcceptor acceptor, Refusals refusals) {
        protocol = protocol(path, policy);
        this.policy = policy;
        this.acceptor = acceptor;
        this.refusals = refusals;
    }

    @Override
    public void onRequest(HttpExchange exchange) {
        String origin = exchange.header(HttpHeaderNames.ORIGIN);
        if (!isHandshake(exchange)) {
            exchange.set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
            exchange.set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION);
            refuse(exchange, 426, "no_handshake", null);
        } else if (!policy.admits(origin)) {
            refuse(exchange, 403, "origin", origin);
        } else if (!exchange.upgrade(protocol, policy, acceptor)) {
            exchange.respond(429, "too many");
        }
    }

    private void refuse(HttpExchange exchange, int status, String reason, String detail) {
        refusals.count(reason, exchange.remote(), detail);
        exchange.respond(status, reason);
    }

    private static boolean isHandshake(HttpExchange exchange) {
        String upgrade = exchange.header(HttpHeaderNames.UPGRADE);
        return exchange.method().equals("GET")
                && upgrade != null
                && HttpHeaderValues.WEBSOCKET.contentEqualsIgnoreCase(upgrade)
                && exchange.headerHas(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
                && VERSION.equals(exchange.header(HttpHeaderNames.SEC_WEBSOCKET_VERSION))
                && isKey(exchange.header(HttpHeaderNames.SEC_WEBSOCKET_KEY));
    }

    private static boolean isKey(String key) {
        try {
            return key != null
                    && key.length() == 24
                    && Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Violations are answered with their close code by {@link WebSocket}. */
    private static WebSocketServerProtocolConfig protocol(String path, WebSocketPolicy policy) {
        return WebSocketServerProtocolConfig.newBuilder()
                .websocketPath(path)
                .checkStartsWith(true)
                .sendCloseFrame(null)
                .handleCloseFrames(true)
                .dropPongFrames(true)
                .decoderConfig(
                        WebSocketDecoderConfig.newBuilder()
                                .maxFramePayloadLength(policy.messageMax())
                                .allowExtensions(false)
                                .allowMaskMismatch(false)
                                .expectMaskedFrames(true)
                                .closeOnProtocolViolation(false)
                                .withUTF8Validator(policy.text())
                                .build())
                .build();
    }
}
