package dev.tributary.transport.http;

import io.netty.buffer.ByteBuf;

/** Takes the body of a request of a streaming route, on the event loop. */
public interface BodyListener {
    /** The next bytes; the buffer is the caller's and is released after the call. */
    void onBytes(ByteBuf bytes);

    /** The body is complete; the exchange still wants an answer. */
    void onEnd();

    /** The connection ended before the body did; no answer can be given. */
    void onAborted();
}
