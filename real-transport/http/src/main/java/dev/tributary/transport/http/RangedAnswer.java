package dev.tributary.transport.http;

import io.netty.handler.codec.http.HttpHeaderNames;

/**
 * What a request for bytes that are all here is answered with: all of them, a part, or a refusal
 * (RFC 9110, 14).
 *
 * @param status 200, 206, 400 or 416
 * @param range which bytes; nothing of use when refused
 * @param refusal why not, in a word; empty when it is answered
 */
public record RangedAnswer(int status, ByteRange range, String refusal) {
    /**
     * Reads what is asked for, and sets the headers of the answer that tell of ranges.
     *
     * @param size how many bytes there are
     */
    public static RangedAnswer of(HttpExchange exchange, int size) {
        // RFC 9110, 13.1.5: without validators If-Range never holds, and the whole is sent.
        boolean whole = exchange.header(HttpHeaderNames.IF_RANGE) != null;
        String asked = whole ? null : exchange.header(HttpHeaderNames.RANGE);
        ByteRange range = ByteRange.parse(asked, size);
        exchange.set(HttpHeaderNames.ACCEPT_RANGES, "bytes");
        if (range.equals(ByteRange.MALFORMED)) {
            return new RangedAnswer(400, range, "bad_range");
        }
        if (range.equals(ByteRange.UNSATISFIABLE)) {
            exchange.set(HttpHeaderNames.CONTENT_RANGE, "bytes */" + size);
            return new RangedAnswer(416, range, "no_such_range");
        }
        boolean part = asked != null && asked.startsWith("bytes=");
        int last = range.from() + range.length() - 1;
        if (part) {
            String content = "bytes " + range.from() + "-" + last + "/" + size;
            exchange.set(HttpHeaderNames.CONTENT_RANGE, content);
        }
        return new RangedAnswer(part ? 206 : 200, range, "");
    }

    /** Returns whether there is nothing to send. */
    public boolean refused() {
        return !refusal.isEmpty();
    }
}
