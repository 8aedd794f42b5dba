package dev.tributary.transport.edge;

import dev.tributary.core.base.Check;
import dev.tributary.transport.edge.client.SignedHeader;
import dev.tributary.transport.edge.client.SignedIndex;
import dev.tributary.transport.hls.HlsStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One stream at an edge or an origin; on the event loop of its server only. */
public final class EdgeStream {
    private final SliceStore store = new SliceStore();
    private final Map<String, LiveSession> sessions = new LinkedHashMap<>();
    private final EdgeMeters meters;
    private SignedIndex index;
    private boolean published;
    private final HeaderHistory headers = new HeaderHistory();
    private final HlsStream hls =
            new HlsStream(new KeptSlices(store, headers), System::currentTimeMillis);

    EdgeStream(EdgeMeters meters) {
        this.meters = meters;
    }

    /** Takes a slice that is newer than all others and pushes it to who wants it. */
    public void publish(StoredSlice slice) {
        Check.that(slice.header().slice() > store.newest(), "slices come in order");
        store.add(slice);
        headers.forget(store.oldest());
        meters.slice();
        hls.arrived(slice.header());
        for (LiveSession session : sessions.values()) {
            session.publish(slice, store.oldest());
        }
    }

    /** Says whether somebody publishes it here. */
    public void published(boolean here) {
        published = here;
    }

    /** Returns whether somebody publishes it here: an edge does not know. */
    boolean published() {
        return published;
    }

    /** Takes the origin's current index. */
    public void index(SignedIndex current) {
        index = current;
    }

    /** Takes what a player needs before a slice, and before those that follow. */
    public void header(int fromSlice, SignedHeader header) {
        headers.add(fromSlice, header);
    }

    /** From a slice on another header applies, which is not known yet. */
    void headerExpected(int fromSlice) {
        headers.expect(fromSlice);
    }

    /**
     * Returns what a player needs before a slice, or null when it is not known.
     *
     * @param slice 0 = the newest
     */
    SignedHeader header(int slice) {
        return headers.of(slice);
    }

    /** Forgets everything: the origin counts anew from a lower number. */
    void reset() {
        store.clear();
        headers.clear();
        hls.reset();
        index = null;
    }

    /** Returns the number of the newest slice, 0 when there is none. */
    public int newest() {
        return store.newest();
    }

    /** Returns the same stream as HLS. */
    HlsStream hls() {
        return hls;
    }

    /** Returns the lowest number of a slice that may be kept. */
    int oldest() {
        return store.oldest();
    }

    /** Returns the bytes that its slices take. */
    long heldBytes() {
        return store.heldBytes();
    }

    /** Returns a slice, or null. */
    StoredSlice slice(int number) {
        return store.get(number);
    }

    /** Returns the origin's index, or null when none has come. */
    SignedIndex index() {
        return index;
    }

    /** Begins to push; a session that is there already is replaced. */
    void open(String id, LiveSession session, int mask, int fromSlice) {
        LiveSession before = sessions.put(id, session);
        if (before == null) {
            meters.sessions(1);
        } else {
            before.end();
        }
        session.change(mask, fromSlice, store);
        forget(id, session);
    }

    /** Changes what is pushed; returns false when there is no such session. */
    boolean change(String id, int mask, int fromSlice) {
        LiveSession session = sessions.get(id);
        if (session == null || !session.open()) {
            return false;
        }
        session.change(mask, fromSlice, store);
        forget(id, session);
        return true;
    }

    /** Returns what each viewer takes. */
    List<Integer> masks() {
        return sessions.values().stream().map(LiveSession::mask).toList();
    }

    /** Returns the session, or null. */
    LiveSession session(String id) {
        return sessions.get(id);
    }

    /** A connection is gone, or its stream has been given up and sent to the end. */
    void forget(String id, LiveSession session) {
        if (!session.open() && sessions.remove(id, session)) {
            meters.sessions(-1);
        }
    }

    /** Once a second: shows that the server is there, and forgets who is not. */
    void beat() {
        sessions.values()
                .removeIf(
                        session -> {
                            session.alive();
                            boolean gone = !session.open();
                            meters.sessions(gone ? -1 : 0);
                            return gone;
                        });
    }

    void endAll() {
        sessions.values().forEach(LiveSession::end);
        beat();
    }
}
