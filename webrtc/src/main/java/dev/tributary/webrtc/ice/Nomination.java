package dev.tributary.webrtc.ice;

import java.util.Optional;

/**
 * The controlling side's choice of a pair (regular nomination, RFC 8445 section 8.1.1).
 *
 * <p>The rule: the valid pair of the highest priority is nominated at once, unless a pair of a
 * better rank (host to host, before through a NAT, before relayed) is still open. It then waits
 * until each of those has been under check for as long as its own round trip took, for a shorter
 * path would have answered by then, and never longer than {@code nominationWaitNanos}.
 */
final class Nomination {
    private final IceSession session;
    private final CheckList list;
    private final Checks checks;
    private boolean underWay;

    Nomination(IceSession session, CheckList list, Checks checks) {
        this.session = session;
        this.list = list;
        this.checks = checks;
    }

    boolean isUnderWay() {
        return underWay;
    }

    void ended() {
        underWay = false;
    }

    /** Nominates if the rule says now. */
    void consider(long nowNanos) {
        if (nowNanos >= nextDeadlineNanos()) {
            list.best(Pair.State.SUCCEEDED).ifPresent(pair -> nominate(nowNanos, pair));
        }
    }

    void nominate(long nowNanos, Pair pair) {
        underWay = true;
        checks.nominate(nowNanos, pair);
    }

    /** When the rule says so if nothing else happens. */
    long nextDeadlineNanos() {
        if (underWay || !session.isControlling()) {
            return IceAgent.NEVER;
        }
        Optional<Pair> best = list.best(Pair.State.SUCCEEDED);
        return best.isEmpty()
                ? IceAgent.NEVER
                : list.waitForBetterNanos(best.get(), session.timings.nominationWaitNanos());
    }
}
