package dev.tributary.transport.flv;

import dev.tributary.core.base.Check;
import java.util.Arrays;
import java.util.Objects;

/**
 * FLV bytes in, tags out (Adobe FLV 10.1, annex E; enhanced RTMP v1 and v2), as the bytes come.
 *
 * <p>Lenient where encoders are loose: fields that players ignore are ignored, an odd tag is left
 * out ({@link FlvTags}), and behind bytes that are no tag the next whole one is looked for, by the
 * size that stands behind it and must point back to its beginning. So that is all that garbage
 * costs; but after {@link #LOST_BYTES_MAX} of it the stream ends.
 *
 * <p>Memory stays below the bytes that came of the tag that is being read, twice, whatever its size
 * field says, or of the garbage.
 */
public final class FlvDemuxer {
    /** Largest tag with its header and the size after it: 4 MiB is a keyframe of 250 Mbit/s. */
    public static final int TAG_BYTES_MAX = 4 << 20;

    /** Most bytes in a row that are no tag. */
    public static final int LOST_BYTES_MAX = TAG_BYTES_MAX;

    /** Largest body. */
    static final int BODY_BYTES_MAX = TAG_BYTES_MAX - FlvTag.HEADER_BYTES - FlvTag.TRAILER_BYTES;

    /** Longest file header; there is nothing but 9 bytes in it that means anything. */
    private static final int FILE_HEADER_MAX = 1 << 16;

    private static final int FILTERED = 0x20;
    private static final int BUFFER_BYTES = 4096;
    private static final int BUFFER_KEPT_BYTES = 1 << 16;

    private final FlvTags tags;
    private final FlvOutput output;
    private byte[] data = new byte[BUFFER_BYTES];
    private int start;
    private int end;
    private State state = State.FILE_HEADER;
    private long passed;
    private long skip;
    private int scanned;
    private int streamId = -1;

    private enum State {
        FILE_HEADER,
        /** Bytes go by that mean nothing. */
        SKIP,
        TAG,
        /** Bytes are no tag. */
        LOST,
        BROKEN
    }

    /** Creates the demuxer of one stream. */
    public FlvDemuxer(FlvOutput output) {
        this.output = output;
        tags = new FlvTags(output);
    }

