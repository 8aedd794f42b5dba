package dev.tributary.transport.http;

import io.netty.buffer.ByteBuf;

/** Takes what comes over one WebSocket, on the event loop of the service. */
public interface WebSocketListener {
    /** A binary message; the buffer is the caller's and is released after the call. */
    void onMessage(ByteBuf message);

    /** A text message, on a route that takes them; UTF-8 that was checked. */
    default void onText(ByteBuf message) {}

    /** The socket is gone, once; sending does nothing from now on. */
    void onClosed();
}
