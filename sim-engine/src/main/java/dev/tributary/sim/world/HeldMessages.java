package dev.tributary.sim.world;

import dev.tributary.core.base.IntMap;
import dev.tributary.core.wire.Message;
import java.util.ArrayList;
import java.util.List;

/** The messages that were sent over links while the network was cut, by connection, in order. */
final class HeldMessages {
    private final IntMap<List<Held>> held = new IntMap<>();

    /** A message that waits for the network at the end that sent it. */
    private record Held(LinkEnd from, Message message) {}

    /** Keeps a message until the network is back. */
    void add(LinkEnd from, Message message) {
        int number = from.connection.number();
        List<Held> before = held.get(number);
        List<Held> all = before == null ? new ArrayList<>() : before;
        all.add(new Held(from, message));
        held.put(number, all);
    }

    /** Sends what an end was holding, or counts it as lost when the link has ended. */
    void release(LinkEnd from) {
        Connection connection = from.connection;
        List<Held> all = held.size() == 0 ? null : held.get(connection.number());
        if (all == null) {
            return;
        }
        held.remove(connection.number());
        for (Held waiting : all) {
            if (waiting.from() != from) {
                add(waiting.from(), waiting.message());
            } else if (!connection.ended()) {
                from.viewer.clock(from.world().run().nowNanos());
                from.viewer.transmit(from, waiting.message());
            } else {
                connection.lose(waiting.message());
            }
        }
        from.released();
    }
}
