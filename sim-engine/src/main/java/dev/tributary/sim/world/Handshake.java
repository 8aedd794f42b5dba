package dev.tributary.sim.world;

import dev.tributary.core.base.Time;
import dev.tributary.core.nat.Connectivity;
import dev.tributary.core.nat.NatMatrix;
import dev.tributary.core.peer.LocalSignal;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.net.Gathering;
import dev.tributary.sim.net.IceConfig;
import dev.tributary.sim.net.IceTiming;

/**
 * How a connection comes up: gathering, signals and checks (theory.md 1.10 and 1.11); forgotten
 * once the checks have begun, since most connections live long after.
 *
 * <p>Offer, answer and candidates are real messages through the tracker; this class adds what the
 * two transports and the network do in between. Checks begin when each side knows an address of the
 * other. Full ICE puts the candidates into the descriptions and waits until gathering is complete;
 * Trickle ICE sends the descriptions at once and candidates as they come.
 */
final class Handshake {
    /** ufrag, password, fingerprint and set-up, structured rather than SDP (reliability.md T11). */
    private static final int DESCRIPTION_BYTES = 120;

    private static final int CANDIDATE_BYTES = 40;
    private static final int FULL_CANDIDATES = 4;
    private static final int FULL_BYTES = DESCRIPTION_BYTES + FULL_CANDIDATES * CANDIDATE_BYTES;
    private static final LocalSignal ANSWER = ofLength(SignalKind.ANSWER, DESCRIPTION_BYTES);
    private static final LocalSignal FULL_ANSWER = ofLength(SignalKind.ANSWER, FULL_BYTES);
    private static final LocalSignal CANDIDATE = ofLength(SignalKind.CANDIDATE, CANDIDATE_BYTES);
    private static final LocalSignal END = ofLength(SignalKind.END_OF_CANDIDATES, Integer.BYTES);

    private final Network network;
    private final Run run;
    private final int number;
    private final RandomStream random;
    private final long dialedNanos;

    /** When each side had the description of the other. */
    private long offererNanos;

    private long answererNanos;
    private boolean offererKnows;
    private boolean answererKnows;

    Handshake(Network network, int number, long nowNanos) {
        this.network = network;
        run = network.run();
        this.number = number;
        random = run.stream(Run.ICE, number);
        dialedNanos = nowNanos;
    }

    private static LocalSignal ofLength(SignalKind kind, int bytes) {
        return new LocalSignal(kind, Payload.ofLength(bytes));
    }

    void dial(LinkEnd offerer, boolean trickle) {
        begin(offerer, SignalKind.OFFER, trickle);
    }

    void answer(LinkEnd answerer, boolean trickle) {
        answererKnows = !trickle;
        answererNanos = run.nowNanos();
        begin(answerer, SignalKind.ANSWER, trickle);
    }

    private void begin(LinkEnd end, SignalKind kind, boolean trickle) {
        long now = end.viewer.clockNanos();
        if (network.fixedConnect()) {
            signal(end, now, kind, DESCRIPTION_BYTES);
            if (trickle) {
                signal(end, now, SignalKind.CANDIDATE, CANDIDATE_BYTES);
            }
            return;
        }
        long made = now + network.ice().makeNanos();
        Gathering gathering =
                IceTiming.gather(
                        random, end.viewer.serverRttNanos(), network.serverLoss(), network.ice());
        if (!trickle) {
            signal(end, made + gathering.completeNanos(), kind, FULL_BYTES);
            return;
        }
        signal(end, made, kind, DESCRIPTION_BYTES);
        if (gathering.firstCandidateNanos() != Time.NEVER) {
            long first = made + gathering.firstCandidateNanos();
            signal(end, first, SignalKind.CANDIDATE, CANDIDATE_BYTES);
        }
        long complete = made + gathering.completeNanos();
        signal(end, complete, SignalKind.END_OF_CANDIDATES, Integer.BYTES);
    }

    private void signal(LinkEnd end, long atNanos, SignalKind kind, int size) {
        LocalSignal ready =
                switch (kind) {
                    case OFFER -> new LocalSignal(kind, offer(size));
                    case ANSWER -> size == DESCRIPTION_BYTES ? ANSWER : FULL_ANSWER;
                    case CANDIDATE -> CANDIDATE;
                    case END_OF_CANDIDATES -> END;
                };
        run.post(atNanos, end, Delivery.Kind.LOCAL_SIGNAL, 0, ready);
    }

    /** Only of an offer are the bytes looked at: they say which connection to answer. */
    private Payload offer(int size) {
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

    /**
     * A side has learned an address, or a whole description, of the other side.
     *
     * @return whether each side now knows enough of the other to be checked
     */
    boolean learned(boolean byOfferer, SignalKind kind, boolean trickle) {
        if (kind == SignalKind.ANSWER) {
            offererNanos = run.nowNanos();
        }
        boolean address = kind == SignalKind.CANDIDATE || (!trickle && kind == SignalKind.ANSWER);
        offererKnows |= address && byOfferer;
        answererKnows |= address && !byOfferer;
        return address && offererKnows && answererKnows;
    }

    /** Plans what the checks come to: both ends go up, or both go down. */
    void check(long nowNanos, LinkEnd offerer, LinkEnd answerer, double loss) {
        Capabilities a = offerer.viewer.capabilities();
        Capabilities b = answerer.viewer.capabilities();
        IceConfig ice = network.ice();
        boolean ipv4 = NatMatrix.connects(a.nat(), b.nat());
        boolean ipv6 = network.ipv6() && a.ipv6() && b.ipv6();
        boolean success = IceTiming.connects(random, ipv4, ipv6, ice) && !network.peersCut();
        network.tried(offerer.viewer, answerer.viewer, success);
        if (!success) {
            fail(offerer, offererNanos);
            fail(answerer, answererNanos);
            return;
        }
        long begin = network.fixedConnect() ? dialedNanos : nowNanos;
        run.invariants().paired(a, b, Connectivity.possible(a.nat(), ipv6, b.nat(), ipv6));
        long open = Math.max(nowNanos, begin + openNanos(offerer.rttNanos(), loss));
        run.post(open, offerer, Delivery.Kind.LINK_UP, 0, null);
        run.post(open, answerer, Delivery.Kind.LINK_UP, 0, null);
    }

    /** An agent that finds no way waits for the other side, which may find one (RFC 8863). */
    private void fail(LinkEnd end, long describedNanos) {
        long begin = network.fixedConnect() ? dialedNanos : describedNanos;
        long at = begin + network.ice().connectTimeoutNanos();
        run.post(at, end, Delivery.Kind.LINK_DOWN, 0, CloseReason.FAILED);
    }

    private long openNanos(long rttNanos, double loss) {
        if (network.fixedConnect()) {
            return network.fixedConnectNanos();
        }
        IceConfig ice = network.ice();
        long checkNanos = IceTiming.checkNanos(random, rttNanos, loss);
        return IceTiming.paceNanos(random, ice)
                + Math.min(checkNanos, ice.connectTimeoutNanos())
                + IceTiming.secureNanos(rttNanos, ice);
    }
}
