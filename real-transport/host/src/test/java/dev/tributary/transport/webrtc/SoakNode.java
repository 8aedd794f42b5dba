package dev.tributary.transport.webrtc;

import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.transport.link.LinkBed;
import dev.tributary.transport.link.LinkEvents;
import dev.tributary.transport.link.LinkTransport;
import dev.tributary.webrtc.ice.IceTimings;

/** One transport of {@link SoakWorld}. */
final class SoakNode implements LinkEvents {
    static final int LINKS_MAX = 12;

    final WebRtcTransport transport;
    private final SoakWorld world;
    private final LinkBed bed;
    private final SoakLink[] links = new SoakLink[LINKS_MAX];

    SoakNode(LinkBed bed, SoakWorld world) {
        this.bed = bed;
        this.world = world;
        WebRtcConfig config = Rtc.config(IceTimings.defaults());
        transport = Rtc.transport(bed, this, config, Rtc.loopback(bed));
    }

    boolean full() {
        for (SoakLink link : links) {
            if (link == null) {
                return false;
            }
        }
        return true;
    }

    int take(SoakLink link) {
        for (int number = 0; number < LINKS_MAX; number++) {
            if (links[number] == null) {
                links[number] = link;
                return number;
            }
        }
        throw new IllegalStateException("no number is free");
    }

    SoakLink link(int number) {
        return links[number];
    }

    /** Closes a link from here, unless it is over; its number is free at once. */
    void close(SoakLink link) {
        int end = link.end(this);
        if (link.over[end]) {
            return;
        }
        link.over[end] = true;
        link.closedNanos = bed.clock().nowNanos();
        links[link.numbers[end]] = null;
        ((LinkTransport) transport).close(link.numbers[end], CloseReason.UNUSED);
    }

    @Override
    public void localSignal(int number, SignalKind kind, Payload blob) {
        SoakLink link = links[number];
        int to = 1 - link.end(this);
        bed.loop().execute(() -> link.nodes[to].signal(link, to, kind, blob));
    }

    private void signal(SoakLink link, int end, SignalKind kind, Payload blob) {
        if (links[link.numbers[end]] != link) {
            return;
        }
        if (kind == SignalKind.OFFER) {
            transport.answer(link.numbers[end], link.trickle, blob);
        } else {
            transport.remoteSignal(link.numbers[end], kind, blob);
        }
    }

    @Override
    public void linkUp(int number, int messageBytesMax) {
        SoakLink link = links[number];
        link.up[link.end(this)] = true;
    }

    @Override
    public void linkDown(int number, CloseReason reason) {
        SoakLink link = links[number];
        links[number] = null;
        link.over[link.end(this)] = true;
        world.guard(() -> world.ended(link, link.end(this), reason));
    }

    @Override
    public void linkTakes(int link, boolean more) {}

    @Override
    public void message(int number, byte[] message) {
        SoakLink link = links[number];
        world.guard(() -> link.received(link.end(this), message));
        world.received(message.length);
    }
}
