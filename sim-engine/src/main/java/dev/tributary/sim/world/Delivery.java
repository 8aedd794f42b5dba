package dev.tributary.sim.world;

/** Something on its way to a node: its kind and number, as the data of a posted event. */
final class Delivery {
    private static final Kind[] KINDS = Kind.values();

    private Delivery() {}

    /** What arrives. */
    enum Kind {
        LINK_ANSWER,
        SERVER_FAILED,
        INDEX,
        INDEX_REQUEST,
        TRACKER_UP,
        TRACKER_DOWN,
        TRACKER_MESSAGE,
        CONNECT,
        DISCONNECT,
        FROM_VIEWER,
        GET_LINK,
        LOCAL_SIGNAL,
        LINK_UP,
        LINK_DOWN,
        LINK_MESSAGE,
        EDGE_DATA,
        EDGE_DATA_RECEIVED,
        EDGE_FAILED,
        EDGE_STREAM,
        EDGE_FETCH,
        JOIN,
        LEAVE,
        /**
         * A message of a link has come out of the downlink too; the trace knows one kind of both.
         */
        LINK_MESSAGE_RECEIVED;

        /** Returns the kind's number in the trace. */
        int traced() {
            return this == LINK_MESSAGE_RECEIVED ? LINK_MESSAGE.ordinal() : ordinal();
        }
    }

    /** Number of a {@link Kind#LINK_MESSAGE_RECEIVED}, by which the trace tells it. */
    static final int OUT = -1;

    static long data(Kind kind, int number) {
        return (long) kind.ordinal() << Integer.SIZE | Integer.toUnsignedLong(number);
    }

    static Kind kind(long data) {
        return KINDS[(int) (data >>> Integer.SIZE)];
    }

    static int number(long data) {
        return (int) data;
    }
}
