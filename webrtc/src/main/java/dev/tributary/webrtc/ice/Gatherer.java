package dev.tributary.webrtc.ice;

import dev.tributary.webrtc.stun.StunAttribute;
import dev.tributary.webrtc.stun.StunClass;
import dev.tributary.webrtc.stun.StunMessage;
import dev.tributary.webrtc.stun.StunWriter;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Finds the local candidates: each base as it is, and as each STUN server sees it (RFC 8445 section
 * 5.1.1). Addresses that the policy refuses are not announced, but still used.
 */
final class Gatherer {
    private final IceSession session;
    private final Exchanges<Integer> exchanges;
    private final Deque<Query> queries = new ArrayDeque<>();
    private final List<Reflexive> reflexive = new ArrayList<>();
    private int announced;
    private long capNanos = IceAgent.NEVER;
    private boolean began;
    private boolean done;

    private record Query(Base base, int server) {}

    private record Reflexive(Base base, InetSocketAddress mapped) {}

    Gatherer(IceSession session) {
        this.session = session;
        this.exchanges = new Exchanges<>(session);
    }

    boolean hasBegun() {
        return began;
    }

    boolean isDone() {
        return done;
    }

    void begin(long nowNanos) {
        began = true;
        capNanos = nowNanos + session.timings.gatherCapNanos();
        for (Base base : session.bases) {
            announce(
                    CandidateKind.HOST,
                    base,
                    base.foundation(),
                    base.address(),
                    Candidate.NO_RELATED);
        }
        List<InetSocketAddress> servers = session.config.stunServers();
        for (int server = 0; server < servers.size(); server++) {
            for (Base base : session.bases) {
                if (base.reaches(servers.get(server))) {
                    queries.add(new Query(base, server));
                }
            }
        }
        endIfComplete();
    }

    boolean wantsToSend() {
        return !queries.isEmpty();
    }

    void sendNext(long nowNanos) {
        Query query = queries.remove();
        exchanges.start(
                nowNanos,
                query.base(),
                session.config.stunServers().get(query.server()),
                id -> new StunWriter(StunClass.REQUEST, id).toBytes(),
                query.server());
    }

    /** Takes a response, or returns false if it answers no query of this gatherer. */
    boolean onResponse(Base base, InetSocketAddress source, StunMessage response) {
        Exchange<Integer> exchange = exchanges.find(response.transactionId()).orElse(null);
        if (exchange == null
                || exchange.base.number() != base.number()
                || !exchange.target.equals(source)) {
            return false;
        }
        exchanges.remove(exchange);
        if (response.stunClass() == StunClass.SUCCESS
                && response.isUnderstood()
                && response.has(StunAttribute.XOR_MAPPED_ADDRESS)) {
            found(base, exchange.context, response.mappedAddress());
        }
        endIfComplete();
        return true;
    }

    void onTimer(long nowNanos) {
        if (done || !began) {
            return;
        }
        exchanges.onTimer(nowNanos);
        if (nowNanos >= capNanos) {
            end();
        } else {
            endIfComplete();
        }
    }

    /** Stops asking; what was found stands. */
    void end() {
        queries.clear();
        exchanges.clear();
        if (began && !done) {
            done = true;
            session.output.gatheringDone();
        }
    }

    /** How the peer sees this base if it sees it at {@code mapped}. */
    CandidateKind kindOf(Base base, InetSocketAddress mapped) {
        if (mapped.equals(base.address())) {
            return CandidateKind.HOST;
        }
        return reflexive.contains(new Reflexive(base, mapped))
                ? CandidateKind.SERVER_REFLEXIVE
                : CandidateKind.PEER_REFLEXIVE;
    }

    long nextDeadlineNanos() {
        return done || !began ? IceAgent.NEVER : Math.min(capNanos, exchanges.nextDeadlineNanos());
    }

    private void found(Base base, int server, InetSocketAddress mapped) {
        Reflexive found = new Reflexive(base, mapped);
        if (mapped.equals(base.address()) || reflexive.contains(found)) {
            return;
        }
        reflexive.add(found);
        String foundation = base.foundation() + "s" + server;
        announce(CandidateKind.SERVER_REFLEXIVE, base, foundation, mapped, relatedTo(base));
    }

    /** The base's address only if it may be told. */
    private InetSocketAddress relatedTo(Base base) {
        return session.config.addresses().accepts(base.address())
                ? base.address()
                : Candidate.NO_RELATED;
    }

    private void announce(
            CandidateKind kind,
            Base base,
            String foundation,
            InetSocketAddress address,
            InetSocketAddress related) {
        if (announced == IceAgent.LOCAL_CANDIDATES_MAX
                || !session.config.addresses().accepts(address)) {
            return;
        }
        announced++;
        long priority = kind.priority(base.localPreference());
        session.output.localCandidate(new Candidate(kind, foundation, priority, address, related));
    }

    private void endIfComplete() {
        if (queries.isEmpty() && exchanges.isEmpty()) {
            end();
        }
    }
}
