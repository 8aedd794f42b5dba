package dev.tributary.sim.world;

import dev.tributary.core.nat.Connectivity;
import dev.tributary.core.nat.NatMatrix;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.net.FluidLink;
import dev.tributary.sim.net.Gathering;
import dev.tributary.sim.net.IceConfig;
import dev.tributary.sim.net.IceTiming;
import dev.tributary.sim.net.Mathis;

/**
 * A WebRTC connection between two viewers, from the first offer on (theory.md 1.10 and 1.11).
 *
 * <p>Offer, answer and candidates are real messages through the tracker; this class adds what the
 * two transports and the network do in between. Checks begin when each side knows an address of the
 * other. Full ICE puts the candidates into the descriptions and waits until gathering is complete;
 * Trickle ICE sends the descriptions at once and candidates as they come.
 */
final class Connection {
    /** ufrag, password, fingerprint and set-up, structured rather than SDP (reliability.md T11). */
    private static final int DESCRIPTION_BYTES = 120;

    private static final int CANDIDATE_BYTES = 40;
    private static final Payload CANDIDATE = Payload.ofLength(CANDIDATE_BYTES);
    private static final int FULL_CANDIDATES = 4;
    private static final int SEGMENT_BYTES = 1200;

    private final int number;
    private final World world;
    private final IceConfig ice;
    private final long dialedNanos;
    private final LinkEnd offerer;

    /** Null once the checks are done: most connections live long after. */
    private RandomStream random;

    private LinkEnd answerer;
    private boolean offererKnows;
    private boolean answererKnows;
    private boolean checking;
    private boolean up;
    private long rttNanos;
    private double loss;

    Connection(int number, World world, ViewerNode from, int link) {
        this.number = number;
        this.world = world;
        this.ice = world.ice();
        this.random = world.randomness().stream(World.ICE, number);
        this.dialedNanos = world.nowNanos();
        this.offerer = new LinkEnd(from, link, this);
    }

    LinkEnd offerer() {
        return offerer;
    }

    long rttNanos() {
        return rttNanos;
    }

    double loss() {
        return loss;
    }

    boolean up() {
        return up;
    }

    /** The offering transport starts. */
    void dial(boolean trickle) {
        begin(offerer, SignalKind.OFFER, trickle);
    }

    /** The other side's transport got the offer. */
    LinkEnd answer(ViewerNode viewer, int link, boolean trickle) {
        answerer = new LinkEnd(viewer, link, this);
        answerer.other = offerer;
        offerer.other = answerer;
        rttNanos = world.paths().rttNanos(offerer.viewer.site(), viewer.site());
        loss = world.paths().lossProbability(offerer.viewer.site(), viewer.site());
        long bottleneck = Mathis.bitsPerSecond(SEGMENT_BYTES, rttNanos, loss);
        offerer.path = new FluidLink(bottleneck);
        answerer.path = new FluidLink(bottleneck);
        answererKnows = !trickle;
        begin(answerer, SignalKind.ANSWER, trickle);
        return answerer;
    }

    private void begin(LinkEnd end, SignalKind kind, boolean trickle) {
        long now = world.nowNanos();
        if (world.fixedConnect()) {
            signal(end, now, kind, DESCRIPTION_BYTES);
            if (trickle) {
                signal(end, now, SignalKind.CANDIDATE, CANDIDATE_BYTES);
            }
            return;
        }
        long made = now + ice.makeNanos();
        Gathering gathering =
                IceTiming.gather(random, end.viewer.serverRttNanos(), end.viewer.loss(), ice);
        if (!trickle) {
            int size = DESCRIPTION_BYTES + FULL_CANDIDATES * CANDIDATE_BYTES;
            signal(end, made + gathering.completeNanos(), kind, size);
            return;
        }
        signal(end, made, kind, DESCRIPTION_BYTES);
        if (gathering.firstCandidateNanos() != Gathering.NEVER) {
            long first = made + gathering.firstCandidateNanos();
            signal(end, first, SignalKind.CANDIDATE, CANDIDATE_BYTES);
        }
        long complete = made + gathering.completeNanos();
        signal(end, complete, SignalKind.END_OF_CANDIDATES, Integer.BYTES);
    }

    private void signal(LinkEnd end, long atNanos, SignalKind kind, int size) {
        LocalSignal ready = new LocalSignal(kind, blob(kind, size));
        world.schedule(atNanos, end, Delivery.Kind.LOCAL_SIGNAL, 0, ready);
    }

