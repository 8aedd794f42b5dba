package dev.tributary.core.peer;

import dev.tributary.core.base.IntMap;
import dev.tributary.core.base.Nullable;
import dev.tributary.core.base.Sure;
import dev.tributary.core.link.LinkTable;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.store.SliceBuffer;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Seal;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps media apart until it is known to be the origin's: nothing unverified is kept, played or
 * passed on (reliability.md 2.1).
 *
 * <p>Blocks that overtake the one of their slice which brings the seal wait for it; how much may
 * wait is bounded, by bytes and by messages. One viewer may make only a part of that wait for
 * seals, and what the edge sends has a bound of its own: nobody keeps others out.
 */
final class Integrity {
    /** Messages of viewers, and again of the edge, that may wait for a seal or for an answer. */
    private static final int WAITING_MAX = 1_024;

    /** One viewer may hold at most a quarter of the space for media that waits for its seal. */
    private static final int SHARE_PER_VIEWER = 4;

    private final SliceBuffer buffer;
    private final PeerOutput output;
    private final long waitingBytesMax;

    /** The check that was asked for first of those that are not answered, or 0, and its subject. */
    private int firstCheck;

    private @Nullable Arrival firstAsked;

    /** The other checks that are not answered; null before the first. */
    private @Nullable IntMap<Arrival> others;

    /** Null while nothing waits for a seal. */
    private @Nullable List<Arrival> unsealed;

    /** An arrival that is over, for the next one to use: most are answered before another comes. */
    private @Nullable Arrival spare;

    private long edgeBytes;
    private long viewerBytes;
    private int edgeMessages;
    private int viewerMessages;
    private int checks;

    /**
     * Creates it.
     *
     * @param checks the number of the last check that anybody asked for here before
     */
    Integrity(SliceBuffer buffer, PeerOutput output, long waitingBytesMax, int checks) {
        this.buffer = buffer;
        this.output = output;
        this.waitingBytesMax = waitingBytesMax;
        this.checks = checks;
    }

    /** Returns the number of the last check. */
    int asked() {
        return checks;
    }

    /** Whoever a former tracker gave a session, and whose link is gone. */
    static final int NOBODY = Integer.MIN_VALUE;

    /** Media that came, until it is over. */
    static final class Arrival {
        private int link;
        private int session;
        private int request;

        /** Null once it is over. */
        private @Nullable Data data;

        private MediaSource source = MediaSource.PEER;

        /** Returns where from, NO_LINK = the edge. */
        int link() {
            return link;
        }

        /** Returns who sent it, 0 = the edge. */
        int session() {
            return session;
        }

        /** Returns which fetch it answers, when it came from the edge. */
        int request() {
            return request;
        }

        Data data() {
            return Sure.of(data);
        }

        /** Returns why it came. */
        MediaSource source() {
            return source;
        }

        int slice() {
            return data().header().slice();
        }

        int bytes() {
            return data().payload().length();
        }

        boolean fromEdge() {
            return session == 0;
        }

        private void forgetSession(LinkTable links) {
            if (!fromEdge()) {
                int now = links.find(session);
                session = now == LinkTable.NO_LINK ? NOBODY : LinkTable.nameless(now);
            }
        }
    }

    /** Returns media of another viewer. */
    Arrival ofViewer(int link, int session, Data data) {
        return arrival(link, session, 0, data, MediaSource.PEER);
    }

    /** Returns media of the edge, which answers a fetch, or the standing stream (request 0). */
    Arrival ofEdge(int request, Data data, MediaSource source) {
        return arrival(LinkTable.NO_LINK, 0, request, data, source);
    }

    private Arrival arrival(int link, int session, int request, Data data, MediaSource source) {
        Arrival arrival = spare == null ? new Arrival() : spare;
        spare = null;
        arrival.link = link;
        arrival.session = session;
        arrival.request = request;
        arrival.data = data;
        arrival.source = source;
        return arrival;
    }

    /** An arrival has been dealt with, and nobody refers to it any more. */
    void over(Arrival arrival) {
        arrival.data = null;
        spare = arrival;
    }

    /** Takes media in for verification; false when too much waits already. */
    boolean admit(Arrival arrival) {
        int messages = arrival.fromEdge() ? edgeMessages : viewerMessages;
        long bytes = arrival.fromEdge() ? edgeBytes : viewerBytes;
        if (messages >= WAITING_MAX || bytes + arrival.bytes() > waitingBytesMax) {
            return false;
        }
        Seal known = buffer.seal(arrival.slice());
        Seal own = arrival.data().seal();
        boolean needsNone = known != null && (own == null || own.equals(known));
        if (!needsNone && own == null && !arrival.fromEdge() && !mayWait(arrival)) {
            return false;
        }
        count(arrival, 1);
        if (known != null && needsNone) {
            ask(arrival, known, false);
        } else if (own != null) {
            // Another seal than the known one would be passed on: it must be the origin's as well.
            ask(arrival, own, true);
        } else {
            unsealed = unsealed == null ? new ArrayList<>() : unsealed;
            unsealed.add(arrival);
        }
        return true;
    }

