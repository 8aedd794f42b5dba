package dev.tributary.webrtc.ice;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * The pair that data takes: how it comes to be selected, is kept, and is changed for another when
 * the peer moves. The judge of how checks end.
 */
final class Path implements Checks.Verdicts {
    private final IceSession session;
    private final CheckList list;
    private final Gatherer gatherer;
    private final Checks checks;
    private final Nomination nomination;
    private final Consent consent;
    private final EarlyData earlyData;
    private Optional<Pair> selected = Optional.empty();

    Path(IceSession session, CheckList list, Gatherer gatherer, EarlyData earlyData) {
        this.session = session;
        this.list = list;
        this.gatherer = gatherer;
        this.earlyData = earlyData;
        this.checks = new Checks(session, list, gatherer, this);
        this.nomination = new Nomination(session, list, checks);
        this.consent = new Consent(session, checks);
    }

    Checks checks() {
        return checks;
    }

    boolean isSelected() {
        return selected.isPresent();
    }

    /** Sends a datagram of the upper layer, or returns false if there is no consent to. */
    boolean send(long nowNanos, byte[] bytes) {
        if (selected.isEmpty() || consent.hasExpired(nowNanos)) {
            return false;
        }
        Pair pair = selected.get();
        session.output.datagram(pair.base.number(), pair.remote.address(), bytes);
        return true;
    }

    /** Whether a check of ours has validated that the peer is there. */
    boolean isValid(Base base, InetSocketAddress source) {
        return (selected.isPresent() && selected.get().isOver(base, source))
                || list.find(base, source).filter(Pair::isValid).isPresent();
    }

    /** Nominates a pair or keeps the selected one alive, whichever is due. */
    void onTimer(long nowNanos) {
        if (selected.isEmpty()) {
            nomination.consider(nowNanos);
        } else if (consent.hasExpired(nowNanos)) {
            session.output.failed(FailReason.CONSENT_EXPIRED);
        } else {
            consent.onTimer(nowNanos, selected.get());
        }
    }

    long nextDeadlineNanos() {
        return selected.isPresent() ? consent.nextDeadlineNanos() : nomination.nextDeadlineNanos();
    }

    /** An authenticated check has come over a pair (RFC 8445 sections 7.3.1.3 to 7.3.1.5). */
    void onCheck(long nowNanos, Pair pair, boolean nominates) {
        pair.asked = true;
        boolean obeyed = nominates && !session.isControlling();
        if (pair.isValid()) {
            onCheckOfValid(nowNanos, pair, obeyed);
        } else {
            pair.nominated |= obeyed;
            pair.triggered = true;
        }
    }

    /**
     * Moving to another pair needs a fresh check even if it was valid once: a nomination proves the
     * peer's wish, not that whoever has the address now wants our data.
     */
    private void onCheckOfValid(long nowNanos, Pair pair, boolean nominates) {
        if (!nominates) {
            considerMove(nowNanos, pair);
        } else if (selected.isEmpty()) {
            select(nowNanos, pair);
        } else if (!isSelected(pair)) {
            pair.nominated = true;
            checks.confirm(nowNanos, pair);
        }
    }

    @Override
    public void succeeded(long nowNanos, Pair pair, Checks.Purpose purpose) {
        if (isSelected(pair)) {
            consent.onAnswer(nowNanos);
        }
        if (purpose == Checks.Purpose.NOMINATION) {
            nomination.ended();
            if (session.isControlling()) {
                select(nowNanos, pair);
            }
        } else if (pair.nominated && !session.isControlling()) {
            pair.nominated = false;
            select(nowNanos, pair);
        } else {
            considerMove(nowNanos, pair);
        }
    }

    @Override
    public void failed(long nowNanos, Pair pair, Checks.Purpose purpose) {
        if (purpose == Checks.Purpose.NOMINATION) {
            nomination.ended();
        }
    }

    @Override
    public void roleChanged() {
        nomination.ended();
        list.prioritize();
    }

    /** The peer checks another valid pair: follow it if the selected one has fallen silent. */
    private void considerMove(long nowNanos, Pair pair) {
        if (selected.isPresent()
                && session.isControlling()
                && !isSelected(pair)
                && !nomination.isUnderWay()
                && consent.isSilent(nowNanos)) {
            nomination.nominate(nowNanos, pair);
        }
    }

    private void select(long nowNanos, Pair pair) {
        if (isSelected(pair)) {
            return;
        }
        boolean first = selected.isEmpty();
        selected = Optional.of(pair);
        consent.begin(nowNanos);
        if (first) {
            checks.stopConnectivity(nowNanos);
            gatherer.end();
            session.output.connected(pair.selected());
            earlyData.deliver(list);
        } else {
            session.output.pairChanged(pair.selected());
        }
    }

    private boolean isSelected(Pair pair) {
        return selected.isPresent() && selected.get() == pair;
    }
}
