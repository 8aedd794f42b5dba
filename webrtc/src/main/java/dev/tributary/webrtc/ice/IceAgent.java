package dev.tributary.webrtc.ice;

import dev.tributary.webrtc.stun.MalformedStunException;
import dev.tributary.webrtc.stun.StunAttribute;
import dev.tributary.webrtc.stun.StunClass;
import dev.tributary.webrtc.stun.StunMessage;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Finds and keeps one UDP path to a peer: ICE for one data-channel transport (RFC 8445, RFC 8838,
 * RFC 7675), full or trickle as the host passes candidates on.
 *
 * <p>Inputs carry the time, which never goes back; effects leave through {@link IceOutput}; the one
 * wake-up is {@link #nextDeadlineNanos}. Not thread-safe. After failure or {@link #close} every
 * input is ignored. Departures from the RFCs:
 *
 * <ol>
 *   <li>a triggered check and the nominating check leave at once, not at the next Ta: the peer's
 *       pace paces them, at most one per 10 ms and pair;
 *   <li>a triggered check on a pair under way repeats that transaction instead of starting another;
 *   <li>unauthenticated checks get no 401;
 *   <li>pairs that fail are not the end before {@code patienceNanos} (RFC 8863, shortened).
 * </ol>
 */
public final class IceAgent {
    /** No wake-up wanted. */
    public static final long NEVER = Long.MAX_VALUE;

    public static final int BASES_MAX = 8;
    public static final int LOCAL_CANDIDATES_MAX = 10;

    /** Signalled ones; as many again may be learnt from checks. */
    public static final int REMOTE_CANDIDATES_MAX = 10;

    public static final int PAIRS_MAX = 40;

    /** Answered per second. A peer with all pairs open sends 20 per second and few repetitions. */
    public static final int CHECKS_PER_SECOND_MAX = 200;

    private final IceSession session;
    private final Gatherer gatherer;
    private final CheckList list;
    private final Checks checks;
    private final Path path;
    private final Answers answers;
    private final EarlyChecks earlyChecks = new EarlyChecks();
    private final EarlyData earlyData;
    private final Pacer pacer;

    private boolean remoteEnded;
    private long timeoutNanos = NEVER;
    private long patienceNanos = NEVER;
    private long lastNanos = Long.MIN_VALUE;
    private boolean busy;

    /** The entropy makes passwords and transactions: cryptographic outside tests. */
    public IceAgent(IceConfig config, boolean controlling, IntSupplier entropy, IceOutput output) {
        session = new IceSession(config, controlling, entropy, output);
        gatherer = new Gatherer(session);
        list = new CheckList(session);
        earlyData = new EarlyData(session);
        path = new Path(session, list, gatherer, earlyData);
        checks = path.checks();
        answers = new Answers(session);
        pacer = new Pacer(session.timings.paceNanos());
    }

    /** The credentials to signal to the peer. */
    public IceParameters parameters() {
        return session.local;
    }

    public boolean isControlling() {
        return session.isControlling();
    }

    /** Refused and dropped things of that kind so far. */
    public long count(IceCount what) {
        return session.counted(what);
    }

    /**
     * Adds a socket, before gathering and before any remote candidate; its number must be new. A
     * wildcard or refused local address is not announced, but used.
     */
    public void addBase(int base, InetSocketAddress local) {
        boolean isNew = session.bases.stream().noneMatch(known -> known.number() == base);
        if (gatherer.hasBegun() || list.size() > 0 || !isNew || local.isUnresolved()) {
            throw new IllegalStateException("base " + base + " at " + local);
        }
        if (session.bases.size() == BASES_MAX) {
            throw new IllegalStateException("more than " + BASES_MAX + " bases");
        }
        session.bases.add(new Base(base, local, session.bases.size()));
    }

    /** Starts gathering local candidates; once. */
    public void gather(long nowNanos) {
        input(
                nowNanos,
                () -> {
                    if (gatherer.hasBegun()) {
                        throw new IllegalStateException("gathering twice");
                    }
                    startTimeout(nowNanos);
                    gatherer.begin(nowNanos);
                });
    }

    /** The peer's credentials have come; once. */
    public void remote(long nowNanos, IceParameters parameters) {
        input(
                nowNanos,
                () -> {
                    if (session.remote().isPresent()) {
                        throw new IllegalStateException("remote credentials twice");
                    }
                    session.remote(parameters);
                    startTimeout(nowNanos);
                    patienceNanos = nowNanos + session.timings.patienceNanos();
                    replayEarlyChecks(nowNanos, session.local.ufrag() + ":" + parameters.ufrag());
                });
    }

    /** A candidate of the peer has come, before or after its credentials. */
    public void addRemoteCandidate(long nowNanos, Candidate candidate) {
        input(
                nowNanos,
                () -> {
                    if (remoteEnded || path.isSelected()) {
                        session.count(IceCount.SURPLUS_CANDIDATES);
                    } else {
                        list.addSignalled(candidate);
                    }
                });
    }

    /** The peer has no more candidates. */
    public void endOfRemoteCandidates(long nowNanos) {
        input(nowNanos, () -> remoteEnded = true);
    }

    /** A datagram has come in at that base. The array is not kept. */
    public void onDatagram(
            long nowNanos,
            int base,
            InetSocketAddress source,
            byte[] bytes,
            int offset,
            int length) {
        Base at = session.base(base);
        enter(nowNanos);
        try {
            if (session.output.isShut()) {
                return;
            }
            if (length > 0 && StunMessage.isStun(bytes[offset])) {
                onStun(nowNanos, at, source, bytes, offset, length);
                doWhatIsDue(nowNanos);
            } else if (length > 0 && bytes[offset] >= 20 && bytes[offset] <= 63) {
                onData(at, source, bytes, offset, length);
            } else {
                session.count(IceCount.UNKNOWN_PROTOCOL);
            }
        } finally {
            busy = false;
        }
    }

    /** Sends a datagram of the upper layer; returns false, and counts, without a selected pair. */
    public boolean send(long nowNanos, byte[] bytes) {
        if (session.output.isShut() || !path.send(nowNanos, bytes)) {
            session.count(IceCount.UNSENT);
            return false;
        }
        return true;
    }

    /** Call at, or any time after, {@link #nextDeadlineNanos}; early calls are harmless. */
    public void onTimer(long nowNanos) {
        input(nowNanos, () -> {});
    }

    /** When {@link #onTimer} is wanted, possibly in the past, or {@link #NEVER}. */
    public long nextDeadlineNanos() {
        if (session.output.isShut()) {
            return NEVER;
        }
        long next = Math.min(gatherer.nextDeadlineNanos(), checks.nextDeadlineNanos());
        Optional<Pair> repeated = list.nextToRepeat();
        if (repeated.isPresent()) {
            next = Math.min(next, repeated.get().repeatNanos());
        }
        if (wantsToSend()) {
            next = Math.min(next, pacer.dueNanos());
        }
        next = Math.min(next, path.nextDeadlineNanos());
        if (!path.isSelected()) {
            next =
                    Math.min(
                            next,
                            isHopeless() ? Math.min(timeoutNanos, patienceNanos) : timeoutNanos);
        }
        return next;
    }

    /** Ends the agent without further outputs. */
    public void close() {
        session.output.shut();
    }

    /** Transactions with the peer that are remembered; for the tests of the bounds. */
    int checksUnderWay() {
        return checks.underWay();
    }

    /** Runs an input and then whatever has become due. */
    private void input(long nowNanos, Runnable step) {
        enter(nowNanos);
        try {
            if (!session.output.isShut()) {
                step.run();
                doWhatIsDue(nowNanos);
            }
        } finally {
            busy = false;
        }
    }

    private void enter(long nowNanos) {
        if (busy) {
            throw new IllegalStateException("an input from within an output");
        }
        if (nowNanos < lastNanos) {
            throw new IllegalStateException("time went back by " + (lastNanos - nowNanos) + " ns");
        }
        lastNanos = nowNanos;
        busy = true;
    }

    private void doWhatIsDue(long nowNanos) {
        if (session.output.isShut()) {
            return;
        }
        gatherer.onTimer(nowNanos);
        checks.onTimer(nowNanos);
        list.nextToRepeat()
                .filter(pair -> nowNanos >= pair.repeatNanos())
                .ifPresent(pair -> check(nowNanos, pair));
        path.onTimer(nowNanos);
        if (!path.isSelected()) {
            connect(nowNanos);
        }
    }

    private void connect(long nowNanos) {
        if (nowNanos >= timeoutNanos) {
            session.output.failed(FailReason.TIMED_OUT);
        } else if (isHopeless() && nowNanos >= patienceNanos) {
            session.output.failed(FailReason.ALL_CHECKS_FAILED);
        } else if (nowNanos >= pacer.dueNanos()) {
            sendPaced(nowNanos);
        }
    }

    private boolean wantsToSend() {
        return !path.isSelected()
                && (gatherer.wantsToSend()
                        || (session.remote().isPresent() && list.hasNextToCheck()));
    }

    /** Queries first: the peer cannot check an address that it has not been told. */
    private void sendPaced(long nowNanos) {
        if (gatherer.wantsToSend()) {
            pacer.took(nowNanos);
            gatherer.sendNext(nowNanos);
        } else if (session.remote().isPresent()) {
            list.nextToCheck().ifPresent(pair -> check(nowNanos, pair));
        }
    }

    private void check(long nowNanos, Pair pair) {
        pacer.took(nowNanos);
        checks.check(nowNanos, pair);
    }

    private void onStun(
            long nowNanos,
            Base base,
            InetSocketAddress source,
            byte[] bytes,
            int offset,
            int length) {
        StunMessage message;
        try {
            message = StunMessage.decode(bytes, offset, length);
        } catch (MalformedStunException e) {
            session.count(IceCount.MALFORMED);
            return;
        }
        if (message.method() != StunMessage.METHOD_BINDING
                || message.stunClass() == StunClass.INDICATION) {
            session.count(IceCount.MALFORMED);
        } else if (message.stunClass() == StunClass.REQUEST) {
            onRequest(nowNanos, base, source, message);
        } else if (!gatherer.onResponse(base, source, message)
                && !checks.onResponse(nowNanos, base, source, message)) {
            session.count(IceCount.STRAY_RESPONSES);
        }
    }

    private void onRequest(
            long nowNanos, Base base, InetSocketAddress source, StunMessage request) {
        boolean controlling = session.isControlling();
        boolean accepted = answers.accept(nowNanos, base, source, request);
        if (controlling != session.isControlling()) {
            path.roleChanged();
        }
        if (!accepted) {
            return;
        }
        EarlyChecks.EarlyCheck check =
                new EarlyChecks.EarlyCheck(
                        base,
                        source,
                        request.username(),
                        request.priority(),
                        request.has(StunAttribute.USE_CANDIDATE));
        if (session.remote().isEmpty()) {
            earlyChecks.add(check);
        } else {
            onCheck(nowNanos, check);
        }
    }

    private void replayEarlyChecks(long nowNanos, String username) {
        for (EarlyChecks.EarlyCheck check : earlyChecks.takeAll()) {
            if (check.username().equals(username)) {
                onCheck(nowNanos, check);
            } else {
                session.count(IceCount.UNAUTHENTICATED);
            }
        }
    }

    private void onCheck(long nowNanos, EarlyChecks.EarlyCheck check) {
        list.pairOf(check.base(), check.source(), check.priority())
                .ifPresent(pair -> path.onCheck(nowNanos, pair, check.nominates()));
    }

    private void onData(Base base, InetSocketAddress source, byte[] bytes, int offset, int length) {
        boolean waits = !path.isSelected() && EarlyData.mayWait(bytes[offset], length);
        if (waits && isPeers(base, source)) {
            earlyData.add(base, source, bytes, offset, length);
        } else if (!waits && path.isValid(base, source)) {
            session.output.data(bytes, offset, length);
        } else {
            session.count(IceCount.UNVALIDATED_DATA);
        }
    }

    /** Whether the peer, by an authenticated check or an answer, is known to be there. */
    private boolean isPeers(Base base, InetSocketAddress source) {
        return earlyChecks.hasFrom(base, source)
                || list.find(base, source).filter(pair -> pair.asked || pair.isValid()).isPresent();
    }

    private void startTimeout(long nowNanos) {
        timeoutNanos = Math.min(timeoutNanos, nowNanos + session.timings.connectTimeoutNanos());
    }

    private boolean isHopeless() {
        return remoteEnded
                && session.remote().isPresent()
                && gatherer.isDone()
                && list.isExhausted();
    }
}
