package dev.tributary.webrtc.ice;

import dev.tributary.webrtc.stun.StunAttribute;
import dev.tributary.webrtc.stun.StunClass;
import dev.tributary.webrtc.stun.StunMessage;
import dev.tributary.webrtc.stun.StunWriter;
import dev.tributary.webrtc.stun.TransactionId;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Sends connectivity, nominating and consent checks and judges the responses (section 7.2). */
final class Checks {
    /** A peer that answers 487 for ever must not keep us turning. */
    private static final int ROLE_SWITCHES_MAX = 4;

    private final IceSession session;
    private final CheckList list;
    private final Exchanges<Check> exchanges;
    private final Gatherer gatherer;
    private final Verdicts verdicts;
    private int roleSwitches;

    /** Why a check was sent. */
    enum Purpose {
        CONNECTIVITY,
        NOMINATION,
        CONSENT
    }

    /** What is remembered of a check: also the role it claimed, for 487. */
    record Check(Pair pair, Purpose purpose, boolean controlling) {}

    /** Who wants to know how checks end. */
    interface Verdicts {
        void succeeded(long nowNanos, Pair pair, Purpose purpose);

        void failed(long nowNanos, Pair pair, Purpose purpose);

        void roleChanged();
    }

    Checks(IceSession session, CheckList list, Gatherer gatherer, Verdicts verdicts) {
        this.session = session;
        this.list = list;
        this.exchanges = new Exchanges<>(session);
        this.gatherer = gatherer;
        this.verdicts = verdicts;
    }

    /** Sends a connectivity check, or the one under way once more. */
    void check(long nowNanos, Pair pair) {
        pair.state = Pair.State.IN_PROGRESS;
        pair.sentNanos = nowNanos;
        pair.triggered = false;
        Optional<Exchange<Check>> underWay = underWay(pair, Purpose.CONNECTIVITY);
        if (underWay.isPresent()
                && underWay.get().context.controlling() == session.isControlling()) {
            underWay.get().restart(nowNanos, session);
        } else {
            underWay.ifPresent(exchanges::remove);
            start(nowNanos, pair, Purpose.CONNECTIVITY);
        }
    }

    /** Checks a valid pair once more, unless that is under way. */
    void confirm(long nowNanos, Pair pair) {
        if (underWay(pair, Purpose.CONNECTIVITY).isEmpty()) {
            start(nowNanos, pair, Purpose.CONNECTIVITY);
        }
    }

    void nominate(long nowNanos, Pair pair) {
        start(nowNanos, pair, Purpose.NOMINATION);
    }

    /**
     * Consent checks are never repeated; each is a transaction of its own (RFC 7675 section 5.1).
     */
    void askConsent(long nowNanos, Pair pair) {
        Exchange<Check> exchange = start(nowNanos, pair, Purpose.CONSENT);
        exchange.onlyAwait(nowNanos + session.timings.consentExpiryNanos());
    }

    /** Stops repeating what the end of checking has made pointless; answers still count. */
    void stopConnectivity(long nowNanos) {
        for (Exchange<Check> exchange : exchanges.all()) {
            if (exchange.context.purpose() == Purpose.CONNECTIVITY) {
                exchange.onlyAwait(nowNanos + session.timings.patienceNanos());
            }
        }
    }

    void forgetConsent() {
        for (Exchange<Check> exchange : exchanges.all()) {
            if (exchange.context.purpose() == Purpose.CONSENT) {
                exchanges.remove(exchange);
            }
        }
    }

    /** Takes a response, or returns false if it answers no check. */
    boolean onResponse(long nowNanos, Base base, InetSocketAddress source, StunMessage response) {
        Exchange<Check> exchange = exchanges.find(response.transactionId()).orElse(null);
        if (exchange == null) {
            return false;
        }
        if (!response.isIntact(session.remoteKey())) {
            session.count(IceCount.UNAUTHENTICATED);
            return true;
        }
        exchanges.remove(exchange);
        Check check = exchange.context;
        boolean symmetric =
                exchange.base.number() == base.number() && exchange.target.equals(source);
        if (!response.isUnderstood()) {
            fail(nowNanos, check);
        } else if (response.stunClass() == StunClass.ERROR) {
            onError(nowNanos, check, response.errorCode());
        } else if (!symmetric || !response.has(StunAttribute.XOR_MAPPED_ADDRESS)) {
            fail(nowNanos, check);
        } else {
            check.pair().localKind = gatherer.kindOf(base, response.mappedAddress());
            succeed(nowNanos, check, nowNanos - exchange.sentNanos());
        }
        return true;
    }

    void onTimer(long nowNanos) {
        for (Exchange<Check> expired : exchanges.onTimer(nowNanos)) {
            fail(nowNanos, expired.context);
        }
    }

    long nextDeadlineNanos() {
        return exchanges.nextDeadlineNanos();
    }

    int underWay() {
        return exchanges.size();
    }

    private void succeed(long nowNanos, Check check, long rttNanos) {
        Pair pair = check.pair();
        if (!pair.isValid()) {
            pair.state = Pair.State.SUCCEEDED;
            pair.rttNanos = rttNanos;
            pair.validNanos = nowNanos;
            list.thawLike(pair);
            if (!pair.announced) {
                pair.announced = true;
                session.output.validated(pair.base.number(), pair.remote.address());
            }
        }
        verdicts.succeeded(nowNanos, pair, check.purpose());
    }

    /** An unanswered consent check says little by itself: expiry is the judge. */
    private void fail(long nowNanos, Check check) {
        if (check.purpose() != Purpose.CONSENT) {
            check.pair().state = Pair.State.FAILED;
        }
        verdicts.failed(nowNanos, check.pair(), check.purpose());
    }

    private void onError(long nowNanos, Check check, int code) {
        if (code != Answers.ROLE_CONFLICT || roleSwitches == ROLE_SWITCHES_MAX) {
            fail(nowNanos, check);
            return;
        }
        if (check.controlling() == session.isControlling()) {
            roleSwitches++;
            session.switchRole();
            session.drawTieBreaker();
            verdicts.roleChanged();
        }
        if (!check.pair().isValid()) {
            check.pair().state = Pair.State.WAITING;
        }
    }

    private Exchange<Check> start(long nowNanos, Pair pair, Purpose purpose) {
        Check check = new Check(pair, purpose, session.isControlling());
        return exchanges.start(
                nowNanos, pair.base, pair.remote.address(), id -> request(id, check), check);
    }

    /** RFC 8445 section 7.2.4; consent checks of the controlling side repeat the nomination. */
    private byte[] request(TransactionId id, Check check) {
        IceParameters remote = session.remote().orElseThrow();
        StunWriter request =
                new StunWriter(StunClass.REQUEST, id)
                        .username(remote.ufrag() + ":" + session.local.ufrag())
                        .priority(
                                CandidateKind.PEER_REFLEXIVE.priority(
                                        check.pair().base.localPreference()))
                        .role(session.roleAttribute(), session.tieBreaker());
        if (check.controlling() && check.purpose() != Purpose.CONNECTIVITY) {
            request.useCandidate();
        }
        return request.integrity(session.remoteKey()).fingerprint().toBytes();
    }

    private Optional<Exchange<Check>> underWay(Pair pair, Purpose purpose) {
        for (Exchange<Check> exchange : exchanges.all()) {
            if (exchange.context.pair() == pair && exchange.context.purpose() == purpose) {
                return Optional.of(exchange);
            }
        }
        return Optional.empty();
    }
}
