package dev.tributary.transport.host;

import dev.tributary.core.room.Capabilities;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.HttpClientConfig;

/**
 * A viewer and its way to the servers.
 *
 * @param stream what it watches
 * @param capabilities what it can do
 * @param scheduler where everything begins
 * @param edgeHttp how the edge is reached
 * @param serverHttp how scheduler and tracker are reached
 */
public record ViewerConfig(
        StreamKey stream,
        Capabilities capabilities,
        BaseUrl scheduler,
        HttpClientConfig edgeHttp,
        HttpClientConfig serverHttp) {}
