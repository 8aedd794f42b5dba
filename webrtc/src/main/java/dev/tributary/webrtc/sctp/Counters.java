package dev.tributary.webrtc.sctp;

/** One number for each {@link SctpCounter}. */
final class Counters {
    private static final int COUNT = SctpCounter.values().length;

    private final long[] values = new long[COUNT];

    void count(SctpCounter counter) {
        values[counter.ordinal()]++;
    }

    void add(SctpCounter counter, long amount) {
        values[counter.ordinal()] += amount;
    }

    long value(SctpCounter counter) {
        return values[counter.ordinal()];
    }
}
