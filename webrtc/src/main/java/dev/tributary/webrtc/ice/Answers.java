package dev.tributary.webrtc.ice;

import dev.tributary.webrtc.stun.StunAttribute;
import dev.tributary.webrtc.stun.StunClass;
import dev.tributary.webrtc.stun.StunMessage;
import dev.tributary.webrtc.stun.StunWriter;
import java.net.InetSocketAddress;

/**
 * Decides about incoming checks: who may ask, what is answered (RFC 8445 section 7.3).
 *
 * <p>Whoever does not know the password gets no answer, not even the 401 of RFC 8489 section 9.1.3:
 * an agent should not be discoverable by scanning.
 */
final class Answers {
    static final int ROLE_CONFLICT = 487;
    private static final int UNKNOWN_ATTRIBUTE = 420;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final IceSession session;
    private long allowanceNanos = Long.MIN_VALUE;

    Answers(IceSession session) {
        this.session = session;
    }

    /** Answers if an answer is due; returns whether the check counts as one. */
    boolean accept(long nowNanos, Base base, InetSocketAddress source, StunMessage request) {
        if (!isAuthentic(request)) {
            session.count(IceCount.UNAUTHENTICATED);
            return false;
        }
        boolean hasRole =
                request.has(StunAttribute.ICE_CONTROLLING)
                        || request.has(StunAttribute.ICE_CONTROLLED);
        if (!hasRole || !request.has(StunAttribute.PRIORITY)) {
            session.count(IceCount.MALFORMED);
            return false;
        }
        if (!tryTakeAllowance(nowNanos)) {
            session.count(IceCount.LIMITED_CHECKS);
            return false;
        }
        int[] unknown = request.unknownRequired();
        if (unknown.length > 0) {
            answer(base, source, error(request, UNKNOWN_ATTRIBUTE).unknownAttributes(unknown));
            return false;
        }
        if (refusesRole(request)) {
            answer(base, source, error(request, ROLE_CONFLICT));
            return false;
        }
        answer(
                base,
                source,
                new StunWriter(StunClass.SUCCESS, request.transactionId()).mappedAddress(source));
        return true;
    }

    private boolean isAuthentic(StunMessage request) {
        String ours = session.local.ufrag() + ":";
        String username = request.username();
        boolean isForUs =
                session.remote()
                        .map(remote -> username.equals(ours + remote.ufrag()))
                        .orElseGet(() -> username.startsWith(ours));
        return isForUs
                && request.has(StunAttribute.FINGERPRINT)
                && request.isIntact(session.localKey);
    }

    /** Resolves two agents in one role: the greater tie-breaker controls (section 7.3.1.1). */
    private boolean refusesRole(StunMessage request) {
        int same = session.roleAttribute();
        if (!request.has(same)) {
            return false;
        }
        boolean weWin = Long.compareUnsigned(session.tieBreaker(), request.tieBreaker(same)) >= 0;
        if (weWin == session.isControlling()) {
            return true;
        }
        session.switchRole();
        return false;
    }

    private boolean tryTakeAllowance(long nowNanos) {
        long next =
                Math.max(allowanceNanos, nowNanos) + SECOND_NANOS / IceAgent.CHECKS_PER_SECOND_MAX;
        if (next - nowNanos > SECOND_NANOS) {
            return false;
        }
        allowanceNanos = next;
        return true;
    }

    private static StunWriter error(StunMessage request, int code) {
        return new StunWriter(StunClass.ERROR, request.transactionId()).errorCode(code);
    }

    private void answer(Base base, InetSocketAddress source, StunWriter answer) {
        session.output.datagram(
                base.number(), source, answer.integrity(session.localKey).fingerprint().toBytes());
    }
}
