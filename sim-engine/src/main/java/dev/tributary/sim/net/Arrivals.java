package dev.tributary.sim.net;

import dev.tributary.core.base.Time;

/**
 * What is on its way to one host, by time of arrival; what arrives at one instant in the order in
 * which it was added.
 *
 * <p>A sorted ring, filled from the end: messages mostly arrive in the order in which they are
 * sent, and there are few of them.
 */
public final class Arrivals {
    /** Places of four. */
    private static final int FIRST = 8;

    private static final Object[] NOTHING = {};
    private static final long[] NEVER = {};

    /** Two for each, in a ring: when, and the data. */
    private long[] rows = NEVER;

    /** Two for each: the place and the content. */
    private Object[] cells = NOTHING;

    private int head;
    private int count;

    /** Creates an empty list, which takes no memory to speak of. */
    public Arrivals() {}

    /** Returns whether nothing is on its way. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** Returns when the next one arrives, or {@link Time#NEVER}. */
    public long firstNanos() {
        return count == 0 ? Time.NEVER : rows[head];
    }

    /** Returns what came along with the next one. */
    public long firstData() {
        return rows[head + 1];
    }

    /** Returns where the next one arrives. */
    public Object firstPlace() {
        return cells[head];
    }

    /** Returns what arrives next. */
    public Object firstContent() {
        return cells[head + 1];
    }

    /** Takes the next one out. */
    public void removeFirst() {
        cells[head] = null;
        cells[head + 1] = null;
        head = place(2);
        count--;
    }

    /** Drops everything, and the memory that it took. */
    public void clear() {
        rows = NEVER;
        cells = NOTHING;
        head = 0;
        count = 0;
    }

    private int place(int after) {
        return (head + after) & (rows.length - 1);
    }

    /**
     * Adds what arrives at a time.
     *
     * @param place at the host, such as the end of a link
     * @param data packed small numbers, for the place to understand
     */
    public void add(long nanos, Object place, long data, Object content) {
        if (2 * count == rows.length) {
            grow();
        }
        int nth = count++;
        int at = place(2 * nth);
        while (nth > 0) {
            int before = place(2 * nth - 2);
            if (rows[before] <= nanos) {
                break;
            }
            set(at, rows[before], cells[before], rows[before + 1], cells[before + 1]);
            at = before;
            nth--;
        }
        set(at, nanos, place, data, content);
    }

    private void set(int at, long nanos, Object place, long data, Object content) {
        rows[at] = nanos;
        rows[at + 1] = data;
        cells[at] = place;
        cells[at + 1] = content;
    }

    private void grow() {
        int size = Math.max(FIRST, 2 * rows.length);
        long[] newRows = new long[size];
        Object[] newCells = new Object[size];
        for (int i = 0; i < 2 * count; i++) {
            newRows[i] = rows[place(i)];
            newCells[i] = cells[place(i)];
        }
        rows = newRows;
        cells = newCells;
        head = 0;
    }
}
