package dev.tributary.transport.journal;

import static java.util.stream.Collectors.toMap;

import dev.tributary.core.peer.PeerInput;
import dev.tributary.core.peer.PeerObserver;
import dev.tributary.core.tracker.TrackerInput;
import dev.tributary.core.tracker.TrackerObserver;
import dev.tributary.core.wire.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One replay: tells a machine what was recorded, and compares what it does.
 *
 * <p>A mark comes before the input upon which the machine makes its own; decisions come after the
 * input that they are about.
 */
final class Replayer implements Tape.Sink {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final int WORDS_MAX = 2_000;
    private static final String NOTHING = "nothing";

    /** A tracker keeps a table by connection; a file must not make it huge. */
    private static final int CONNECTIONS_MAX = 1 << 22;

    private static final Map<RecordType, PeerInput> PEER_INPUTS =
            Arrays.stream(PeerInput.values()).collect(toMap(RecordType::of, input -> input));

    private static final Map<RecordType, TrackerInput> TRACKER_INPUTS =
            Arrays.stream(TrackerInput.values()).collect(toMap(RecordType::of, input -> input));

    /** Tells the machine what a record says. */
    private interface Machine {
        void apply(JournalRecord input) throws JournalException;
    }

    private final JournalReader journal;
    private final Tape tape = new Tape(this);
    private final Machine machine;
    private long nowNanos;

    /** The last input that the machine was told. */
    private JournalRecord told;

    /** What was recorded before the machine has got there. */
    private Mark recorded;

    private String decided;
    private ReplayResult.Difference difference;

    private Replayer(JournalReader journal) throws JournalException {
        this.journal = journal;
        machine = machine(journal.header());
    }

    private Machine machine(JournalHeader header) throws JournalException {
        if (header.kind() == MachineKind.VIEWER) {
            PeerJournal peer =
                    new PeerJournal(
                            Configs.viewer(header.config()),
                            Nowhere.INSTANCE,
                            PeerObserver.NONE,
                            tape);
            return record -> tell(peer, record);
        }
        TrackerJournal tracker =
                new TrackerJournal(
                        Configs.tracker(header.config()),
                        Nowhere.INSTANCE,
                        TrackerObserver.NONE,
                        tape);
        return record -> tell(tracker, record);
    }

    private static void tell(PeerJournal peer, JournalRecord record) throws JournalException {
        PeerInput kind = PEER_INPUTS.get(record.type());
        if (kind == null) {
            throw new JournalException(record.type() + " is no input of a viewer");
        }
        Object content = Contents.decode(kind.content(), record.payload());
        peer.input(record.nowNanos(), kind, record.source(), content);
    }

    private static void tell(TrackerJournal tracker, JournalRecord record) throws JournalException {
        TrackerInput kind = TRACKER_INPUTS.get(record.type());
        if (kind == null) {
            throw new JournalException(record.type() + " is no input of a tracker");
        }
        Object content = Contents.decode(kind.content(), record.payload());
        if (kind == TrackerInput.CONNECTED) {
            check(record.source(), ((Payload) content).length());
        }
        tracker.input(record.nowNanos(), kind, record.source(), content);
    }

    private static void check(int connection, int addressBytes) throws JournalException {
        if (connection < 0 || connection >= CONNECTIONS_MAX) {
            throw new JournalException("connection " + connection);
        }
        if (addressBytes != 0 && addressBytes != 4 && addressBytes != 16) {
            throw new JournalException("an address of " + addressBytes + " bytes");
        }
    }

    static ReplayResult run(JournalReader journal) throws IOException {
        return new Replayer(journal).toEnd();
    }

    private ReplayResult toEnd() throws IOException {
        long began = System.nanoTime();
        JournalRecord record = journal.next();
        while (record != null && difference == null) {
            nowNanos = record.nowNanos();
            take(record);
            record = difference == null ? journal.next() : null;
        }
        if (difference == null && recorded != null) {
            tape.end(); // Cut off right after a mark, which speaks of what was replayed.
        }
        return new ReplayResult(
                journal.header(),
                nowNanos,
                journal.records(),
                journal.end(),
                Optional.ofNullable(difference),
                System.nanoTime() - began);
    }

    private void take(JournalRecord record) throws JournalException {
        RecordType type = record.type();
        if (type == RecordType.FULL) {
            return;
        }
        compare(type == RecordType.DECISIONS ? text(record.payload()) : null);
        if (type == RecordType.MARK) {
            recorded = Mark.decode(record.payload());
        } else if (type == RecordType.END) {
            tape.end();
        } else if (type != RecordType.DECISIONS) {
            tell(record);
        }
    }

    private void tell(JournalRecord record) throws JournalException {
        told = record;
        try {
            machine.apply(record);
        } catch (RuntimeException e) {
            differUponInput(record.type() + " was taken", "the machine fails: " + e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Compares what the machine decided upon the last input with what was recorded then. */
    private void compare(String then) {
        String now = decided;
        decided = null;
        if (!wantsDecisions() || Objects.equals(then, now)) {
            return;
        }
        String[] before = then == null ? new String[0] : then.split("\n", -1);
        String[] after = now == null ? new String[0] : now.split("\n", -1);
        int i = 0;
        while (i < before.length && i < after.length && before[i].equals(after[i])) {
            i++;
        }
        differUponInput(
                i < before.length ? before[i] : NOTHING, i < after.length ? after[i] : NOTHING);
    }

    /** What a file says goes to terminals and logs: nothing in it may steer them. */
    private static String plain(String text) {
        String line = text.substring(0, Math.min(text.length(), WORDS_MAX));
        return line.replaceAll("[^ -~]", "?");
    }

    private void differUponInput(String then, String now) {
        long atNanos = told == null ? nowNanos : told.nowNanos();
        String upon = told == null ? "" : told.type().name();
        differ(new ReplayResult.Difference(atNanos, atNanos, upon, plain(then), now));
    }

    private void differ(ReplayResult.Difference found) {
        if (difference == null) {
            difference = found;
        }
    }

    @Override
    public boolean wantsInputs() {
        return false;
    }

    @Override
    public boolean wantsDecisions() {
        return journal.header().decisions();
    }

    @Override
    public void input(JournalRecord input) {}

    @Override
    public void marked(long atNanos, Mark made) {
        Mark then = recorded;
        recorded = null;
        if (!made.equals(then)) {
            String words = then == null ? "no second ended" : words(then);
            long fromNanos = made.second() * SECOND_NANOS;
            differ(new ReplayResult.Difference(fromNanos, nowNanos, "", plain(words), words(made)));
        }
    }

    private static String words(Mark mark) {
        return mark.count()
                + " effects in second "
                + mark.second()
                + ", hash "
                + Long.toHexString(mark.hash());
    }

    @Override
    public void decided(long atNanos, String lines) {
        decided = lines;
    }

    @Override
    public void ended(long atNanos) {}
}
