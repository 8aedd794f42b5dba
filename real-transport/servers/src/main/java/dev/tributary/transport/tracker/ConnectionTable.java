package dev.tributary.transport.tracker;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Consumer;

/** The open connections by their number; numbers are small and used again. */
final class ConnectionTable {
    private TrackerConnection[] byNumber = new TrackerConnection[16];
    private final BitSet used = new BitSet();

    /** Below this all numbers are taken, so that a search does not begin at 0. */
    private int free;

    /** Returns the lowest number that nobody has. */
    int free() {
        free = used.nextClearBit(free);
        return free;
    }

    void put(TrackerConnection connection) {
        int number = connection.number;
        if (number >= byNumber.length) {
            byNumber = Arrays.copyOf(byNumber, Math.max(2 * byNumber.length, number + 1));
        }
        byNumber[number] = connection;
        used.set(number);
    }

    /** Returns the connection, or null. */
    TrackerConnection get(int number) {
        return number < byNumber.length ? byNumber[number] : null;
    }

    /** Frees the number; returns false when the connection had lost it already. */
    boolean remove(TrackerConnection connection) {
        int number = connection.number;
        if (byNumber[number] != connection) {
            return false;
        }
        byNumber[number] = null;
        used.clear(number);
        free = Math.min(free, number);
        return true;
    }

    void forEach(Consumer<TrackerConnection> action) {
        for (TrackerConnection connection : byNumber.clone()) {
            if (connection != null) {
                action.accept(connection);
            }
        }
    }
}
