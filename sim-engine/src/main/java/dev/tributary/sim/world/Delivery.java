package dev.tributary.sim.world;

import dev.tributary.sim.kernel.SimTask;

/** Something on its way to a node; pooled by the world. */
final class Delivery extends SimTask {
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
        LEAVE
    }

    private final World world;
    private Node target;
    private Kind kind;
    private int number;
    private Object content;
    Delivery nextFree;

    Delivery(World world) {
        this.world = world;
    }

    void set(Node newTarget, Kind newKind, int newNumber, Object newContent) {
        target = newTarget;
        kind = newKind;
        number = newNumber;
        content = newContent;
    }

    @Override
    public void run() {
        Node to = target;
        Kind what = kind;
        int which = number;
        Object carried = content;
        target = null;
        content = null;
        world.release(this);
        world.trace(to.id(), what.ordinal(), which ^ Node.digest(carried));
        to.deliver(what, which, carried);
    }
}
