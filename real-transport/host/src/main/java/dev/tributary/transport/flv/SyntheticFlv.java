package dev.tributary.transport.flv;

import dev.tributary.core.base.Check;
import java.util.Arrays;

/**
 * Makes FLV video whose bytes are a function of (seed, tag number), so that every sink that knows
 * the seed can tell whether what it got is what was sent.
 *
 * <p>Tags are well-formed AVC in length-prefixed form with random content: a demuxer takes them, a
 * decoder shows noise.
 */
public final class SyntheticFlv {
    /** Smallest tag: all its fixed fields and no random byte. */
    public static final int TAG_BYTES_MIN = 29;

    private static final int VIDEO = 9;
    private static final int NUMBER = 21;
    private static final int RANDOM = 25;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final long seed;

    /** Creates the source of one stream. */
    public SyntheticFlv(long seed) {
        this.seed = seed;
    }

    /**
     * Returns a whole tag with the size after it.
     *
     * @param number what its bytes depend on, with the seed
     * @param sizeBytes {@value #TAG_BYTES_MIN} to {@link FlvDemuxer#TAG_BYTES_MAX}
     * @param dtsMillis decoding time; FLV holds its low 32 bits
     */
    public byte[] videoTag(int number, int sizeBytes, long dtsMillis, boolean keyframe) {
        Check.range("sizeBytes", sizeBytes, TAG_BYTES_MIN, FlvDemuxer.TAG_BYTES_MAX);
        byte[] tag = new byte[sizeBytes];
        frame(tag, dtsMillis, keyframe ? 0x17 : 0x27, 1);
        put32(tag, 16, sizeBytes - 20 - FlvTag.TRAILER_BYTES);
        tag[20] = (byte) (keyframe ? 0x65 : 0x41);
        put32(tag, NUMBER, number);
        long state = mix(mix(seed) + number);
        for (int at = RANDOM; at < sizeBytes - FlvTag.TRAILER_BYTES; at += 8) {
            state += GOLDEN;
            long bits = mix(state);
            int end = Math.min(at + 8, sizeBytes - FlvTag.TRAILER_BYTES);
            for (int i = at; i < end; i++) {
                tag[i] = (byte) bits;
                bits >>>= 8;
            }
        }
        return tag;
    }

    /** Returns an AVC sequence header: a decoder configuration that differs by version, 0..255. */
    public byte[] sequenceHeader(int version, long dtsMillis) {
        byte[] tag = new byte[FlvTag.HEADER_BYTES + 5 + 7 + FlvTag.TRAILER_BYTES];
        frame(tag, dtsMillis, 0x17, 0);
        byte[] configuration = {1, 66, 0, (byte) version, (byte) 0xff, (byte) 0xe0, 0};
        System.arraycopy(configuration, 0, tag, 16, configuration.length);
        return tag;
    }

    /** Returns whether the bytes are a tag of {@link #videoTag} of this stream, unchanged. */
    public boolean made(byte[] tag) {
        if (tag.length < TAG_BYTES_MIN || tag.length > FlvDemuxer.TAG_BYTES_MAX) {
            return false;
        }
        long dtsMillis = (get32(tag, 4) & 0xffffff00L) >>> 8 | (tag[7] & 0xffL) << 24;
        boolean keyframe = tag[11] == 0x17;
        return Arrays.equals(tag, videoTag(get32(tag, NUMBER), tag.length, dtsMillis, keyframe));
    }

    /** Returns the number in a tag that was {@link #made}. */
    public static int number(byte[] tag) {
        return get32(tag, NUMBER);
    }

    private static void frame(byte[] tag, long dtsMillis, int codec, int packet) {
        int body = tag.length - FlvTag.HEADER_BYTES - FlvTag.TRAILER_BYTES;
        put32(tag, 0, VIDEO << 24 | body);
        put32(tag, 4, (int) (dtsMillis << 8 | (dtsMillis >>> 24 & 0xff)));
        tag[11] = (byte) codec;
        tag[12] = (byte) packet;
        put32(tag, tag.length - FlvTag.TRAILER_BYTES, tag.length - FlvTag.TRAILER_BYTES);
    }

    /**
     * Stafford's variant 13, as in SplittableRandom: every input bit changes half of the output.
     */
    private static long mix(long value) {
        long z = value;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    private static void put32(byte[] target, int at, int value) {
        target[at] = (byte) (value >>> 24);
        target[at + 1] = (byte) (value >>> 16);
        target[at + 2] = (byte) (value >>> 8);
        target[at + 3] = (byte) value;
    }

    private static int get32(byte[] source, int at) {
        return (source[at] & 0xff) << 24
                | (source[at + 1] & 0xff) << 16
                | (source[at + 2] & 0xff) << 8
                | (source[at + 3] & 0xff);
    }
}
