package dev.tributary.transport.origin;

import dev.tributary.core.slice.MediaTag;
import dev.tributary.transport.edge.client.SignedHeader;
import dev.tributary.transport.flv.FlvHeader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The tags that a player needs before any other: onMetaData and the sequence headers in force. */
final class Configuration {
    private static final int BODY = 11;

    /** An AMF0 string of ten characters (FLV 10.1, E.4.4.1). */
    private static final byte[] META = "\2\0\12onMetaData".getBytes(StandardCharsets.US_ASCII);

    /** Larger ones are left out: a third of what the header may be. */
    private static final int TAG_MAX = (SignedHeader.BYTES_MAX - FlvHeader.BYTES) / 3;

    private static final byte[] NONE = {};

    private byte[] meta = NONE;
    private byte[] audio = NONE;
    private byte[] video = NONE;

    /** Keeps a tag that is one of those; returns whether anything has changed. */
    boolean take(MediaTag tag, byte[] bytes) {
        if (bytes.length > TAG_MAX) {
            return false;
        }
        if (tag.kind() == MediaTag.Kind.SCRIPT) {
            int end = BODY + META.length;
            boolean is =
                    bytes.length >= end && Arrays.equals(bytes, BODY, end, META, 0, META.length);
            meta = is ? bytes : meta;
            return is;
        }
        if (!tag.sequenceHeader()) {
            return false;
        }
        if (tag.kind() == MediaTag.Kind.AUDIO) {
            audio = bytes;
        } else {
            video = bytes;
        }
        return true;
    }

    /** Returns the start of an FLV file. */
    byte[] flv() {
        byte[] header = FlvHeader.bytes(audio.length > 0, video.length > 0);
        int length = header.length + meta.length + video.length + audio.length;
        byte[] flv = Arrays.copyOf(header, length);
        int at = header.length;
        for (byte[] tag : new byte[][] {meta, video, audio}) {
            System.arraycopy(tag, 0, flv, at, tag.length);
            at += tag.length;
        }
        return flv;
    }
}