    /** Counts an arrival that waits, or waits no more. */
    private void count(Arrival arrival, int sign) {
        if (arrival.fromEdge()) {
            edgeMessages += sign;
            edgeBytes += sign * (long) arrival.bytes();
        } else {
            viewerMessages += sign;
            viewerBytes += sign * (long) arrival.bytes();
        }
    }

    private boolean mayWait(Arrival arrival) {
        int messages = 1;
        long bytes = arrival.bytes();
        for (int i = 0; unsealed != null && i < unsealed.size(); i++) {
            if (unsealed.get(i).session() == arrival.session()) {
                messages++;
                bytes += unsealed.get(i).bytes();
            }
        }
        return messages <= WAITING_MAX / SHARE_PER_VIEWER
                && bytes <= waitingBytesMax / SHARE_PER_VIEWER;
    }

    private void ask(Arrival arrival, Seal seal, boolean signature) {
        checks = checks == Integer.MAX_VALUE ? 1 : checks + 1;
        if (firstCheck == 0) {
            firstCheck = checks;
            firstAsked = arrival;
        } else {
            others = others == null ? new IntMap<>() : others;
            others.put(checks, arrival);
        }
        output.verify(checks, arrival.data(), seal, signature);
    }

    /** Returns what a check was about, which is over now, or null. */
    @Nullable
    Arrival answered(int check) {
        Arrival arrival = taken(check);
        if (arrival != null) {
            count(arrival, -1);
        }
        return arrival;
    }

    private @Nullable Arrival taken(int check) {
        if (check == firstCheck) {
            Arrival arrival = firstAsked;
            firstCheck = 0;
            firstAsked = null;
            return arrival;
        }
        Arrival arrival = others == null ? null : others.get(check);
        if (others != null && arrival != null) {
            others.remove(check);
        }
        return arrival;
    }

    /**
     * The seal of a slice may be known: asks about what waited for it. What came with another
     * header is nothing that the seal speaks of, and is given up at the line.
     */
    void sealed(int slice) {
        Seal seal = unsealed == null ? null : buffer.seal(slice);
        if (unsealed == null || seal == null) {
            return;
        }
        for (int i = 0; i < unsealed.size(); i++) {
            Arrival arrival = unsealed.get(i);
            if (arrival.slice() == slice && buffer.agrees(arrival.data().header())) {
                unsealed.remove(i--);
                ask(arrival, seal, false);
            }
        }
        forgetEmpty();
    }

    /**
     * Returns, one at a time, what still waits for the seal of a slice before the given one, but
     * for slices whose seal is here and only waits for its answer: the host may take its time.
     */
    @Nullable
    Arrival abandoned(int firstSlice) {
        for (int i = 0; unsealed != null && i < unsealed.size(); i++) {
            Arrival arrival = unsealed.get(i);
            if (arrival.slice() < firstSlice && !sealAsked(arrival.slice())) {
                unsealed.remove(i);
                count(arrival, -1);
                forgetEmpty();
                return arrival;
            }
        }
        return null;
    }

    private boolean sealAsked(int slice) {
        for (Arrival arrival : pending()) {
            if (arrival.slice() == slice && arrival.data().seal() != null) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether something of a slice is here and waits for its answer. */
    boolean checks(int slice) {
        for (Arrival arrival : pending()) {
            if (arrival.slice() == slice) {
                return true;
            }
        }
        return false;
    }

    /** Returns the newest slice of which the edge sent something that waits, 0 = none. */
    int newestOfEdge() {
        int newest = 0;
        for (Arrival arrival : pending()) {
            newest = arrival.fromEdge() ? Math.max(newest, arrival.slice()) : newest;
        }
        for (int i = 0; unsealed != null && i < unsealed.size(); i++) {
            Arrival arrival = unsealed.get(i);
            newest = arrival.fromEdge() ? Math.max(newest, arrival.slice()) : newest;
        }
        return newest;
    }

    /**
     * The sessions of another tracker mean nothing from now on: what waits is of the link that it
     * came on while that has the session, and of nobody known otherwise.
     */
    void forgetSessions(LinkTable links) {
        for (Arrival arrival : pending()) {
            arrival.forgetSession(links);
        }
        for (int i = 0; unsealed != null && i < unsealed.size(); i++) {
            unsealed.get(i).forgetSession(links);
        }
    }

    /** Returns what was asked about and not answered. */
    private List<Arrival> pending() {
        IntMap<Arrival> more = others;
        if (firstAsked == null && (more == null || more.size() == 0)) {
            return List.of();
        }
        List<Arrival> pending = new ArrayList<>();
        if (firstAsked != null) {
            pending.add(firstAsked);
        }
        if (more != null) {
            for (int check : more.keys()) {
                pending.add(Sure.of(more.get(check)));
            }
        }
        return pending;
    }

    private void forgetEmpty() {
        if (unsealed != null && unsealed.isEmpty()) {
            unsealed = null;
        }
    }
}
