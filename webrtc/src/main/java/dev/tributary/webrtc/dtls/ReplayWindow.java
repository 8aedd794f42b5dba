package dev.tributary.webrtc.dtls;

/**
 * Which record numbers were seen (RFC 6347 4.1.2.6): a bit for each of the newest {@link #SIZE}.
 */
final class ReplayWindow {
    /** RFC 6347 asks for 64 at least; 1,024 records are 10 ms of reordering at 1 Gbit/s. */
    static final int SIZE = 1_024;

    private final long[] bits = new long[SIZE / Long.SIZE];
    private long newest = -1;

    boolean isFresh(long sequence) {
        if (sequence > newest) {
            return true;
        }
        return newest - sequence < SIZE && (bits[word(sequence)] & (1L << sequence)) == 0;
    }

    /** Only for a record that proved genuine. */
    void mark(long sequence) {
        if (sequence > newest) {
            clear(newest + 1, Math.min(sequence, newest + SIZE));
            newest = sequence;
        }
        bits[word(sequence)] |= 1L << sequence;
    }

    private void clear(long from, long to) {
        for (long sequence = from; sequence <= to; sequence++) {
            bits[word(sequence)] &= ~(1L << sequence);
        }
    }

    private static int word(long sequence) {
        return (int) (sequence % SIZE) / Long.SIZE;
    }
}
