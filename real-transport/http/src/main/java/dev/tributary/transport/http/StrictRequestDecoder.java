package dev.tributary.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.ReferenceCountUtil;
import java.util.List;

/**
 * Netty's decoder without its leniency about messages that two parsers read differently, and with a
 * brake: it decodes nothing while the connection can take nothing, and keeps the bytes.
 */
final class StrictRequestDecoder extends HttpRequestDecoder {
    private static final int CHUNK_MAX = 64 << 10;

    private final HttpConnection connection;
    private ChannelHandlerContext context;

    StrictRequestDecoder(HttpConnection connection) {
        super(
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(HttpLimits.LINE_MAX)
                        .setMaxHeaderSize(HttpLimits.HEADER_MAX)
                        .setMaxChunkSize(CHUNK_MAX)
                        .setInitialBufferSize(128)
                        .setAllowDuplicateContentLengths(false)
                        .setValidateHeaders(true)
                        .setStrictLineParsing(true)
                        .setUseRfc9112TransferEncoding(true));
        this.connection = connection;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    /** Returns the bytes that are kept for a request that is not complete, or must wait. */
    int heldBytes() {
        return actualReadableBytes() == 0 ? 0 : internalBuffer().capacity();
    }

    /** Goes on with the bytes that were kept. */
    void resume() throws Exception {
        if (actualReadableBytes() > 0) {
            channelRead(context, Unpooled.EMPTY_BUFFER);
            channelReadComplete(context);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object bytes) throws Exception {
        if (connection.closing()) {
            ReferenceCountUtil.release(bytes);
            return;
        }
        super.channelRead(from, bytes);
        if (!connection.takes() && actualReadableBytes() > 0) {
            connection.mustWait();
        }
    }

    @Override
    protected void decode(ChannelHandlerContext from, ByteBuf in, List<Object> out)
            throws Exception {
        if (connection.closing()) {
            in.skipBytes(in.readableBytes());
        } else if (connection.takes()) {
            super.decode(from, in, out);
        }
    }

    /** Netty asks for more bytes when none of those before made a message: not while they wait. */
    @Override
    public void channelReadComplete(ChannelHandlerContext from) throws Exception {
        if (connection.takes()) {
            super.channelReadComplete(from);
        } else {
            discardSomeReadBytes();
            from.fireChannelReadComplete();
        }
    }

    /** RFC 9112 section 6.1: a server may reject such a request, and should as it is smuggling. */
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both Transfer-Encoding and Content-Length");
    }
}
