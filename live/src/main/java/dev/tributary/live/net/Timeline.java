package dev.tributary.live.net;

import dev.tributary.transport.host.Alarm;
import dev.tributary.transport.host.LoopClock;
import java.util.PriorityQueue;

/**
 * What is to happen at times of a loop's clock, in the order of the times, and at equal times in
 * the order in which it was told. A timer of the loop for each would mix up what is less than a
 * turn apart.
 */
final class Timeline {
    private final LoopClock clock;
    private final Alarm alarm;
    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long told;

    Timeline(LoopClock clock) {
        this.clock = clock;
        alarm = new Alarm(clock, this::ring);
    }

    private record Entry(long nanos, long number, Runnable what) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry that) {
            int byTime = Long.compare(nanos, that.nanos);
            return byTime != 0 ? byTime : Long.compare(number, that.number);
        }
    }

    /** Does something at a time, or now when it is past and nothing that is due is before it. */
    void at(long nanos, Runnable what) {
        Entry first = entries.peek();
        if (nanos <= clock.nowNanos() && (first == null || first.nanos > nanos)) {
            what.run();
            return;
        }
        entries.add(new Entry(nanos, told++, what));
        alarm.set(nanos);
    }

    private void ring() {
        try {
            Entry first = entries.peek();
            while (first != null && first.nanos <= clock.nowNanos()) {
                entries.remove().what.run();
                first = entries.peek();
            }
        } finally {
            if (!entries.isEmpty()) {
                alarm.set(entries.peek().nanos);
            }
        }
    }
}
