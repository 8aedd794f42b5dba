package dev.tributary.webrtc.sctp;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** Brings the ordered messages of each stream into the order of their sequence numbers. */
final class InboundStreams {
    /** Streams offered to the peer: as many as Chromium ever uses. */
    static final int STREAMS_MAX = 1_024;

    /** Bits of a message's number in a stream: more than any association lives to send. */
    private static final int NUMBER_BITS = 48;

    /** Takes whole messages. */
    interface Sink {
        void message(int stream, int ppid, byte[] payload);
    }

    private static final class Held {
        final int ppid;
        final byte[] payload;

        Held(int ppid, byte[] payload) {
            this.ppid = ppid;
            this.payload = payload;
        }

        int cost() {
            return payload.length + SctpConfig.OVERHEAD_BYTES;
        }
    }

    private final Sink sink;

    /** Number of the next message of each stream; its low 16 bits are the sequence number. */
    private long[] next = new long[8];

    /** Messages that wait for earlier ones, by stream and number. */
    private final TreeMap<Long, Held> waiting = new TreeMap<>();

    private long heldBytes;

    InboundStreams(Sink sink) {
        this.sink = sink;
    }

    /** Memory of the messages that wait for earlier ones. */
    long heldBytes() {
        return heldBytes;
    }

    /** Hands the message over if it is next in order; one that came before is dropped. */
    void ordered(int id, int ssn, int ppid, byte[] payload) {
        int ahead = ahead(id, ssn);
        if (ahead == 0) {
            next[id]++;
            sink.message(id, ppid, payload);
            release(id);
        } else if (ahead > 0) {
            Held held = new Held(ppid, payload);
            if (waiting.putIfAbsent(key(id, next[id] + ahead), held) == null) {
                heldBytes += held.cost();
            }
        }
    }

    void unordered(int id, int ppid, byte[] payload) {
        sink.message(id, ppid, payload);
    }

    /** The peer gave up all messages through {@code ssn} that have not arrived (RFC 3758). */
    void skip(int id, int ssn) {
        int count = ahead(id, ssn) + 1;
        if (count <= 0) {
            return;
        }
        long past = key(id, next[id] + count);
        next[id] += count;
        Long first = waiting.ceilingKey(key(id, 0));
        while (first != null && first < past) {
            hand(id, waiting.remove(first));
            first = waiting.ceilingKey(key(id, 0));
        }
        release(id);
    }

    /** Numbers begin at zero again (RFC 6525 section 5.2.2). */
    void reset(int id) {
        if (id >= next.length) {
            return;
        }
        next[id] = 0;
        SortedMap<Long, Held> stale = waiting.subMap(key(id, 0), key(id + 1, 0));
        for (Held held : stale.values()) {
            heldBytes -= held.cost();
        }
        stale.clear();
    }

    /** Resets all streams. */
    void clear() {
        Arrays.fill(next, 0);
        waiting.clear();
        heldBytes = 0;
    }

    private void release(int id) {
        Held held = waiting.isEmpty() ? null : waiting.remove(key(id, next[id]));
        while (held != null) {
            next[id]++;
            hand(id, held);
            held = waiting.remove(key(id, next[id]));
        }
    }

    private void hand(int id, Held held) {
        heldBytes -= held.cost();
        sink.message(id, held.ppid, held.payload);
    }

    /** How far a sequence number lies after the next one, modulo 2^16: negative before it. */
    private int ahead(int id, int ssn) {
        if (id >= next.length) {
            next = Arrays.copyOf(next, Math.min(STREAMS_MAX, Math.max(id + 1, 2 * id)));
        }
        return (short) (ssn - (int) next[id]);
    }

    private static long key(int id, long number) {
        return (long) id << NUMBER_BITS | number;
    }
}