    /**
     * Takes the next bytes of the stream; tags that became complete are handed over before this
     * returns or throws.
     *
     * @throws MalformedFlvException when the bytes are no FLV; no bytes are taken after that
     */
    public void feed(byte[] bytes, int offset, int length) throws MalformedFlvException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        Check.that(state != State.BROKEN, "a broken stream takes no bytes");
        append(bytes, offset, length);
        try {
            while (step()) {
                // Each step takes something in.
            }
        } catch (MalformedFlvException e) {
            state = State.BROKEN;
            data = new byte[0];
            throw e;
        }
        compact();
    }

    /** Returns whether the file header, without which nothing is FLV, has come. */
    public boolean hasHeader() {
        return state != State.FILE_HEADER && state != State.BROKEN;
    }

    /** The stream has ended: a tag is taken that waited for what follows, and no rest of one. */
    public void finish() {
        if (state == State.TAG && length() >= FlvTag.HEADER_BYTES) {
            int size = tagBytes();
            if (FlvTag.known(type()) && length() >= size) {
                tag(size);
            }
        }
        if (state != State.BROKEN && length() > 0) {
            output.skipped(OddTag.TRUNCATED);
            take(length());
        }
    }

    private void append(byte[] bytes, int offset, int length) {
        if (length > data.length - end) {
            data = Arrays.copyOf(data, Math.max(end + length, 2 * data.length));
        }
        System.arraycopy(bytes, offset, data, end, length);
        end += length;
    }

    private void compact() {
        int length = length();
        if (data.length > BUFFER_KEPT_BYTES && length < BUFFER_BYTES) {
            byte[] rest = new byte[BUFFER_BYTES];
            System.arraycopy(data, start, rest, 0, length);
            data = rest;
        } else if (start > 0) {
            System.arraycopy(data, start, data, 0, length);
        }
        scanned -= start;
        start = 0;
        end = length;
    }

    private int length() {
        return end - start;
    }

    private void take(int bytes) {
        start += bytes;
        passed += bytes;
    }

    /** Does what can be done now; false when more bytes are needed. */
    private boolean step() throws MalformedFlvException {
        return switch (state) {
            case FILE_HEADER -> fileHeader();
            case SKIP -> skip();
            case TAG -> tag();
            case LOST -> find();
            case BROKEN -> throw new IllegalStateException("a broken stream takes no bytes");
        };
    }

    private boolean fileHeader() throws MalformedFlvException {
        if (length() < FlvHeader.DATA_OFFSET) {
            return false;
        }
        boolean flv = data[start] == 'F' && data[start + 1] == 'L' && data[start + 2] == 'V';
        expect(flv, 0, "FLV");
        long offset = FlvTag.u32(data, start + 5);
        boolean plausible = offset >= FlvHeader.DATA_OFFSET && offset <= FILE_HEADER_MAX;
        expect(plausible, 5, "a header of 9 bytes");
        skip = offset + FlvTag.TRAILER_BYTES;
        state = State.SKIP;
        return true;
    }

    private boolean skip() {
        int bytes = (int) Math.min(skip, length());
        take(bytes);
        skip -= bytes;
        if (skip > 0) {
            return false;
        }
        state = State.TAG;
        return true;
    }

    private int type() {
        return data[start] & 0xff;
    }

    /** Returns the size of the tag that begins here, with all that is around its body. */
    private int tagBytes() {
        return FlvTag.HEADER_BYTES + FlvTag.u24(data, start + 1) + FlvTag.TRAILER_BYTES;
    }

    private boolean tag() {
        if (length() < FlvTag.HEADER_BYTES) {
            return false;
        }
        int size = tagBytes();
        if (!ours(start)) {
            return lost();
        }
        if (size > TAG_BYTES_MAX) {
            if (!FlvTag.known(type() & ~FILTERED)) {
                return lost();
            }
            output.skipped(OddTag.TOO_LARGE);
            skip = size;
            state = State.SKIP;
            return true;
        }
        if (length() < size) {
            return false;
        }
        long trailer = FlvTag.u32(data, start + size - FlvTag.TRAILER_BYTES);
        int body = size - FlvTag.HEADER_BYTES - FlvTag.TRAILER_BYTES;
        boolean framed = trailer == size - FlvTag.TRAILER_BYTES;
        if (!framed && !FlvTag.known(type())) {
            return lost();
        }
        if (!framed && trailer != body) {
            // Some write any size there: believed when a tag follows.
            if (length() < size + FlvTag.HEADER_BYTES) {
                return false;
            }
            if (!plausible(start + size)) {
                return lost();
            }
        }
        tag(size);
        return true;
    }

    /** Returns whether the header of a tag has the stream id of this stream: 0, as a rule. */
    private boolean ours(int at) {
        int id = FlvTag.u24(data, at + 8);
        return id == 0 || id == streamId || streamId < 0;
    }

    private boolean plausible(int at) {
        return FlvTag.known(data[at] & 0xff)
                && ours(at)
                && FlvTag.u24(data, at + 1) <= BODY_BYTES_MAX;
    }

    private void tag(int size) {
        int type = type();
        long millis = FlvTag.millis(data, start);
        int from = start + FlvTag.HEADER_BYTES;
        byte[] body = Arrays.copyOfRange(data, from, start + size - FlvTag.TRAILER_BYTES);
        streamId = FlvTag.u24(data, start + 8);
        take(size);
        tags.tag(type, millis, body);
    }

    private boolean lost() {
        state = State.LOST;
        scanned = start;
        return true;
    }

    /** Looks for the size behind a whole tag. */
    private boolean find() throws MalformedFlvException {
        while (scanned + FlvTag.TRAILER_BYTES <= end) {
            long size = FlvTag.u32(data, scanned);
            if (size >= FlvTag.HEADER_BYTES
                    && size <= scanned - start
                    && endsAt(scanned, (int) size)) {
                output.skipped(OddTag.GARBAGE);
                take(scanned - (int) size - start);
                state = State.TAG;
                return true;
            }
            scanned++;
        }
        expect(length() <= LOST_BYTES_MAX, 0, "a tag within 4 MiB");
        return false;
    }

    private boolean endsAt(int trailer, int size) {
        int at = trailer - size;
        return plausible(at) && FlvTag.u24(data, at + 1) == size - FlvTag.HEADER_BYTES;
    }

    private void expect(boolean condition, int at, String expected) throws MalformedFlvException {
        if (!condition) {
            throw new MalformedFlvException(passed + at, expected);
        }
    }
}
