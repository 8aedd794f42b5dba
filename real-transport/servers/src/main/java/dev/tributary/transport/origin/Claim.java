package dev.tributary.transport.origin;

import dev.tributary.core.wire.StreamKey;
import java.net.InetSocketAddress;

/**
 * What somebody says who wants to publish.
 *
 * @param stream null when no stream was named
 * @param secret null when none was given; in no log
 * @param protocol {@code http} or {@code rtmp}
 */
record Claim(StreamKey stream, String secret, InetSocketAddress remote, String protocol) {
    static final String HTTP = "http";
    static final String RTMP = "rtmp";

    /** Says who wants what, and nothing of the secret. */
    @Override
    public String toString() {
        return protocol + " claim to " + stream;
    }
}
