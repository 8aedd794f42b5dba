package dev.tributary.transport.flv;

import dev.tributary.core.slice.MediaTag;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Goes through tags that stand one after the other, as in a slice or behind an FLV header; at what
 * is no tag they end.
 */
public final class TagCursor {
    /** An AMF0 string of ten characters (FLV 10.1, E.4.4.1). */
    private static final byte[] META = "\2\0\12onMetaData".getBytes(StandardCharsets.US_ASCII);

    private final byte[] media;
    private int at;
    private int bytes;
    private TagBody body;

    /** Starts before the tag at a place. */
    public TagCursor(byte[] media, int from) {
        this.media = media;
        at = from;
    }

    /** Goes to the next tag; false when there is none. */
    public boolean next() {
        at += bytes;
        bytes = 0;
        if (at + FlvTag.HEADER_BYTES + FlvTag.TRAILER_BYTES > media.length
                || !FlvTag.known(media[at] & 0xff)) {
            return false;
        }
        int size = FlvTag.HEADER_BYTES + FlvTag.u24(media, at + 1) + FlvTag.TRAILER_BYTES;
        if (size > media.length - at) {
            return false;
        }
        try {
            body = TagBody.of(media[at], body(size));
        } catch (OddTagException odd) {
            return false;
        }
        bytes = size;
        return true;
    }

    private byte[] body(int size) {
        int from = at + FlvTag.HEADER_BYTES;
        return Arrays.copyOfRange(media, from, at + size - FlvTag.TRAILER_BYTES);
    }

    /** Returns the first byte of the tag. */
    public int at() {
        return at;
    }

    /** Returns the tag. */
    public byte[] tag() {
        return Arrays.copyOfRange(media, at, at + bytes);
    }

    /** Returns what the tag is about. */
    public MediaTag.Kind kind() {
        return FlvTag.kind(media[at]);
    }

    /** Returns the low 32 bits of its time; differences of such are right as they are. */
    public int millis() {
        return (int) FlvTag.millis(media, at);
    }

    /** Returns whether a video decoder can start with it. */
    public boolean keyframe() {
        return kind() == MediaTag.Kind.VIDEO && body.role() == MediaTag.Role.KEYFRAME;
    }

    /** Returns whether it is a sequence header, new or repeated. */
    public boolean configuration() {
        return body.role() == MediaTag.Role.CONFIGURATION;
    }

    /** Returns whether it says which colours the picture has. */
    public boolean colour() {
        return body.colour();
    }

    /** Returns whether it holds a frame of sound or picture. */
    public boolean frame() {
        return body.role() == MediaTag.Role.FRAME || body.role() == MediaTag.Role.KEYFRAME;
    }

    /** Returns the codec as people call it, see {@link CodecName}; empty where there is none. */
    public String codec() {
        return CodecName.of(kind(), body.codec());
    }

    /** Returns where in the media the frame or the configuration is, without what FLV adds. */
    public TagContent content() {
        return TagContent.of(media, at, bytes, body);
    }

    /** Returns whether it is onMetaData. */
    public boolean metaData() {
        int from = at + FlvTag.HEADER_BYTES;
        int to = from + META.length;
        return kind() == MediaTag.Kind.SCRIPT
                && to <= at + bytes - FlvTag.TRAILER_BYTES
                && Arrays.equals(media, from, to, META, 0, META.length);
    }
}
