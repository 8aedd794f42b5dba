package dev.tributary.transport.player;

import dev.tributary.core.link.LinkTable;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.transport.host.LoopClock;
import dev.tributary.transport.link.LinkEvents;
import dev.tributary.transport.link.LinkTransport;
import dev.tributary.transport.net.UdpPorts;
import dev.tributary.transport.webrtc.WebRtcConfig;
import dev.tributary.transport.webrtc.WebRtcTransport;
import dev.tributary.webrtc.dtls.DtlsIdentity;
import dev.tributary.webrtc.ice.IceConfig;
import dev.tributary.webrtc.ice.IceTimings;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * WebRTC links with the STUN servers that the scheduler named: made at the first link, which comes
 * after the scheduler's answer. Counts those that are open.
 */
final class ScheduledLinks implements LinkTransport {
    private final LoopClock clock;
    private final ScreenConfig config;
    private final DtlsIdentity identity;
    private final SecureRandom random;
    private final LinkEvents events;
    private final BitSet open = new BitSet(LinkTable.LINKS_MAX);
    private List<InetSocketAddress> stun = List.of();
    private WebRtcTransport links;

    ScheduledLinks(
            LoopClock clock,
            ScreenConfig config,
            DtlsIdentity identity,
            LinkEvents events,
            SecureRandom random) {
        this.clock = clock;
        this.config = config;
        this.identity = identity;
        this.events = new Counted(events);
        this.random = random;
    }

    /** Takes {@code host:port} of STUN servers; names are looked up elsewhere, as that blocks. */
    void stunServers(List<String> servers) {
        List<String> few = servers.subList(0, Math.min(servers.size(), IceConfig.STUN_SERVERS_MAX));
        CompletableFuture<Void> unused =
                CompletableFuture.supplyAsync(
                                () ->
                                        few.stream()
                                                .map(ScheduledLinks::resolve)
                                                .filter(address -> !address.isUnresolved())
                                                .toList())
                        .thenAcceptAsync(found -> stun = found, clock.loop());
    }

    private static InetSocketAddress resolve(String server) {
        int colon = server.lastIndexOf(':');
        int port = Integer.parseInt(server.substring(colon + 1));
        return port < 1 || port > 65_535
                ? InetSocketAddress.createUnresolved("", 0)
                : new InetSocketAddress(server.substring(0, colon), port);
    }

    /** Returns how many links are open. */
    int open() {
        return open.cardinality();
    }

    private WebRtcTransport links() {
        if (links == null) {
            IceConfig ice = new IceConfig(stun, config.policy(), IceTimings.defaults());
            UdpPorts ports = new UdpPorts(clock.loop(), config.addresses());
            links =
                    new WebRtcTransport(
                            clock, WebRtcConfig.of(ice), identity, ports, events, random);
        }
        return links;
    }

    @Override
    public void dial(int link, boolean trickle) {
        links().dial(link, trickle);
    }

    @Override
    public void answer(int link, boolean trickle, Payload offer) {
        links().answer(link, trickle, offer);
    }

    @Override
    public void remoteSignal(int link, SignalKind kind, Payload blob) {
        links().remoteSignal(link, kind, blob);
    }

    @Override
    public boolean send(int link, byte[] message, boolean media) {
        return links().send(link, message, media);
    }

    @Override
    public void close(int link, CloseReason reason) {
        open.clear(link);
        links().close(link, reason);
    }

    @Override
    public void close() {
        open.clear();
        if (links != null) {
            links.close();
        }
    }

    /** Counts on the way. */
    private final class Counted implements LinkEvents {
        private final LinkEvents to;

        Counted(LinkEvents to) {
            this.to = to;
        }

        @Override
        public void localSignal(int link, SignalKind kind, Payload blob) {
            to.localSignal(link, kind, blob);
        }

        @Override
        public void linkUp(int link, int messageBytesMax) {
            open.set(link);
            to.linkUp(link, messageBytesMax);
        }

        @Override
        public void linkDown(int link, CloseReason reason) {
            open.clear(link);
            to.linkDown(link, reason);
        }

        @Override
        public void linkTakes(int link, boolean more) {
            to.linkTakes(link, more);
        }

        @Override
        public void message(int link, byte[] message) {
            to.message(link, message);
        }
    }
}
