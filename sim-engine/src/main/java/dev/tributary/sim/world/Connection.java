package dev.tributary.sim.world;

import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.sim.net.Mathis;

/**
 * A WebRTC connection between two viewers, from the first offer on: its path and its two ends.
 *
 * <p>There are ten per viewer, hence few fields: what is needed only at first is in the {@link
 * Handshake}, only in a cut network in a list.
 */
final class Connection {
    /** Payload of a full packet, for the rate of congestion control. */
    static final int SEGMENT_BYTES = 1200;

    private final int number;
    private final LinkEnd offerer;
    private LinkEnd answerer;

    /** Null once the checks have begun. */
    private Handshake handshake;

    Connection(int number, Network network, LinkHost from, int link) {
        this.number = number;
        handshake = new Handshake(network, number, from.clockNanos());
        offerer = new LinkEnd(from, link, this);
    }

    private Network network() {
        return offerer.viewer.world().network();
    }

    private Run run() {
        return offerer.viewer.world().run();
    }

    int number() {
        return number;
    }

    LinkEnd offerer() {
        return offerer;
    }

    /** The offering transport starts. */
    void dial(boolean trickle) {
        handshake.dial(offerer, trickle);
    }

    /** The other side's transport got the offer. */
    LinkEnd answer(LinkHost viewer, int link, boolean trickle) {
        answerer = new LinkEnd(viewer, link, this);
        long rttNanos = network().paths().rttNanos(offerer.viewer.site(), viewer.site());
        boolean oneIsp = offerer.viewer.site().isp() == viewer.site().isp();
        offerer.answered(answerer, rttNanos, oneIsp);
        answerer.answered(offerer, rttNanos, oneIsp);
        network().endOffer(number);
        handshake.answer(answerer, trickle);
        return answerer;
    }

    /** A side has learned an address, or a whole description, of the other side. */
    void learned(LinkEnd end, SignalKind kind, boolean trickle) {
        if (handshake != null && handshake.learned(end == offerer, kind, trickle)) {
            handshake.check(end.viewer.clockNanos(), offerer, answerer, loss());
            handshake = null;
        }
    }

    private double loss() {
        return network().paths().lossProbability(offerer.oneIsp());
    }

    void opened() {
        long rate = Mathis.bitsPerSecond(SEGMENT_BYTES, offerer.rttNanos(), loss());
        offerer.opened(rate);
        answerer.opened(rate);
    }

    /** The network is back before the transports gave up: what was held goes out. */
    void restored() {
        if (offerer.up()) {
            network().held().release(offerer);
            network().held().release(answerer);
        }
    }

    /** Returns whether either end is closed. */
    boolean ended() {
        return offerer.closed || answerer.closed;
    }

    /** Counts a message that was under way when the link ended. */
    void lose(Object content) {
        if (content instanceof Data data) {
            run().invariants().landed(data.payload().length());
            run().invariants().lost(data.payload().length());
        }
    }

    /** Nothing has come through for so long that both transports give up. */
    void consentLost() {
        if (offerer.up()) {
            goDown(run().nowNanos(), offerer, CloseReason.FAILED);
            goDown(run().nowNanos(), answerer, CloseReason.FAILED);
        }
    }

    private void goDown(long atNanos, LinkEnd end, CloseReason reason) {
        run().post(atNanos, end, Delivery.Kind.LINK_DOWN, 0, reason);
    }

    /** A side hears that the link is gone. */
    void ended(LinkEnd end) {
        end.closed = true;
        end.viewer.stopSending(end);
        if (answerer == null) {
            network().endOffer(number);
        }
    }

    /** One side has closed; the other hears of it, in order after what was sent before. */
    void close(LinkEnd end, CloseReason reason) {
        ended(end);
        LinkEnd far = end.other();
        if (!end.up() || far == null || far.closed) {
            return;
        }
        if (network().peersCut()) {
            silence(far);
        } else {
            long arrival = end.viewer.clockNanos() + end.rttNanos() / 2;
            goDown(Math.max(end.controlNanos, arrival), far, reason);
        }
    }

    /** Nothing comes any more: the far transport gives up when its consent has expired. */
    private void silence(LinkEnd far) {
        goDown(run().nowNanos() + network().consentNanos(), far, CloseReason.FAILED);
    }

    /** One side is gone without a word. */
    void vanish(LinkEnd end) {
        ended(end);
        LinkEnd far = end.other();
        if (end.up() && far != null && !far.closed) {
            silence(far);
        }
    }
}
