package dev.tributary.transport.journal;

import dev.tributary.core.wire.Payload;
import java.nio.charset.StandardCharsets;

/** A tape that goes into a file. */
final class Recording implements Tape.Sink {
    private static final byte[] NOTHING = {};

    private final JournalWriter writer;

    private Recording(JournalWriter writer) {
        this.writer = writer;
    }

    /** Returns the tape of a machine that begins now, or null when nothing is to be written. */
    static Tape of(JournalWriter writer, MachineKind kind, Payload config) {
        if (!writer.writing()) {
            return null;
        }
        writer.begin(kind, config);
        return new Tape(new Recording(writer));
    }

    @Override
    public boolean wantsInputs() {
        return writer.writing();
    }

    @Override
    public boolean wantsDecisions() {
        return writer.decisions() && writer.writing();
    }

    @Override
    public void input(JournalRecord input) {
        writer.append(input.nowNanos(), input.source(), input.type(), input.payload());
    }

    @Override
    public void marked(long nowNanos, Mark mark) {
        writer.append(nowNanos, 0, RecordType.MARK, mark.encode());
        writer.flush();
    }

    @Override
    public void decided(long nowNanos, String lines) {
        byte[] text = lines.getBytes(StandardCharsets.UTF_8);
        writer.append(nowNanos, 0, RecordType.DECISIONS, text);
    }

    @Override
    public void ended(long nowNanos) {
        writer.append(nowNanos, 0, RecordType.END, NOTHING);
        writer.close();
    }
}
