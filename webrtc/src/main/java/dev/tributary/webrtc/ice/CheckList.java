package dev.tributary.webrtc.ice;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The pairs of the one data stream: forming, bounding, freezing (RFC 8445 section 6.1.2, RFC 8838
 * section 12).
 */
final class CheckList {
    private final IceSession session;
    private final List<Candidate> remotes = new ArrayList<>();
    private final List<Pair> pairs = new ArrayList<>();
    private int reflexives;

    CheckList(IceSession session) {
        this.session = session;
    }

    /** Adds a signalled candidate and its pairs; counts why not. */
    void addSignalled(Candidate candidate) {
        if (!session.config.addresses().accepts(candidate.address())) {
            session.count(IceCount.REFUSED_ADDRESSES);
            return;
        }
        Optional<Candidate> known = remoteAt(candidate.address());
        if (known.isEmpty() && remotes.size() - reflexives == IceAgent.REMOTE_CANDIDATES_MAX) {
            session.count(IceCount.SURPLUS_CANDIDATES);
            return;
        }
        if (known.isEmpty()) {
            remotes.add(candidate);
        }
        // A check may have taught us this address already, but only on the base it came to.
        for (Base base : session.bases) {
            if (base.reaches(candidate.address()) && find(base, candidate.address()).isEmpty()) {
                add(base, known.orElse(candidate));
            }
        }
    }

    /** The pair that an authenticated check came over; learns a peer-reflexive candidate if new. */
    Optional<Pair> pairOf(Base base, InetSocketAddress source, long priority) {
        Optional<Pair> known = find(base, source);
        if (known.isPresent()) {
            return known;
        }
        if (!session.config.addresses().accepts(source)) {
            session.count(IceCount.REFUSED_ADDRESSES);
            return Optional.empty();
        }
        Optional<Candidate> remote = remoteAt(source);
        if (remote.isEmpty() && reflexives == IceAgent.REMOTE_CANDIDATES_MAX) {
            session.count(IceCount.SURPLUS_CANDIDATES);
            return Optional.empty();
        }
        return add(base, remote.orElseGet(() -> learn(source, priority)));
    }

    private Candidate learn(InetSocketAddress source, long priority) {
        long lawful = Math.max(1, Math.min(priority, Integer.MAX_VALUE));
        // Unlike any other learnt one; a peer that signals the same only delays its own checks.
        String foundation = "peer+reflexive+" + reflexives;
        Candidate learnt =
                new Candidate(
                        CandidateKind.PEER_REFLEXIVE,
                        foundation,
                        lawful,
                        source,
                        Candidate.NO_RELATED);
        reflexives++;
        remotes.add(learnt);
        return learnt;
    }

    private Optional<Pair> add(Base base, Candidate remote) {
        Pair pair = new Pair(base, remote);
        pair.prioritize(session.isControlling());
        if (pairs.size() == IceAgent.PAIRS_MAX && !dropOneBelow(pair.priority)) {
            session.count(IceCount.SURPLUS_PAIRS);
            return Optional.empty();
        }
        pair.state = isFoundationBusy(pair) ? Pair.State.FROZEN : Pair.State.WAITING;
        pairs.add(pair);
        return Optional.of(pair);
    }

    /** Makes room by the least failed or not yet checked pair, if it is worth less. */
    private boolean dropOneBelow(long priority) {
        Pair least = null;
        for (Pair pair : pairs) {
            boolean idle =
                    pair.state != Pair.State.SUCCEEDED && pair.state != Pair.State.IN_PROGRESS;
            if (idle
                    && pair.priority < priority
                    && (least == null || pair.priority < least.priority)) {
                least = pair;
            }
        }
        return least != null && pairs.remove(least);
    }

    Optional<Pair> find(Base base, InetSocketAddress remote) {
        for (Pair pair : pairs) {
            if (pair.isOver(base, remote)) {
                return Optional.of(pair);
            }
        }
        return Optional.empty();
    }

    /** The pair to check next, thawing one foundation at a time (RFC 8445 section 6.1.4.2). */
    Optional<Pair> nextToCheck() {
        Optional<Pair> waiting = best(Pair.State.WAITING);
        if (waiting.isPresent()) {
            return waiting;
        }
        for (Pair pair : pairs) {
            if (pair.state == Pair.State.FROZEN && !isFoundationBusy(pair)) {
                pair.state = Pair.State.WAITING;
            }
        }
        return best(Pair.State.WAITING);
    }

    /** Whether {@link #nextToCheck} would find one. */
    boolean hasNextToCheck() {
        for (Pair pair : pairs) {
            if (pair.state == Pair.State.WAITING
                    || (pair.state == Pair.State.FROZEN && !isFoundationBusy(pair))) {
                return true;
            }
        }
        return false;
    }

    /** What behaves alike is worth a check now (RFC 8445 section 7.2.5.3.3). */
    void thawLike(Pair succeeded) {
        for (Pair pair : pairs) {
            if (pair.state == Pair.State.FROZEN && pair.sharesFoundation(succeeded)) {
                pair.state = Pair.State.WAITING;
            }
        }
    }

    /** The pair whose deferred triggered check is due first. */
    Optional<Pair> nextToRepeat() {
        Pair next = null;
        for (Pair pair : pairs) {
            if (pair.repeats() && (next == null || pair.sentNanos < next.sentNanos)) {
                next = pair;
            }
        }
        return Optional.ofNullable(next);
    }

    Optional<Pair> best(Pair.State state) {
        Pair best = null;
        for (Pair pair : pairs) {
            if (pair.state == state && (best == null || pair.priority > best.priority)) {
                best = pair;
            }
        }
        return Optional.ofNullable(best);
    }

    /**
     * Until when a valid pair should wait for open ones of a better rank: one that were shorter
     * would answer within the valid pair's round trip of its own check.
     */
    long waitForBetterNanos(Pair valid, long waitNanos) {
        long until = valid.validNanos;
        for (Pair pair : pairs) {
            if (pair.isOpen() && pair.rank() < valid.rank()) {
                long own = valid.validNanos + waitNanos;
                boolean sent = pair.state == Pair.State.IN_PROGRESS;
                until =
                        Math.max(
                                until, sent ? Math.min(own, pair.sentNanos + valid.rttNanos) : own);
            }
        }
        return until;
    }

    /** Whether every pair has failed; true of none at all. */
    boolean isExhausted() {
        for (Pair pair : pairs) {
            if (pair.state != Pair.State.FAILED) {
                return false;
            }
        }
        return true;
    }

    void prioritize() {
        for (Pair pair : pairs) {
            pair.prioritize(session.isControlling());
        }
    }

    int size() {
        return pairs.size();
    }

    private boolean isFoundationBusy(Pair wanted) {
        for (Pair pair : pairs) {
            boolean busy = pair.state == Pair.State.WAITING || pair.state == Pair.State.IN_PROGRESS;
            if (busy && pair != wanted && pair.sharesFoundation(wanted)) {
                return true;
            }
        }
        return false;
    }

    private Optional<Candidate> remoteAt(InetSocketAddress address) {
        for (Candidate candidate : remotes) {
            if (candidate.address().equals(address)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
