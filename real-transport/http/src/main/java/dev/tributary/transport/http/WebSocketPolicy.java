package dev.tributary.transport.http;

import dev.tributary.core.base.Check;
import java.util.Set;

/**
 * What a WebSocket of a route may do (reliability.md T9, T10, T21). Never compressed.
 *
 * @param messageMax largest message, bytes, in one frame or several
 * @param pendingMax bytes that may wait for a slow reader; the message above that ends it
 * @param text whether text messages are taken; otherwise they end the socket with 1003
 * @param origins pages that may connect, such as {@code https://example.org}; empty for all, and
 *     for clients that are no browsers. A list refuses clients without an origin
 * @param pingMillis silence after which a ping is sent; after twice as long the socket is taken for
 *     dead
 */
public record WebSocketPolicy(
        int messageMax, int pendingMax, boolean text, Set<String> origins, int pingMillis) {
    /** Checks the ranges. */
    public WebSocketPolicy {
        Check.range("messageMax", messageMax, 1, 1 << 24);
        Check.range("pendingMax", pendingMax, 1, 1 << 28);
        Check.range("pingMillis", pingMillis, 10, 3_600_000);
        origins = Set.copyOf(origins);
    }

    /** Binary messages of 16 KiB, 64 KiB pending, a dead socket found within 30 s. */
    public static WebSocketPolicy binary(Set<String> origins) {
        return new WebSocketPolicy(16 << 10, 64 << 10, false, origins, 14_000);
    }

    /** Returns whether a page with this {@code Origin} header, or null, may connect. */
    boolean admits(String origin) {
        return origins.isEmpty() || (origin != null && origins.contains(origin));
    }
}
