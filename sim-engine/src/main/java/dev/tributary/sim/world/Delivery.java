package dev.tributary.sim.world;

import dev.tributary.core.peer.PeerInput;

/** Something on its way to a node: its kind and number, as the data of a posted event. */
final class Delivery {
    private static final Kind[] KINDS = Kind.values();

    private Delivery() {}

    /** What arrives; the trace hashes the ordinals. */
    enum Kind {
        LINK_ANSWER(PeerInput.LINK_ANSWER),
        SERVER_FAILED(PeerInput.SERVER_FAILED),
        INDEX(PeerInput.INDEX),
        INDEX_REQUEST,
        TRACKER_UP(PeerInput.TRACKER_UP),
        TRACKER_DOWN(PeerInput.TRACKER_DOWN),
        TRACKER_MESSAGE(PeerInput.TRACKER_MESSAGE),
        CONNECT,
        DISCONNECT,
        FROM_VIEWER,
        GET_LINK,
        LOCAL_SIGNAL(PeerInput.LOCAL_SIGNAL),
        LINK_UP(PeerInput.LINK_UP),
        LINK_DOWN(PeerInput.LINK_DOWN),
        LINK_MESSAGE(PeerInput.LINK_MESSAGE),
        EDGE_DATA,
        EDGE_DATA_RECEIVED(PeerInput.EDGE_DATA),
        EDGE_FAILED(PeerInput.EDGE_FAILED),
        EDGE_STREAM,
        EDGE_FETCH,
        JOIN,
        LEAVE,
        /**
         * A message of a link has come out of the downlink too; the trace knows one kind of both.
         */
        LINK_MESSAGE_RECEIVED,
        CRASH,
        VERIFIED(PeerInput.VERIFIED),
        /** A message has come to a border between providers, or the border is free. */
        CROSSING,
        /** A link takes media again, or takes no more: the number is 1 or 0. */
        LINK_TAKES(PeerInput.LINK_TAKES);

        private final PeerInput input;

        Kind() {
            this(null);
        }

        Kind(PeerInput input) {
            this.input = input;
        }

        /** Returns what it is to the viewer that gets it, or null when it is not for the peer. */
        PeerInput input() {
            return input;
        }

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
