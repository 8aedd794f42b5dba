package dev.tributary.transport.player;

import dev.tributary.core.room.Capabilities;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.HttpClientConfig;
import dev.tributary.webrtc.ice.AddressPolicy;
import java.net.InetAddress;
import java.util.List;

/**
 * What a {@link ScreenViewer} watches, and from where.
 *
 * @param http how scheduler, tracker and edge are reached
 * @param addresses of this machine, on which links are made
 * @param policy which addresses of others links may be made with
 */
public record ScreenConfig(
        StreamKey stream,
        Capabilities capabilities,
        BaseUrl scheduler,
        HttpClientConfig http,
        List<InetAddress> addresses,
        AddressPolicy policy) {
    /** Copies the list. */
    public ScreenConfig {
        addresses = List.copyOf(addresses);
    }
}
