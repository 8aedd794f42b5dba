package dev.tributary.core.tracker;

import dev.tributary.core.wire.Assign;
import dev.tributary.core.wire.Join;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Slot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps what a tracker asked for, and what each connection believes its slots are. */
public final class RecordingOutput implements TrackerOutput {
    /** A message and the connection that it went to. */
    public record Sent(int connection, Message message) {}

    public final List<Sent> sent = new ArrayList<>();

    /** Joins whose token is to be checked. */
    public final List<Integer> tickets = new ArrayList<>();

    public final List<Integer> closed = new ArrayList<>();
    public final Map<Integer, Slot[]> believed = new LinkedHashMap<>();

    /** Whether to keep every message; off in long runs. */
    public boolean keeping = true;

    public boolean hashing;

    /** Running hash of everything, for comparing two runs. */
    public long hash;

    @Override
    public void send(int connection, Message message) {
        if (keeping) {
            sent.add(new Sent(connection, message));
        }
        if (hashing) {
            hash = hash * 31 + connection;
            hash = hash * 31 + message.toString().hashCode();
        }
        if (message instanceof Assign assign) {
            Slot[] slots = believed.computeIfAbsent(connection, ignored -> new Slot[31]);
            for (Slot slot : assign.slots()) {
                slots[slot.subStream()] = slot;
            }
        }
    }

    @Override
    public void checkToken(int ticket, Join join) {
        tickets.add(ticket);
    }

    @Override
    public void close(int connection) {
        closed.add(connection);
        believed.remove(connection);
        hash = hash * 31 - connection;
    }

    /** Returns the messages of one kind to one connection. */
    public <T extends Message> List<T> to(int connection, Class<T> kind) {
        List<T> found = new ArrayList<>();
        for (Sent one : sent) {
            if (one.connection() == connection && kind.isInstance(one.message())) {
                found.add(kind.cast(one.message()));
            }
        }
        return found;
    }

    /** Returns the last message of one kind to one connection. */
    public <T extends Message> T last(int connection, Class<T> kind) {
        List<T> found = to(connection, kind);
        return found.get(found.size() - 1);
    }
}
