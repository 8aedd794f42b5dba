package dev.tributary.webrtc.sctp;

import dev.tributary.webrtc.sctp.wire.Wire;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Brings the ordered messages of each stream into the order of their sequence numbers. */
final class InboundStreams {
    /** Streams offered to the peer: as many as Chromium ever uses. */
    static final int STREAMS_MAX = 1_024;

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
    }

    private static final class Stream {
        int nextSsn;
        final Map<Integer, Held> held = new HashMap<>();
    }

    private final Sink sink;
    private Stream[] streams = new Stream[8];
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
        Stream stream = stream(id);
        if (ssn == stream.nextSsn) {
            stream.nextSsn = (ssn + 1) & 0xffff;
            sink.message(id, ppid, payload);
            release(id, stream);
        } else if (Wire.ssnBefore(stream.nextSsn, ssn)) {
            if (stream.held.putIfAbsent(ssn, new Held(ppid, payload)) == null) {
                heldBytes += cost(payload);
            }
        }
    }

    void unordered(int id, int ppid, byte[] payload) {
        sink.message(id, ppid, payload);
    }

    /** The peer gave up all messages through {@code ssn} that have not arrived (RFC 3758). */
    void skip(int id, int ssn) {
        Stream stream = stream(id);
        int next = (ssn + 1) & 0xffff;
        if (!Wire.ssnBefore(stream.nextSsn, next)) {
            return;
        }
        List<Integer> arrived = new ArrayList<>();
        for (int held : stream.held.keySet()) {
            if (Wire.ssnBefore(held, next)) {
                arrived.add(held);
            }
        }
        int first = stream.nextSsn;
        arrived.sort(Comparator.comparingInt(held -> (held - first) & 0xffff));
        stream.nextSsn = next;
        arrived.forEach(held -> hand(id, stream.held.remove(held)));
        release(id, stream);
    }

    /** Numbers begin at zero again (RFC 6525 section 5.2.2). */
    void reset(int id) {
        Stream stream = id < streams.length ? streams[id] : null;
        if (stream != null) {
            stream.held.values().forEach(held -> heldBytes -= cost(held.payload));
            streams[id] = null;
        }
    }

    void clear() {
        Arrays.fill(streams, null);
        heldBytes = 0;
    }

    private void release(int id, Stream stream) {
        while (!stream.held.isEmpty()) {
            Held next = stream.held.remove(stream.nextSsn);
            if (next == null) {
                return;
            }
            stream.nextSsn = (stream.nextSsn + 1) & 0xffff;
            hand(id, next);
        }
    }

    private void hand(int id, Held held) {
        if (held != null) {
            heldBytes -= cost(held.payload);
            sink.message(id, held.ppid, held.payload);
        }
    }

    private Stream stream(int id) {
        if (id >= streams.length) {
            streams = Arrays.copyOf(streams, Math.min(STREAMS_MAX, Math.max(id + 1, 2 * id)));
        }
        if (streams[id] == null) {
            streams[id] = new Stream();
        }
        return streams[id];
    }

    private static int cost(byte[] payload) {
        return payload.length + Fragment.OVERHEAD;
    }
}
