package dev.tributary.transport.http;

/** Decides about a new WebSocket, on the event loop of the service. */
@FunctionalInterface
public interface WebSocketAcceptor {
    /**
     * Returns who listens, or null to refuse with status 429; the refuser counts why.
     *
     * @param socket not open yet: nothing may be sent before the first message came
     */
    WebSocketListener accept(WebSocket socket);
}
