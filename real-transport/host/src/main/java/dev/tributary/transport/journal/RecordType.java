package dev.tributary.transport.journal;

import dev.tributary.core.peer.PeerInput;
import dev.tributary.core.tracker.TrackerInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A kind of record: what a journal says of itself, numbers below 16, or an input of a machine,
 * whose numbers are those of {@link PeerInput} and {@link TrackerInput}.
 */
final class RecordType {
    /** Count and hash of the effects up to the end of a second. */
    static final RecordType MARK = new RecordType(1, "mark");

    /** What the machine did upon the input before, in words. */
    static final RecordType DECISIONS = new RecordType(2, "decisions");

    /** The journal was closed; nothing follows. */
    static final RecordType END = new RecordType(3, "end");

    /** The journal was as long as it may be; nothing follows. */
    static final RecordType FULL = new RecordType(4, "full");

    private static final RecordType[] BY_CODE = new RecordType[64];

    static {
        for (RecordType own : List.of(MARK, DECISIONS, END, FULL)) {
            BY_CODE[own.code] = own;
        }
        for (PeerInput input : PeerInput.values()) {
            BY_CODE[input.code()] = input(input.code(), input);
        }
        for (TrackerInput input : TrackerInput.values()) {
            BY_CODE[input.code()] = input(input.code(), input);
        }
    }

    private final int code;
    private final String name;

    private RecordType(int code, String name) {
        this.code = code;
        this.name = name;
    }

    /** Returns its number in the file, which never changes. */
    int code() {
        return code;
    }

    /** Returns its name as people read it. */
    String name() {
        return name;
    }

    private static RecordType input(int code, Enum<?> input) {
        return new RecordType(code, input.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    static RecordType of(PeerInput input) {
        return BY_CODE[input.code()];
    }

    static RecordType of(TrackerInput input) {
        return BY_CODE[input.code()];
    }

    /** Returns the type of a number, or null. */
    static RecordType of(int code) {
        return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
    }

    /** Returns all types. */
    static List<RecordType> all() {
        List<RecordType> all = new ArrayList<>();
        for (RecordType type : BY_CODE) {
            if (type != null) {
                all.add(type);
            }
        }
        return all;
    }

    @Override
    public String toString() {
        return name;
    }
}