    /** Only of an offer are the bytes looked at: they say which connection to answer. */
    private Payload blob(SignalKind kind, int size) {
        if (kind != SignalKind.OFFER) {
            return size == CANDIDATE_BYTES ? CANDIDATE : Payload.ofLength(size);
        }
        byte[] bytes = new byte[size];
        bytes[0] = (byte) (number >>> 24);
        bytes[1] = (byte) (number >>> 16);
        bytes[2] = (byte) (number >>> 8);
        bytes[3] = (byte) number;
        return Payload.of(bytes);
    }

    /** Returns the number of the connection that a blob belongs to. */
    static int numberOf(Payload blob) {
        return (blob.at(0) & 0xff) << 24
                | (blob.at(1) & 0xff) << 16
                | (blob.at(2) & 0xff) << 8
                | (blob.at(3) & 0xff);
    }

    /** A side has learned an address, or a whole description, of the other side. */
    void learned(LinkEnd end, SignalKind kind, boolean trickle) {
        boolean address = kind == SignalKind.CANDIDATE || (!trickle && kind == SignalKind.ANSWER);
        if (!address) {
            return;
        }
        if (end == offerer) {
            offererKnows = true;
        } else {
            answererKnows = true;
        }
        if (offererKnows && answererKnows && !checking) {
            checking = true;
            check();
            random = null;
        }
    }

    private void check() {
        Capabilities a = offerer.viewer.capabilities();
        Capabilities b = answerer.viewer.capabilities();
        boolean ipv4 = NatMatrix.connects(a.nat(), b.nat());
        boolean ipv6 = world.ipv6() && a.ipv6() && b.ipv6();
        boolean success = IceTiming.connects(random, ipv4, ipv6, ice) && !world.peersCut();
        long begin = world.fixedConnect() ? dialedNanos : world.nowNanos();
        if (!success) {
            long fail = Math.max(world.nowNanos(), begin + ice.connectTimeoutNanos());
            world.schedule(fail, offerer, Delivery.Kind.LINK_DOWN, 0, CloseReason.FAILED);
            world.schedule(fail, answerer, Delivery.Kind.LINK_DOWN, 0, CloseReason.FAILED);
            return;
        }
        world.invariants().paired(a, b, Connectivity.possible(a.nat(), ipv6, b.nat(), ipv6));
        long open = Math.max(world.nowNanos(), begin + openNanos());
        world.schedule(open, offerer, Delivery.Kind.LINK_UP, 0, null);
        world.schedule(open, answerer, Delivery.Kind.LINK_UP, 0, null);
    }

    private long openNanos() {
        if (world.fixedConnect()) {
            return world.fixedConnectNanos();
        }
        long checkNanos = IceTiming.checkNanos(random, rttNanos, loss);
        return IceTiming.paceNanos(random, ice)
                + Math.min(checkNanos, ice.connectTimeoutNanos())
                + IceTiming.secureNanos(rttNanos, ice);
    }

    void opened() {
        up = true;
    }

    /** The network is back before the transports gave up: what was held goes out. */
    void restored() {
        if (up) {
            offerer.release();
            answerer.release();
        }
    }

    /** Nothing has come through for so long that both transports give up. */
    void consentLost() {
        if (up) {
            world.schedule(
                    world.nowNanos(), offerer, Delivery.Kind.LINK_DOWN, 0, CloseReason.FAILED);
            world.schedule(
                    world.nowNanos(), answerer, Delivery.Kind.LINK_DOWN, 0, CloseReason.FAILED);
        }
    }

    /** A side hears that the link is gone; once both have, nobody will ask for it again. */
    void ended(LinkEnd end) {
        end.closed = true;
        end.viewer.stopSending(end);
        if (end.other == null || end.other.closed) {
            world.forget(number);
        }
    }

    /** One side has closed; the other hears of it, in order after what was sent before. */
    void close(LinkEnd end, CloseReason reason) {
        ended(end);
        LinkEnd far = end.other;
        if (!up || far == null || far.closed) {
            return;
        }
        long arrival = Math.max(far.controlNanos, world.nowNanos() + rttNanos / 2);
        if (world.peersCut()) {
            arrival = world.nowNanos() + World.CONSENT_NANOS;
            world.schedule(arrival, far, Delivery.Kind.LINK_DOWN, 0, CloseReason.FAILED);
        } else {
            world.schedule(arrival, far, Delivery.Kind.LINK_DOWN, 0, reason);
        }
    }
}
