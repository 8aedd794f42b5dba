package dev.tributary.core.peer;

import dev.tributary.core.room.RoomSettings;
import java.util.Arrays;

/**
 * The links of a viewer, by dense number; a number is free again after the link ended.
 *
 * <p>At most one link per session, and at most {@link PeerConfig#LINKS_MAX} in all.
 */
final class LinkTable {
    /** No such link. */
    static final int NO_LINK = -1;

    /** Life of a link. */
    enum State {
        FREE,
        /** We made the offer. */
        DIALING,
        /** The other side made the offer. */
        ANSWERING,
        /** Open; the greeting of the other side is awaited. */
        OPEN,
        /** Both have greeted. */
        READY
    }

    private State[] state = new State[8];
    private int[] session = new int[8];
    private int[] attempt = new int[8];
    private int[] frameChunks = new int[8];
    private long[] sinceNanos = new long[8];
    private boolean[] closable = new boolean[8];
    private int attempts;

    LinkTable() {
        Arrays.fill(state, State.FREE);
    }

    /** Returns the link with a session, or {@link #NO_LINK}. */
    int find(int wanted) {
        for (int link = 0; link < session.length; link++) {
            if (session[link] == wanted && state[link] != State.FREE) {
                return link;
            }
        }
        return NO_LINK;
    }

    /** Opens a link in the given state; returns {@link #NO_LINK} when the table is full. */
    int add(long nowNanos, int newSession, State initial, int newAttempt) {
        int link = 0;
        while (link < state.length && state[link] != State.FREE) {
            link++;
        }
        if (link == PeerConfig.LINKS_MAX) {
            return NO_LINK;
        }
        if (link == state.length) {
            grow();
        }
        state[link] = initial;
        session[link] = newSession;
        attempt[link] = newAttempt;
        frameChunks[link] = RoomSettings.BLOCK_CHUNKS;
        sinceNanos[link] = nowNanos;
        closable[link] = false;
        return link;
    }

    private void grow() {
        int old = state.length;
        int size = old * 2;
        state = Arrays.copyOf(state, size);
        Arrays.fill(state, old, size, State.FREE);
        session = Arrays.copyOf(session, size);
        attempt = Arrays.copyOf(attempt, size);
        frameChunks = Arrays.copyOf(frameChunks, size);
        sinceNanos = Arrays.copyOf(sinceNanos, size);
        closable = Arrays.copyOf(closable, size);
    }

    int nextAttempt() {
        return ++attempts;
    }

    void remove(int link) {
        state[link] = State.FREE;
        session[link] = 0;
    }

    void advance(long nowNanos, int link, State next) {
        state[link] = next;
        sinceNanos[link] = nowNanos;
    }

    /** Sets whether this viewer closes the link when it needs it no more: it dialed it. */
    void closable(int link, boolean yes) {
        closable[link] = yes;
    }

    boolean closable(int link) {
        return closable[link];
    }

    /** Notes that a link was needed until now. */
    void touch(long nowNanos, int link) {
        sinceNanos[link] = nowNanos;
    }

    /** Returns the name of a link whose session a new tracker does not know. */
    static int nameless(int link) {
        return -1 - link;
    }

    /** Gives all links names that no tracker uses: the sessions of another tracker are gone. */
    void forgetSessions() {
        for (int link = 0; link < session.length; link++) {
            session[link] = state[link] == State.FREE ? 0 : nameless(link);
        }
    }

    void limitFrame(int link, int chunks) {
        frameChunks[link] = chunks;
    }

    /** Returns the largest DATA message that the other side takes, chunks. */
    int frameChunks(int link) {
        return frameChunks[link];
    }

    State state(int link) {
        return link >= 0 && link < state.length ? state[link] : State.FREE;
    }

    boolean ready(int link) {
        return state(link) == State.READY;
    }

    int session(int link) {
        return session[link];
    }

    int attempt(int link) {
        return attempt[link];
    }

    /** Returns when the link entered its state or, when ready, was needed last. */
    long sinceNanos(int link) {
        return sinceNanos[link];
    }

    /** Returns a number above that of every link. */
    int size() {
        return state.length;
    }

    /** Returns the number of links in use. */
    int count() {
        int used = 0;
        for (State s : state) {
            if (s != State.FREE) {
                used++;
            }
        }
        return used;
    }
}
