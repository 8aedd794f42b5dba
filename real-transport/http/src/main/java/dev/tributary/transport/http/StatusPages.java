package dev.tributary.transport.http;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** What a service says of itself: whether it is ready, and its metrics. */
final class StatusPages {
    private final HttpService service;

    StatusPages(HttpService service) {
        this.service = service;
    }

    /** Answers 200, or 503 with the reason. */
    void health(HttpExchange exchange) {
        String reason = service.unready();
        exchange.set("Cache-Control", "no-store");
        exchange.respond(reason == null ? 200 : 503, reason == null ? "ok" : reason);
    }

    /** Shows the metrics to this machine only: on the port of the public. */
    void localMetrics(HttpExchange exchange) {
        if (exchange.remote().getAddress().isLoopbackAddress()) {
            metrics(exchange);
        } else {
            exchange.respond(404, "unknown_path");
        }
    }

    /** Shows the metrics. */
    void metrics(HttpExchange exchange) {
        exchange.respond(
                200,
                "text/plain; version=0.0.4; charset=utf-8",
                Unpooled.copiedBuffer(service.registry().scrape(), StandardCharsets.UTF_8));
    }
}
