package dev.tributary.core.peer;

import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Index;
import dev.tributary.core.wire.LinkAnswer;
import dev.tributary.core.wire.Message;

/**
 * An input of a {@link Peer}: what can happen to a viewer, with the class of what comes with it.
 * The codes are those of journals: they never change, and 48 and above are the tracker's.
 */
public enum PeerInput {
    /** The viewer wants to watch. */
    PLAY(16),
    /** The viewer goes; inputs that follow are ignored. */
    LEAVE(17),
    /** The scheduler answered. */
    LINK_ANSWER(18, LinkAnswer.class),
    /** The scheduler, or the edge when asked for the index, did not answer or refused. */
    SERVER_FAILED(19),
    /** The slice index arrived. */
    INDEX(20, Index.class),
    /** The tracker is connected. */
    TRACKER_UP(21),
    /** The connection to the tracker failed or ended. */
    TRACKER_DOWN(22),
    /** A message of the tracker. */
    TRACKER_MESSAGE(23, Message.class),
    /** The transport of a link has a description or candidate; the number is the link. */
    LOCAL_SIGNAL(24, LocalSignal.class),
    /** A link, the number, is open; with the largest message that its transport takes, bytes. */
    LINK_UP(25, Integer.class),
    /** A link, the number, failed to open, or ended without our doing. */
    LINK_DOWN(26, CloseReason.class),
    /** A message of another viewer; the number is the link. */
    LINK_MESSAGE(27, Message.class),
    /** Media from the edge; the number is that of the fetch, 0 = the standing stream. */
    EDGE_DATA(28, Data.class),
    /** The edge will not answer a request, the number, or the standing stream (0) ended. */
    EDGE_FAILED(29),
    /** Whether media is the origin's; the number is that of {@link PeerOutput#verify}. */
    VERIFIED(30, Boolean.class),
    /** Time has passed. Harmless early; required no later than {@link Peer#nextDeadlineNanos}. */
    TIMER(31),
    /** Bytes of another viewer that are no message, and not to be ignored (Protocol 7.2, 8.1). */
    MALFORMED(32),
    /**
     * The seal of a check, the number, names a key that the host does not know; 0: the edge has an
     * index that no key signed which it knows. The scheduler may know a newer key (Protocol 5.9).
     */
    UNKNOWN_KEY(33),
    /**
     * Whether the transport of a link, the number, takes more media: not while that would be held
     * there for longer than about {@link PeerConfig#HELD_NANOS} (decision 82). It does when it
     * opens; a host tells changes.
     */
    LINK_TAKES(34, Boolean.class);

    private final int code;
    private final Class<?> content;

    PeerInput(int code) {
        this(code, Void.class);
    }

    PeerInput(int code, Class<?> content) {
        this.code = code;
        this.content = content;
    }

    /** Returns its number in a journal. */
    public int code() {
        return code;
    }

    /** Returns the class of what comes with it; {@link Void} for nothing. */
    public Class<?> content() {
        return content;
    }
}
