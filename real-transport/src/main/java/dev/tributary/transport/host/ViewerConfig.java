package dev.tributary.transport.host;

import dev.tributary.core.room.Capabilities;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.HttpClientConfig;
import io.netty.channel.Channel;
import java.util.function.Consumer;

/**
 * A viewer and its way to the servers.
 *
 * @param stream what it watches
 * @param capabilities what it can do
 * @param scheduler where everything begins
 * @param edgeHook called with every channel to the edge before it is used, such as for a shaper
 * @param serverHook the same for scheduler and tracker
 */
public record ViewerConfig(
        StreamKey stream,
        Capabilities capabilities,
        BaseUrl scheduler,
        Consumer<Channel> edgeHook,
        Consumer<Channel> serverHook) {
    /** How the edge is reached. */
    HttpClientConfig edgeHttp() {
        return HttpClientConfig.defaults().withHook(edgeHook);
    }

    /** How the scheduler is reached. */
    HttpClientConfig serverHttp() {
        return HttpClientConfig.defaults().withHook(serverHook);
    }
}
