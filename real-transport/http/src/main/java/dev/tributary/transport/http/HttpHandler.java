package dev.tributary.transport.http;

/** Answers requests of a route, on the event loop of the service. */
@FunctionalInterface
public interface HttpHandler {
    /**
     * A request has come: its header on a streaming route, header and whole body on others.
     *
     * <p>The exchange may be answered at once or later, on the event loop. An exception is answered
     * with status 500, logged and counted.
     */
    void onRequest(HttpExchange exchange);
}
