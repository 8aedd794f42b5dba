package dev.tributary.transport.flv;

import dev.tributary.core.base.Check;
import dev.tributary.core.slice.MediaTag;
import java.util.Arrays;
import java.util.Objects;

/**
 * FLV bytes in, tags out (Adobe FLV 10.1, annex E; enhanced RTMP v1 and v2), as the bytes come.
 *
 * <p>Strict: what a decoder would have to guess about ends the stream. Memory stays below the bytes
 * of the tag that is being read, twice, whatever its size field says. Times are unwrapped: after
 * 2^32 ms (49.7 days) media time goes on.
 */
public final class FlvDemuxer {
    /** Largest tag with its header and the size after it: 4 MiB is a keyframe of 250 Mbit/s. */
    public static final int TAG_BYTES_MAX = 4 << 20;

    static final int TAG_HEADER = 11;
    static final int TAG_TRAILER = 4;

    private static final int TYPE_AUDIO = 8;
    private static final int TYPE_VIDEO = 9;
    private static final int TYPE_SCRIPT = 18;
    private static final int BUFFER_BYTES = 4096;
    private static final long WRAP = 1L << 32;
    private static final byte[] NONE = {};

    private final FlvOutput output;
    private byte[] unit = new byte[BUFFER_BYTES];
    private int have;
    private int need = FlvHeader.BYTES;
    private State state = State.FILE_HEADER;
    private long unitOffset;
    private long era;
    private long latest;
    private byte[] audioConfig = NONE;
    private byte[] videoConfig = NONE;

    private enum State {
        FILE_HEADER,
        TAG_HEADER,
        TAG,
        BROKEN
    }

    /** Creates the demuxer of one stream. */
    public FlvDemuxer(FlvOutput output) {
        this.output = output;
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
        int from = offset;
        int end = offset + length;
        while (from < end) {
            int count = Math.min(end - from, need - have);
            reserve(have + count);
            System.arraycopy(bytes, from, unit, have, count);
            have += count;
            from += count;
            if (have == need) {
                try {
                    complete();
                } catch (MalformedFlvException e) {
                    state = State.BROKEN;
                    unit = NONE;
                    throw e;
                }
            }
        }
    }

    /**
     * The stream has ended.
     *
     * @throws MalformedFlvException when it ends within a tag or within the file header
     */
    public void finish() throws MalformedFlvException {
        if (state == State.FILE_HEADER || have > 0) {
            throw new MalformedFlvException(unitOffset + have, "the rest of a tag");
        }
    }

    private void reserve(int bytes) {
        if (bytes > unit.length) {
            unit = Arrays.copyOf(unit, Math.min(TAG_BYTES_MAX, Math.max(bytes, 2 * unit.length)));
        }
    }

    private void complete() throws MalformedFlvException {
        switch (state) {
            case FILE_HEADER -> {
                fileHeader();
                next(State.TAG_HEADER, TAG_HEADER);
            }
            case TAG_HEADER -> {
                need = TAG_HEADER + tagHeader() + TAG_TRAILER;
                state = State.TAG;
            }
            case TAG -> {
                tag();
                next(State.TAG_HEADER, TAG_HEADER);
            }
            case BROKEN -> throw new IllegalStateException("a broken stream takes no bytes");
        }
    }

    private void next(State following, int bytes) {
        unitOffset += need;
        have = 0;
        need = bytes;
        state = following;
        if (unit.length > BUFFER_BYTES) {
            unit = new byte[BUFFER_BYTES];
        }
    }

    private void fileHeader() throws MalformedFlvException {
        expect(unit[0] == 'F' && unit[1] == 'L' && unit[2] == 'V', 0, "FLV");
        expect(unit[3] == FlvHeader.VERSION, 3, "version 1");
        expect((unit[4] & ~(FlvHeader.AUDIO | FlvHeader.VIDEO)) == 0, 4, "flags 0, 1, 4 or 5");
        expect(u32(5) == FlvHeader.DATA_OFFSET, 5, "a header of 9 bytes");
        expect(u32(FlvHeader.DATA_OFFSET) == 0, FlvHeader.DATA_OFFSET, "PreviousTagSize0 0");
    }

    /** Checks the header of a tag and returns the size of its body. */
    private int tagHeader() throws MalformedFlvException {
        int type = unit[0] & 0xff;
        boolean known = type == TYPE_AUDIO || type == TYPE_VIDEO || type == TYPE_SCRIPT;
        expect(known, 0, "tag type 8, 9 or 18");
        int size = u24(1);
        expect(size <= TAG_BYTES_MAX - TAG_HEADER - TAG_TRAILER, 1, "a tag of at most 4 MiB");
        expect(u24(8) == 0, 8, "stream id 0");
        return size;
    }

    private void tag() throws MalformedFlvException {
        int body = need - TAG_HEADER - TAG_TRAILER;
        int trailer = TAG_HEADER + body;
        expect(u32(trailer) == trailer, trailer, "PreviousTagSize " + trailer);
        TagBody content = TagBody.SCRIPT;
        if (unit[0] == TYPE_AUDIO) {
            content = TagBody.audio(unit, TAG_HEADER, body, unitOffset);
        } else if (unit[0] == TYPE_VIDEO) {
            content = TagBody.video(unit, TAG_HEADER, body, unitOffset);
        }
        long dtsMillis = unwrapped(u24(4) | (unit[7] & 0xffL) << 24);
        boolean changes = content.configuration() && changes(content.kind(), body);
        MediaTag tag = new MediaTag(content.kind(), dtsMillis, need, content.keyframe(), changes);
        output.tag(tag, Arrays.copyOf(unit, need));
    }

    /** Returns the time with the high bits that FLV leaves out: the nearest to the tag before. */
    private long unwrapped(long low) {
        long time = era + low;
        if (time < latest - WRAP / 2) {
            era += WRAP;
            time += WRAP;
        } else if (time > latest + WRAP / 2 && era > 0) {
            return time - WRAP;
        }
        latest = time;
        return time;
    }

    private boolean changes(MediaTag.Kind kind, int body) {
        byte[] config = Arrays.copyOfRange(unit, TAG_HEADER, TAG_HEADER + body);
        boolean audio = kind == MediaTag.Kind.AUDIO;
        if (Arrays.equals(config, audio ? audioConfig : videoConfig)) {
            return false;
        }
        if (audio) {
            audioConfig = config;
        } else {
            videoConfig = config;
        }
        return true;
    }

    private void expect(boolean condition, int at, String expected) throws MalformedFlvException {
        if (!condition) {
            throw new MalformedFlvException(unitOffset + at, expected);
        }
    }

    private int u24(int at) {
        return (unit[at] & 0xff) << 16 | (unit[at + 1] & 0xff) << 8 | (unit[at + 2] & 0xff);
    }

    private long u32(int at) {
        return (unit[at] & 0xffL) << 24 | u24(at + 1);
    }
}
