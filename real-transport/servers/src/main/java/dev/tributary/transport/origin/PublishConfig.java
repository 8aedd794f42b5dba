package dev.tributary.transport.origin;

import dev.tributary.transport.client.BaseUrl;
import java.net.InetSocketAddress;

/**
 * How streams may be published besides an HTTP push with their secret.
 *
 * @param rtmp address to take RTMP on, with TLS if the origin has it; null for none
 * @param authorizer URL of the site that is asked before each publish; null for none
 */
public record PublishConfig(InetSocketAddress rtmp, BaseUrl.Target authorizer) {
    /** Returns what takes HTTP only, and asks nobody. */
    public static PublishConfig plain() {
        return new PublishConfig(null, null);
    }
}
