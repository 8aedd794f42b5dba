package dev.tributary.transport.flv;

import dev.tributary.core.slice.MediaTag;

/** The bytes of a tag: header, body and the size behind it (FLV 10.1, annex E.4.1). */
public final class FlvTag {
    /** Type of audio tags, as of RTMP messages. */
    public static final int AUDIO = 8;

    /** Type of video tags. */
    public static final int VIDEO = 9;

    /** Type of AMF0 data. */
    public static final int SCRIPT = 18;

    /** Bytes before the body. */
    public static final int HEADER_BYTES = 11;

    /** Bytes behind the body. */
    public static final int TRAILER_BYTES = 4;

    private FlvTag() {}

    /** Returns a whole tag; of the time the low 32 bits. */
    public static byte[] of(int type, long dtsMillis, byte[] body) {
        byte[] tag = new byte[HEADER_BYTES + body.length + TRAILER_BYTES];
        put32(tag, 0, type << 24 | body.length);
        retime(tag, 0, dtsMillis);
        System.arraycopy(body, 0, tag, HEADER_BYTES, body.length);
        put32(tag, tag.length - TRAILER_BYTES, tag.length - TRAILER_BYTES);
        return tag;
    }

    /** Writes the low 32 bits of a time into the tag at a place. */
    public static void retime(byte[] media, int at, long dtsMillis) {
        media[at + 4] = (byte) (dtsMillis >>> 16);
        media[at + 5] = (byte) (dtsMillis >>> 8);
        media[at + 6] = (byte) dtsMillis;
        media[at + 7] = (byte) (dtsMillis >>> 24);
    }

    /** Returns whether a type is that of a tag that players know. */
    static boolean known(int type) {
        return type == AUDIO || type == VIDEO || type == SCRIPT;
    }

    static MediaTag.Kind kind(int type) {
        return switch (type) {
            case AUDIO -> MediaTag.Kind.AUDIO;
            case VIDEO -> MediaTag.Kind.VIDEO;
            default -> MediaTag.Kind.SCRIPT;
        };
    }

    /** Returns the 32 bits of the time of the tag at a place. */
    static long millis(byte[] media, int at) {
        return u24(media, at + 4) | (media[at + 7] & 0xffL) << 24;
    }

    static int u24(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 16 | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff);
    }

    static long u32(byte[] bytes, int at) {
        return (bytes[at] & 0xffL) << 24 | u24(bytes, at + 1);
    }

    private static void put32(byte[] target, int at, int value) {
        target[at] = (byte) (value >>> 24);
        target[at + 1] = (byte) (value >>> 16);
        target[at + 2] = (byte) (value >>> 8);
        target[at + 3] = (byte) value;
    }
}
