package dev.tributary.live;

import dev.tributary.core.base.Time;
import dev.tributary.core.peer.PeerObserver;
import dev.tributary.core.room.Access;
import dev.tributary.live.net.Host;
import dev.tributary.live.net.Line;
import dev.tributary.live.net.SendWindow;
import dev.tributary.live.net.ShapedPorts;
import dev.tributary.live.net.ShapedTcp;
import dev.tributary.measure.Session;
import dev.tributary.measure.ViewerMeter;
import dev.tributary.measure.ViewerRow;
import dev.tributary.sim.audience.LineCourses;
import dev.tributary.sim.net.AccessLink;
import dev.tributary.sim.script.Appearance;
import dev.tributary.transport.client.HttpClientConfig;
import dev.tributary.transport.host.ViewerConfig;
import dev.tributary.transport.host.ViewerHost;
import dev.tributary.transport.journal.JournalWriter;
import dev.tributary.transport.link.LinkEvents;
import dev.tributary.transport.link.LinkTransport;
import dev.tributary.transport.webrtc.WebRtcConfig;
import dev.tributary.transport.webrtc.WebRtcTransport;
import dev.tributary.webrtc.dtls.DtlsIdentity;
import dev.tributary.webrtc.ice.AddressPolicy;
import dev.tributary.webrtc.ice.IceConfig;
import dev.tributary.webrtc.ice.IceTimings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One viewer over real sockets, from its coming to its going. */
final class LiveViewer implements Session {
    /** The lab's own addresses count, private ones behind its NATs do not. */
    private static final AddressPolicy ADDRESSES = new AddressPolicy(true, false);

    private final Lab lab;
    private final Appearance appearance;
    private final Host host;
    private final ViewerMeter meter;
    private ViewerHost viewer;
    private final boolean forger;
    private ViewerRow row;

    LiveViewer(Lab lab, Appearance appearance, boolean forger, JournalWriter journal) {
        this.lab = lab;
        this.appearance = appearance;
        this.forger = forger;
        host = lab.network().add(appearance, line());
        meter = new ViewerMeter(lab.clock().nowNanos() + Lab.HEAD_START_NANOS, lab.room());
        LiveWatch watch =
                new LiveWatch(
                        lab.clock(), lab.room(), lab.ledger(), lab.findings(), appearance.id());
        Instant now = Instant.now();
        DtlsIdentity identity =
                DtlsIdentity.generate(
                        lab.random(), now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(30)));
        ViewerConfig config =
                new ViewerConfig(
                        Lab.STREAM,
                        appearance.capabilities(),
                        lab.scheduler(),
                        http(true),
                        http(false));
        viewer =
                new ViewerHost(
                        lab.clock(),
                        config,
                        identity.fingerprint(),
                        events -> links(identity, events),
                        new ViewerHost.Watchers(
                                PeerObserver.both(meter, watch), watch, watch, journal),
                        lab.random());
        viewer.play();
    }

    private Line line() {
        long key = appearance.site().id();
        Access access = appearance.capabilities().access();
        LineCourses courses = lab.courses();
        return new Line(
                courses.up(key, access).link(appearance.upBitsPerSecond(), AccessLink.UNLIMITED),
                courses.down(key, access)
                        .link(appearance.downBitsPerSecond(), AccessLink.UNLIMITED),
                new AccessLink(lab.cdnBitsPerSecond()));
    }

    private HttpClientConfig http(boolean cdn) {
        return HttpClientConfig.defaults()
                .withHook(channel -> channel.pipeline().addFirst(tcp(cdn)));
    }

    private ShapedTcp tcp(boolean cdn) {
        SendWindow window = cdn ? SendWindow.of(lab.scenario().cdn()) : SendWindow.full();
        ShapedTcp.Link link = cdn ? lab.edge() : lab.servers();
        return new ShapedTcp(lab.network(), host, cdn, link, window);
    }

    private LinkTransport links(DtlsIdentity identity, LinkEvents events) {
        IceConfig ice = new IceConfig(List.of(lab.stun()), ADDRESSES, IceTimings.defaults());
        boolean ipv6 = lab.scenario().room().ipv6() && appearance.capabilities().ipv6();
        ShapedPorts.Reach reach =
                new ShapedPorts.Reach(
                        lab.scenario().network().connectSuccess(),
                        lab.scenario().network().ipv6Success(),
                        ipv6);
        ShapedPorts ports = new ShapedPorts(host, lab.network(), reach);
        LinkTransport links =
                new WebRtcTransport(
                        lab.clock(), WebRtcConfig.of(ice), identity, ports, events, lab.random());
        return forger ? new Forger(links) : links;
    }

    @Override
    public long leftNanos() {
        return appearance.leaveNanos();
    }

    boolean stalled() {
        return row == null && meter.stalled();
    }

    boolean gone() {
        return row != null;
    }

    void resetMeter() {
        if (!gone()) {
            meter.reset(lab.clock().nowNanos() - appearance.joinNanos());
        }
    }

    void leave() {
        if (!gone()) {
            row = row(lab.clock().nowNanos());
            viewer.close();
        }
    }

    /**
     * Falls silent: its sockets stay open until the end of the run, for nobody is to hear that it
     * is gone.
     */
    void crash() {
        row = row(lab.clock().nowNanos());
        lab.network().silence(host);
    }

    /** Frees what still delivers goodbyes, and what the viewer held; its row stays. */
    void abandon() {
        leave();
        if (viewer != null) {
            viewer.close();
            viewer.abandon();
            viewer = null;
        }
    }

    /** Returns the row; what happened since the end of the run, on a late clock, counts as well. */
    @Override
    public ViewerRow row(long endNanos) {
        if (gone()) {
            return row;
        }
        long untilNanos = Math.max(endNanos, lab.clock().nowNanos());
        return meter.row(
                appearance.id(),
                appearance.capabilities(),
                Time.seconds(appearance.joinNanos()),
                untilNanos - appearance.joinNanos());
    }

    @Override
    public double uploadPerDownloadMax() {
        return meter.uploadPerDownloadMax();
    }
}
