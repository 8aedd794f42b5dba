package dev.tributary.core.wire;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.room.SystemProfile;
import dev.tributary.core.room.SystemProfiles;
import dev.tributary.core.slice.SliceHeader;
import java.util.Arrays;

/**
 * Reads fields one after the other and refuses whatever is not canonical.
 *
 * <p>Every number has a range and every length is compared with the bytes that are left before
 * anything is allocated, so that the records made from the fields never throw.
 */
final class WireReader {
    private final byte[] bytes;
    private final int start;
    private final int end;
    private final @Nullable SystemProfiles systems;
    private int position;
    private int flags;

    /**
     * Reads {@code length} bytes from {@code offset} on; the caller has checked that they exist.
     *
     * @param systems those that may be named, or null for none
     */
    WireReader(byte[] bytes, int offset, int length, @Nullable SystemProfiles systems) {
        this.bytes = bytes;
        this.systems = systems;
        this.start = offset;
        this.end = offset + length;
        this.position = offset;
    }

    /** Keeps the flags of the message, which belong to its fields. */
    void flags(int value) {
        flags = value;
    }

    int flags() {
        return flags;
    }

    int u8(String what) throws MalformedMessageException {
        if (position == end) {
            throw malformed(position, what);
        }
        return bytes[position++] & 0xff;
    }

    boolean flag(String what) throws MalformedMessageException {
        int value = u8(what);
        if (value > 1) {
            throw malformed(position - 1, what + " 0 or 1");
        }
        return value == 1;
    }

    /** Reads the number of a known system. */
    SystemProfile system() throws MalformedMessageException {
        if (systems == null) {
            throw malformed(position, "no system here");
        }
        return systems.byCode(varint("system", 0, systems.codeMax()));
    }

    /** Reads a varint of at most 31 bits in the closed range. */
    int varint(String what, int low, int high) throws MalformedMessageException {
        int at = position;
        int value = 0;
        int shift = 0;
        int next = u8(what);
        while (next > 0x7f) {
            value |= (next & 0x7f) << shift;
            shift += 7;
            next = u8(what);
            if (shift == 28 && next > 0x07) {
                throw malformed(at, what + " below 2^31");
            }
        }
        value |= next << shift;
        if (next == 0 && shift > 0) {
            throw malformed(at, what + " in its shortest form");
        }
        if (value < low || value > high) {
            throw malformed(at, what + " in " + low + ".." + high);
        }
        return value;
    }

    /** Reads a varint of at most 63 bits that is at most {@code high}. */
    long varint64(String what, long high) throws MalformedMessageException {
        int at = position;
        long value = 0;
        int shift = 0;
        int next = u8(what);
        while (next > 0x7f) {
            value |= (long) (next & 0x7f) << shift;
            shift += 7;
            next = u8(what);
            if (shift == 56 && next > 0x7f) {
                throw malformed(at, what + " below 2^63");
            }
        }
        value |= (long) next << shift;
        if (next == 0 && shift > 0) {
            throw malformed(at, what + " in its shortest form");
        }
        if (value > high) {
            throw malformed(at, what + " in 0.." + high);
        }
        return value;
    }

    /** Reads the number of entries of a list, each of which takes at least {@code bytesEach}. */
    int count(String what, int max, int bytesEach) throws MalformedMessageException {
        int at = position;
        int count = varint(what + " count", 0, max);
        if (count > (end - position) / bytesEach) {
            throw malformed(at, what + " count that fits the message");
        }
        return count;
    }

    /** Reads an ordinal. */
    <E> E oneOf(String what, E[] values) throws MalformedMessageException {
        return values[varint(what, 0, values.length - 1)];
    }

    /** Reads eight bytes, highest first. */
    long fixed64(String what) throws MalformedMessageException {
        if (end - position < 8) {
            throw malformed(position, what);
        }
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | (bytes[position++] & 0xff);
        }
        return value;
    }

    /** Reads a length and as many bytes. */
    Payload blob(String what, int max) throws MalformedMessageException {
        int at = position;
        int length = varint(what + " length", 0, max);
        if (length > end - position) {
            throw malformed(at, what + " length that fits the message");
        }
        return take(length);
    }

    /** Reads as many bytes. */
    Payload bytes(String what, int length) throws MalformedMessageException {
        if (length > end - position) {
            throw malformed(position, what + " of " + length + " bytes");
        }
        return take(length);
    }

    /** Reads the rest of the message, which must be {@code length} bytes. */
    Payload tail(String what, int length) throws MalformedMessageException {
        if (length != end - position) {
            throw malformed(position, what + " of " + length + " bytes");
        }
        return take(length);
    }

    /** Refuses bytes after the last field. */
    void finish() throws MalformedMessageException {
        if (position != end) {
            throw malformed(position, "the end");
        }
    }

    /** Returns a fault at the field that was read last or is read next. */
    MalformedMessageException malformed(String expected) {
        return malformed(position, expected);
    }

    private MalformedMessageException malformed(int at, String expected) {
        return new MalformedMessageException(at - start, expected, false);
    }

    private Payload take(int length) {
        Payload payload = Payload.of(Arrays.copyOfRange(bytes, position, position + length));
        position += length;
        return payload;
    }

    /** Refuses another version before its fields are misread as ours. */
    void version() throws MalformedMessageException {
        varint("version", MessageCodec.VERSION, MessageCodec.VERSION);
    }

    StreamKey streamKey() throws MalformedMessageException {
        long high = fixed64("stream key");
        return new StreamKey(high, fixed64("stream key"));
    }

    int subStream() throws MalformedMessageException {
        return varint("subStream", 0, WireSize.SUB_STREAMS_MAX - 1);
    }

    int session() throws MalformedMessageException {
        return varint("session", 1, Integer.MAX_VALUE);
    }

    /** Reads a session, 0 = nobody. */
    int sessionOrNobody(String what) throws MalformedMessageException {
        return varint(what, 0, Integer.MAX_VALUE);
    }

    SliceHeader header() throws MalformedMessageException {
        int slice = varint("slice", 1, Integer.MAX_VALUE);
        return header(slice, varint64("dtsMillis", SliceHeader.DTS_MILLIS_MAX));
    }

    /** Reads what remains of a header whose number and media time are known. */
    SliceHeader header(int slice, long dtsMillis) throws MalformedMessageException {
        int durationMillis = varint("durationMillis", 0, SliceHeader.DURATION_MILLIS_MAX);
        int sizeBytes = varint("sizeBytes", 0, SliceHeader.SIZE_MAX);
        int flags = varint("flags", 0, SliceHeader.FLAGS_MAX);
        return new SliceHeader(slice, dtsMillis, durationMillis, sizeBytes, flags);
    }
}
