package dev.tributary.webrtc.ice;

/**
 * Whether the peer still wants our data on the selected pair (RFC 7675): a check every 0.8 to 1.2
 * intervals, and an end when none has been answered for the expiry time. It also keeps NATs open.
 */
final class Consent {
    private final IceSession session;
    private final Checks checks;
    private long answeredNanos;
    private long unansweredSinceNanos = IceAgent.NEVER;
    private long askNanos = IceAgent.NEVER;

    Consent(IceSession session, Checks checks) {
        this.session = session;
        this.checks = checks;
    }

    /** The check that selected the pair is the first consent. */
    void begin(long nowNanos) {
        checks.forgetConsent();
        onAnswer(nowNanos);
        askNanos = nowNanos + drawIntervalNanos();
    }

    void onAnswer(long nowNanos) {
        answeredNanos = nowNanos;
        unansweredSinceNanos = IceAgent.NEVER;
    }

    /** Whether the pair is suspect: a check has gone unanswered for longer than the first RTO. */
    boolean isSilent(long nowNanos) {
        return unansweredSinceNanos != IceAgent.NEVER
                && nowNanos - unansweredSinceNanos >= session.timings.rtoNanos();
    }

    boolean hasExpired(long nowNanos) {
        return nowNanos >= expiryNanos();
    }

    void onTimer(long nowNanos, Pair selected) {
        if (nowNanos < askNanos) {
            return;
        }
        askNanos = nowNanos + drawIntervalNanos();
        unansweredSinceNanos = Math.min(unansweredSinceNanos, nowNanos);
        checks.askConsent(nowNanos, selected);
    }

    long nextDeadlineNanos() {
        return Math.min(askNanos, expiryNanos());
    }

    private long expiryNanos() {
        return answeredNanos + session.timings.consentExpiryNanos();
    }

    private long drawIntervalNanos() {
        long mean = session.timings.consentIntervalNanos();
        // 0 to 4095: 0.8 plus up to 0.4 of the mean.
        int draw = session.entropy.getAsInt() >>> 20;
        return mean * 4 / 5 + mean * 2 / 5 * draw / 4_096;
    }
}
