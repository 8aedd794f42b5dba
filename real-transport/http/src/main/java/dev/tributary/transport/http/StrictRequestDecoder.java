package dev.tributary.transport.http;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;

/** Netty's decoder without its leniency about messages that two parsers read differently. */
final class StrictRequestDecoder extends HttpRequestDecoder {
    private static final int CHUNK_MAX = 64 << 10;

    StrictRequestDecoder() {
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
    }

    /** RFC 9112 section 6.1: a server may reject such a request, and should as it is smuggling. */
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both Transfer-Encoding and Content-Length");
    }
}
