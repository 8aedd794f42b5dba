package dev.tributary.tidy;

import dev.tributary.core.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields of one kind of message and their ranges, learnt from the codec alone: bytes are
 * offered, and what it expects instead tells the field, whose ends are then tried.
 */
final class WireDialogue {
    private static final Pattern RANGE = Pattern.compile("(.+) in (\\d+)\\.\\.(\\d+)");
    private static final Pattern BYTES = Pattern.compile(".+ of (\\d+) bytes");
    private static final Pattern CHARACTERS =
            Pattern.compile("(.+) of (\\d+)\\.\\.(\\d+) ice-chars before");
    private static final Pattern WHOLE = Pattern.compile("(.+) below 2\\^31");
    private static final String ADDRESS = "an address of 4 or 16 bytes before";
    private static final long INT_MAX = Integer.MAX_VALUE;
    private static final long LONG_HIGH = 1L << 62;
    private static final int ROUNDS_MAX = 2_000;

    /** What reads the bytes. */
    interface Codec {
        void read(byte[] bytes) throws MalformedMessageException;
    }

    /**
     * A field that has a range.
     *
     * @param name as the codec says it; a list's number of entries is {@code name count}, the
     *     length of a blob {@code name length}
     * @param value what was written
     */
    record Field(String name, long low, long high, long value) {}

    private final Codec codec;
    private final Map<String, Long> chosen;
    private final List<Field> fields = new ArrayList<>();
    private byte[] bytes;
    private int last;

    private WireDialogue(Codec codec, byte[] head, Map<String, Long> chosen) {
        this.codec = codec;
        this.chosen = chosen;
        bytes = head;
    }

    /**
     * Returns the fields of a message.
     *
     * @param head how it begins
     * @param chosen values of fields by name; all others are as low as they may be
     */
    static List<Field> fields(Codec codec, byte[] head, Map<String, Long> chosen) {
        WireDialogue dialogue = new WireDialogue(codec, head, chosen);
        for (int round = 0; round < ROUNDS_MAX; round++) {
            MalformedMessageException fault = dialogue.fault(dialogue.bytes);
            if (fault == null) {
                return dialogue.fields;
            }
            dialogue.answer(fault);
        }
        throw new IllegalStateException("no end after " + dialogue.fields);
    }

    private void answer(MalformedMessageException fault) {
        String expected = fault.expected();
        Matcher size = BYTES.matcher(expected);
        Matcher characters = CHARACTERS.matcher(expected);
        if (size.matches()) {
            bytes = Arrays.copyOf(head(fault.offset()), fault.offset() + number(size, 1));
        } else if (characters.matches()) {
            add(characters.group(1), number(characters, 2), number(characters, 3));
            blob(number(characters, 2));
        } else if (expected.equals(ADDRESS)) {
            blob(4);
        } else if (fault.offset() == bytes.length) {
            last = bytes.length;
            bytes = with(field(bytes.length));
        } else if (expected.equals("the end")) {
            bytes = head(fault.offset());
        } else {
            bytes = Arrays.copyOf(bytes, bytes.length + 1);
        }
    }

    /** Asks which field comes at the end and returns what to write, 0 where it has no range. */
    private long field(int at) {
        for (long tried : new long[] {INT_MAX, LONG_HIGH, 0}) {
            MalformedMessageException fault = fault(with(tried));
            if (fault == null || fault.offset() != at) {
                continue;
            }
            Matcher range = RANGE.matcher(fault.expected());
            if (range.matches()) {
                long low = Long.parseLong(range.group(2));
                return add(range.group(1), low, Long.parseLong(range.group(3)));
            }
            Matcher whole = WHOLE.matcher(fault.expected());
            if (whole.matches()) {
                return add(whole.group(1), lowest(at), INT_MAX);
            }
        }
        return 0;
    }

    private long lowest(int at) {
        return refused(0, at) ? 1 : 0;
    }

    private long add(String name, long low, long high) {
        long value = chosen.getOrDefault(name, low);
        fields.add(new Field(name, low, high, value));
        return value;
    }

    private void blob(int length) {
        bytes = Arrays.copyOf(head(last), last + 1 + length);
        bytes[last] = (byte) length;
        Arrays.fill(bytes, last + 1, bytes.length, (byte) 'a');
    }

    /** Returns whether a value is out of the range of the field at the end. */
    private boolean refused(long value, int at) {
        MalformedMessageException fault = fault(with(value));
        return fault != null
                && fault.offset() == at
                && (RANGE.matcher(fault.expected()).matches()
                        || WHOLE.matcher(fault.expected()).matches());
    }

    private MalformedMessageException fault(byte[] message) {
        try {
            codec.read(message);
            return null;
        } catch (MalformedMessageException e) {
            return e;
        }
    }

    private byte[] head(int length) {
        return Arrays.copyOf(bytes, length);
    }

    /** Returns the bytes with a varint behind them. */
    private byte[] with(long value) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 10);
        int at = bytes.length;
        long rest = value;
        while (rest > 0x7f) {
            longer[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        longer[at++] = (byte) rest;
        return Arrays.copyOf(longer, at);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
