package dev.tributary.sim.world;

import dev.tributary.core.wire.Message;

/** Something that can be handed a message when its time has come. */
interface Node {
    /** Number of the node in the trace. */
    int id();

    /**
     * A delivery has arrived.
     *
     * @param kind what it is
     * @param number link, request or connection, by kind
     */
    void deliver(Delivery.Kind kind, int number, Object content);

    /** Returns what the trace keeps of a delivery's content. */
    static long digest(Object content) {
        if (content instanceof Message message) {
            return ((long) message.type().id() << 32) ^ message.wireBytes();
        }
        return 0;
    }
}
