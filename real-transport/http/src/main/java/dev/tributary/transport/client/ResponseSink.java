package dev.tributary.transport.client;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;

/**
 * Takes the answer to a request, on the event loop: {@link #head}, bytes, then {@link #end}; or
 * {@link #failed} at any point, and nothing after it.
 */
public interface ResponseSink {
    /**
     * The answer begins, whatever its status.
     *
     * @param base the server that answers, after redirects
     */
    void head(BaseUrl base, int status, HttpHeaders headers);

    /** The next bytes of the body; the buffer is the caller's. */
    void bytes(ByteBuf bytes);

    /** The answer is complete. */
    void end();

    /** There will be no complete answer. */
    void failed(String reason);
}
