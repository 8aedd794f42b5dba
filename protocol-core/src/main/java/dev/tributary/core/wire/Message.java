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
                Bye {

    /** Returns the type, for dispatch. */
    Type type();

    /** Kinds of messages with their wire ids (systems.md 12.2 and 12.3). */
    enum Type {
        GET_LINK(0x08),
        LINK_ANSWER(0x09),
        INDEX(0x0a),
        JOIN(0x10),
        JOIN_OK(0x11),
        PEERS(0x12),
        ASSIGN(0x13),
        SIGNAL(0x15),
        REPORT(0x16),
        LEAVE(0x19),
        REJECTION(0x1a),
        TROUBLE(0x1b),
        HELLO(0x20),
        SUBSCRIBE(0x24),
        UNSUBSCRIBE(0x25),
        DATA(0x28),
        REFUSE(0x29),
        NACK(0x2a),
        BYE(0x32);

        private final int id;

        Type(int id) {
            this.id = id;
        }

        /** Returns the first byte on the wire. */
        public int id() {
            return id;
        }
    }
}
