package dev.tributary.transport.client;

import dev.tributary.core.base.Check;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import java.util.function.Consumer;

/**
 * How a client connects.
 *
 * @param connections kept open for requests that follow each other
 * @param silenceMillis a connection attempt or answer without a byte for so long has failed
 * @param tls for https, or null: https is refused then
 * @param hook called with every channel before its handlers are added, such as for a traffic shaper
 */
public record HttpClientConfig(
        int connections, int silenceMillis, SslContext tls, Consumer<Channel> hook) {
    /** Checks the ranges. */
    public HttpClientConfig {
        Check.range("connections", connections, 1, 64);
        Check.range("silenceMillis", silenceMillis, 10, 600_000);
    }

    /** Two connections and three seconds (p2p-media-loader's limit too), without TLS or hook. */
    public static HttpClientConfig defaults() {
        return new HttpClientConfig(2, 3_000, null, channel -> {});
    }

    /** Returns this with a hook on every channel. */
    public HttpClientConfig withHook(Consumer<Channel> other) {
        return new HttpClientConfig(connections, silenceMillis, tls, other);
    }

    /** Returns this with trust for https. */
    public HttpClientConfig withTls(SslContext trust) {
        return new HttpClientConfig(connections, silenceMillis, trust, hook);
    }

    /** Returns this with another time without a byte, milliseconds. */
    public HttpClientConfig withSilence(int millis) {
        return new HttpClientConfig(connections, millis, tls, hook);
    }
}
