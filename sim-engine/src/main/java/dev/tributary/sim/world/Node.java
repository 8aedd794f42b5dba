package dev.tributary.sim.world;

import dev.tributary.core.wire.Message;
import dev.tributary.sim.kernel.EventReceiver;

/** Something that can be handed a message when its time has come. */
interface Node extends EventReceiver {
    /** Number of the node in the trace. */
    int id();

    /** The world that the node lives in. */
    World world();

    /**
     * A delivery has arrived.
     *
     * @param kind what it is
     * @param number link, request or connection, by kind
     */
    void deliver(Delivery.Kind kind, int number, Object content);

    @Override
    default void receive(long data, Object content) {
        Delivery.Kind kind = Delivery.kind(data);
        int number = Delivery.number(data);
        world().run().trace(id(), kind.traced(), number ^ digest(content));
        deliver(kind, number, content);
    }

    /**
     * Returns what the trace keeps of a delivery's content: a message's type and size, not its
     * fields.
     */
    static long digest(Object content) {
        if (content instanceof Message message) {
            return ((long) message.type().id() << 32) ^ message.wireBytes();
        }
        return 0;
    }
}
