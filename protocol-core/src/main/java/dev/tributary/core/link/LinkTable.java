package dev.tributary.core.link;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.room.RoomSettings;
import java.util.Arrays;

/**
 * The links of a viewer, by dense number; a number is free again after the link ended.
 *
 * <p>At most one link per session, and at most {@link PeerConfig#LINKS_MAX} in all.
 */
public final class LinkTable {
    /** No such link. */
    public static final int NO_LINK = -1;

    /** Life of a link. */
    public enum State {
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

    /** Largest number of links that a viewer keeps at a time; further ones are not dialed. */
    public static final int LINKS_MAX = 64;

    private static final State[] STATES = State.values();
    private static final int SIZE_FIRST = 8;

    /** Links by which the table grows, where {@link #size} doubles. */
    private static final int STEP = 4;

    // The second word of a link: attempt, chunks of a message, whether we close it, state.
    private static final int ATTEMPT_SHIFT = 32;
    private static final int FRAME_SHIFT = 8;
    private static final long FRAME_MASK = 0xffff;
    private static final long CLOSABLE = 0x80;
    private static final long STATE_MASK = 0x7f;

    private int[] session = new int[SIZE_FIRST];

    /** Two words for each link, next to each other: since when it is in its state, and the rest. */
    private long[] words = new long[2 * SIZE_FIRST];

    /** Bytes of a message, by link; null while no link is bounded. */
    private @Nullable int[] messageBytes;

    private int size = SIZE_FIRST;
    private int attempts;

    /** Returns the link with a session, or {@link #NO_LINK}. */
    public int find(int wanted) {
        for (int link = 0; link < session.length; link++) {
            if (session[link] == wanted && state(link) != State.FREE) {
                return link;
            }
        }
        return NO_LINK;
    }

    /** Opens a link in the given state; returns {@link #NO_LINK} when the table is full. */
    public int add(long nowNanos, int newSession, State initial, int newAttempt) {
        int link = 0;
        while (link < session.length && state(link) != State.FREE) {
            link++;
        }
        if (link == LINKS_MAX) {
            return NO_LINK;
        }
        if (link == session.length) {
            session = Arrays.copyOf(session, link + STEP);
            words = Arrays.copyOf(words, 2 * (link + STEP));
        }
        if (link == size) {
            size *= 2;
        }
        session[link] = newSession;
        limitMessage(link, Integer.MAX_VALUE);
        words[2 * link] = nowNanos;
        words[2 * link + 1] =
                (long) newAttempt << ATTEMPT_SHIFT
                        | (long) RoomSettings.BLOCK_CHUNKS << FRAME_SHIFT
                        | initial.ordinal();
        return link;
    }

    private void set(int link, long mask, long value) {
        words[2 * link + 1] = (words[2 * link + 1] & ~mask) | value;
    }

    public int nextAttempt() {
        return ++attempts;
    }

    public void remove(int link) {
        set(link, STATE_MASK, State.FREE.ordinal());
        session[link] = 0;
    }

    public void advance(long nowNanos, int link, State next) {
        set(link, STATE_MASK, next.ordinal());
        words[2 * link] = nowNanos;
    }

    /** Sets whether this viewer closes the link when it needs it no more: it dialed it. */
    public void closable(int link, boolean yes) {
        set(link, CLOSABLE, yes ? CLOSABLE : 0);
    }

    public boolean closable(int link) {
        return (words[2 * link + 1] & CLOSABLE) != 0;
    }

    /** Notes that a link was needed until now. */
    public void touch(long nowNanos, int link) {
        words[2 * link] = nowNanos;
    }

    /** Returns the name of a link whose session a new tracker does not know. */
    public static int nameless(int link) {
        return -1 - link;
    }

    /** Gives all links names that no tracker uses: the sessions of another tracker are gone. */
    public void forgetSessions() {
        for (int link = 0; link < session.length; link++) {
            session[link] = state(link) == State.FREE ? 0 : nameless(link);
        }
    }

    public void limitFrame(int link, int chunks) {
        set(link, FRAME_MASK << FRAME_SHIFT, (long) chunks << FRAME_SHIFT);
    }

    /** Returns the largest DATA message that the other side takes, chunks. */
    public int frameChunks(int link) {
        return (int) ((words[2 * link + 1] >>> FRAME_SHIFT) & FRAME_MASK);
    }

    /** Sets the largest message that the transport of a link takes, bytes. */
    public void limitMessage(int link, int bytes) {
        int[] limits = messageBytes;
        if (limits == null && bytes == Integer.MAX_VALUE) {
            return;
        }
        int known = limits == null ? 0 : limits.length;
        if (limits == null || link >= known) {
            limits = limits == null ? new int[size] : Arrays.copyOf(limits, size);
            Arrays.fill(limits, known, size, Integer.MAX_VALUE);
            messageBytes = limits;
        }
        limits[link] = bytes;
    }

    /** Returns the largest message that the transport of a link takes, bytes. */
    public int messageBytes(int link) {
        int[] limits = messageBytes;
        return limits == null || link >= limits.length ? Integer.MAX_VALUE : limits[link];
    }

    public State state(int link) {
        return link >= 0 && link < session.length
                ? STATES[(int) (words[2 * link + 1] & STATE_MASK)]
                : State.FREE;
    }

    public boolean ready(int link) {
        return state(link) == State.READY;
    }

    public int session(int link) {
        return session[link];
    }

    public int attempt(int link) {
        return (int) (words[2 * link + 1] >>> ATTEMPT_SHIFT);
    }

    /** Returns when the link entered its state or, when ready, was needed last. */
    public long sinceNanos(int link) {
        return words[2 * link];
    }

    /** Returns a number above that of every link: a power of two, of which strategies draw. */
    public int size() {
        return size;
    }

    /** Returns the number of links in use. */
    public int count() {
        int used = 0;
        for (int link = 0; link < session.length; link++) {
            if (state(link) != State.FREE) {
                used++;
            }
        }
        return used;
    }
}
