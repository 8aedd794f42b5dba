package dev.tributary.core.wire;

/**
 * A protocol message: immutable, typed at the seam, bytes only behind the codec.
 *
 * <p>Sub-streams, sessions and slices are plain numbers here; the codec checks every range before a
 * message exists.
 */
public sealed interface Message
        permits GetLink,
                LinkAnswer,
                Index,
                Join,
                JoinOk,
                Peers,
                Assign,
                Signal,
                Report,
                Trouble,
                Leave,
                Rejection,
                Hello,
                Subscribe,
                Unsubscribe,
                Data,
                Nack,
                Refuse,
                Have,
                Request,
                Absent,
                Bye {

    /** Returns the type, for dispatch. */
    Type type();

    /** Returns the exact number of bytes that the codec writes, without writing them. */
    int wireBytes();

    /** Returns the flags on the wire, of those that the type knows. */
    default int flags() {
        return 0;
    }

    /**
     * Returns whether the receiver only takes note of it: it does nothing, and does nothing earlier
     * than without it, until its next other input. A host may hand such messages over then, each
     * with its own time.
     */
    default boolean passive() {
        return false;
    }

    /** Writes what follows type and flags: {@link #wireBytes} less two bytes. */
    void write(WireWriter out);

    /** Kinds of messages with their wire ids (systems.md 12.2 and 12.3). */
    enum Type {
        GET_LINK(0x08, GetLink::read),
        LINK_ANSWER(0x09, LinkAnswer::read),
        INDEX(0x0a, Index::read),
        JOIN(0x10, Join::read),
        JOIN_OK(0x11, JoinOk::read),
        PEERS(0x12, Peers::read),
        ASSIGN(0x13, Assign::read),
        SIGNAL(0x15, Signal::read),
        REPORT(0x16, Report::read),
        LEAVE(0x19, Leave::read),
        REJECTION(0x1a, Rejection::read),
        TROUBLE(0x1b, Trouble::read),
        HELLO(0x20, Hello::read),
        HAVE(0x22, Have::read),
        SUBSCRIBE(0x24, Subscribe::read),
        UNSUBSCRIBE(0x25, Unsubscribe::read),
        REQUEST(0x26, Request::read),
        DATA(0x28, Data::read, Data.SEALED),
        REFUSE(0x29, Refuse::read),
        NACK(0x2a, Nack::read),
        ABSENT(0x2f, Absent::read),
        BYE(0x32, Bye::read);

        private final int id;

        /** Without state, though Error Prone cannot see it. */
        @SuppressWarnings("ImmutableEnumChecker")
        private final MessageReader reader;

        private final int knownFlags;

        Type(int id, MessageReader reader) {
            this(id, reader, 0);
        }

        Type(int id, MessageReader reader, int knownFlags) {
            this.id = id;
            this.reader = reader;
            this.knownFlags = knownFlags;
        }

        /** Returns the first byte on the wire. */
        public int id() {
            return id;
        }

        /** Returns the flags that a message of this type may have. */
        int knownFlags() {
            return knownFlags;
        }

        /** Reads what follows type and flags. */
        Message read(WireReader in) throws MalformedMessageException {
            return reader.read(in);
        }
    }
}
