package dev.tributary.transport.journal;

import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.MessageCodec;
import java.util.Locale;

/**
 * What a machine is told and what it does, on the way to a journal or into a comparison: a mark
 * before the first input of each second, then the input, then what the machine decided.
 *
 * <p>Media bytes and blobs count by their length, so that a machine that only knows lengths does
 * the same.
 */
final class Tape {
    private static final long SECOND_NANOS = 1_000_000_000L;

    /** Longest text about one input; the hash covers what is beyond. */
    static final int TEXT_MAX = 16_384;

    /** Where a tape goes. */
    interface Sink {
        /** Returns whether inputs are wanted. */
        boolean wantsInputs();

        /** Returns whether decisions are wanted in words. */
        boolean wantsDecisions();

        /** An input, before the machine gets it. */
        void input(JournalRecord input);

        /** A second is over, or the tape. */
        void marked(long nowNanos, Mark mark);

        /** What the machine decided upon the last input, one line each. */
        void decided(long nowNanos, String lines);

        /** Nothing follows. */
        void ended(long nowNanos);
    }

    private final Sink sink;
    private final Digest digest = new Digest();
    private final StringBuilder words = new StringBuilder();
    private long count;
    private long second;
    private long lastNanos;
    private boolean ended;

    Tape(Sink sink) {
        this.sink = sink;
    }

    boolean wantsInputs() {
        return sink.wantsInputs();
    }

    /** An input comes, with a content that is masked already. */
    void input(long nowNanos, int source, RecordType type, Object content) {
        if (nowNanos / SECOND_NANOS > second) {
            mark(nowNanos);
            second = nowNanos / SECOND_NANOS;
        }
        lastNanos = nowNanos;
        if (sink.wantsInputs() && !ended) {
            sink.input(new JournalRecord(nowNanos, source, type, Contents.encode(content)));
        }
    }

    private void mark(long nowNanos) {
        if (!ended) {
            sink.marked(nowNanos, new Mark(second, count, digest.value()));
        }
        count = 0;
    }

    /** The input has been dealt with. */
    void settled() {
        if (words.length() > 0) {
            words.setLength(Math.min(words.length(), TEXT_MAX));
            if (!ended) {
                sink.decided(lastNanos, words.toString());
            }
            words.setLength(0);
        }
    }

    /** Ends the tape with a mark. */
    void end() {
        settled();
        mark(lastNanos);
        if (!ended) {
            ended = true;
            sink.ended(lastNanos);
        }
    }

    /** An effect. */
    void effect(Enum<?> kind, long a, long b, long c) {
        count++;
        digest.add(kind.ordinal());
        digest.add(a);
        digest.add(b);
        digest.add(c);
    }

    /** An effect that is a message. */
    void effect(Enum<?> kind, int target, Message message) {
        if (message instanceof Data data) {
            media(kind, target, data);
            return;
        }
        Message masked = Masked.effect(message);
        effect(kind, target, 0, 0);
        digest.add(MessageCodec.encode(masked));
        if (sink.wantsDecisions()) {
            say(kind, target + " " + masked);
        }
    }

    /** An effect that is media. */
    void media(Enum<?> kind, int target, Data data) {
        effect(kind, target, data.firstChunk(), data.chunkCount());
        digest.add(data.header().slice());
        digest.add(data.header().dtsMillis());
        digest.add(((long) data.header().durationMillis() << 32) | data.header().sizeBytes());
        digest.add(((long) data.header().flags() << 32) | data.hop());
        digest.add(data.seal() == null ? -1 : data.seal().keyId());
    }

    /** Puts an effect into words. */
    void say(Enum<?> kind, String what) {
        if (sink.wantsDecisions() && words.length() < TEXT_MAX) {
            words.append(words.length() == 0 ? "" : "\n");
            words.append(kind.name().toLowerCase(Locale.ROOT)).append(' ').append(what);
        }
    }

    boolean wantsDecisions() {
        return sink.wantsDecisions();
    }
}
