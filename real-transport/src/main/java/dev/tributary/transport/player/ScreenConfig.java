package dev.tributary.transport.player;

import dev.tributary.core.room.Capabilities;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.webrtc.ice.AddressPolicy;
import java.net.InetAddress;
import java.util.List;

/**
 * What a {@link ScreenViewer} watches, and from where.
 *
 * @param addresses of this machine, on which links are made
 * @param policy which addresses of others links may be made with
 */
public record ScreenConfig(
        StreamKey stream,
        Capabilities capabilities,
        BaseUrl scheduler,
        List<InetAddress> addresses,
        AddressPolicy policy) {
    /** Copies the list. */
    public ScreenConfig {
        addresses = List.copyOf(addresses);
    }
}
