package dev.tributary.webrtc.ice;

import java.net.InetSocketAddress;

/**
 * A base and a remote candidate (RFC 8445 section 6.1.2), with what checks have shown.
 *
 * <p>There are no pairs of reflexive local candidates: checks leave from their base, so the RFC
 * prunes them all (section 6.1.2.4).
 */
final class Pair {
    enum State {
        FROZEN,
        WAITING,
        IN_PROGRESS,
        SUCCEEDED,
        FAILED
    }

    private static final long NEVER_SENT = Long.MIN_VALUE;

    /**
     * Between a check and a triggered one over the same pair. Less than Ta: a peer that nominates
     * one round trip after its first check must find the pair valid, or its first data is lost.
     */
    private static final long TRIGGERED_GAP_NANOS = 10_000_000;

    final Base base;
    final Candidate remote;
    State state = State.FROZEN;

    /** Set by a check of the peer, until a check of ours has left. */
    boolean triggered;

    /** Recomputed when the role changes. */
    long priority;

    /** The peer has asked over it, and we answered. */
    boolean asked;

    /** The host knows that it is valid, or was: its checks may fail and succeed again. */
    boolean announced;

    /** The peer, controlling, wants this pair; it is selected once it is valid. */
    boolean nominated;

    /** When the last check left, or {@link #NEVER_SENT}. */
    long sentNanos = NEVER_SENT;

    /** Meaningful once the pair is valid. */
    CandidateKind localKind = CandidateKind.HOST;

    long rttNanos;
    long validNanos;

    Pair(Base base, Candidate remote) {
        this.base = base;
        this.remote = remote;
    }

    boolean isValid() {
        return state == State.SUCCEEDED;
    }

    boolean isOver(Base local, InetSocketAddress peer) {
        return base.number() == local.number() && remote.address().equals(peer);
    }

    /** Whether checks may still make it valid. */
    boolean isOpen() {
        return state != State.SUCCEEDED && state != State.FAILED;
    }

    /** Whether the peer has asked over a pair that is not valid yet: it wants a triggered check. */
    boolean repeats() {
        return triggered && !isValid();
    }

    /** When the triggered check may leave. */
    long repeatNanos() {
        return sentNanos == NEVER_SENT ? NEVER_SENT : sentNanos + TRIGGERED_GAP_NANOS;
    }

    /** RFC 8445 section 6.1.2.3. */
    void prioritize(boolean controlling) {
        long mine = CandidateKind.HOST.priority(base.localPreference());
        long g = controlling ? mine : remote.priority();
        long d = controlling ? remote.priority() : mine;
        priority = (Math.min(g, d) << 32) + 2 * Math.max(g, d) + (g > d ? 1 : 0);
    }

    boolean sharesFoundation(Pair other) {
        return base.number() == other.base.number()
                && remote.foundation().equals(other.remote.foundation());
    }

    /** 0 for host to host, 2 for a relayed peer, 1 for what passes a NAT. */
    int rank() {
        if (remote.kind() == CandidateKind.RELAYED) {
            return 2;
        }
        return remote.kind() == CandidateKind.HOST && localKind == CandidateKind.HOST ? 0 : 1;
    }

    SelectedPair selected() {
        return new SelectedPair(
                base.number(), remote.address(), localKind, remote.kind(), rttNanos);
    }
}
