package dev.tributary.transport.flv;

import dev.tributary.core.slice.MediaTag;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Tells what the tags of one source are, whatever brought them: FLV or the messages of RTMP, whose
 * types, times and bodies are the same.
 *
 * <p>What a player would have to guess about is left out and counted, and never ends the source.
 * Times are unwrapped: after 2^32 ms (49.7 days) they go on.
 */
public final class FlvTags {
    private static final int FILTERED = 0x20;
    private static final long WRAP = 1L << 32;
    private static final int ENHANCED_AUDIO = 9;

    /** An AMF0 string that RTMP clients put before onMetaData. */
    private static final byte[] SET_DATA_FRAME =
            "\2\0\15@setDataFrame".getBytes(StandardCharsets.US_ASCII);

    private final FlvOutput output;
    private final Track audio = new Track();
    private final Track video = new Track();
    private long era;
    private long latest;

    private static final class Track {
        byte[] configuration = {};
        int codec = TagBody.NO_CODEC;
    }

    /** Creates the reader of one source. */
    public FlvTags(FlvOutput output) {
        this.output = output;
    }

    /**
     * Takes the next tag.
     *
     * @param type of FLV and RTMP, 0..255
     * @param millis its time, of which the low 32 bits count
     * @param body at most {@link FlvDemuxer#TAG_BYTES_MAX} less the bytes around it, or it is left
     *     out; the receiver's to keep
     */
    public void tag(int type, long millis, byte[] body) {
        try {
            sort(type, millis & (WRAP - 1), body);
        } catch (OddTagException odd) {
            output.skipped(odd.reason());
        }
    }

    private void sort(int type, long millis, byte[] given) throws OddTagException {
        OddTagException.unless(
                FlvTag.known(type),
                FlvTag.known(type & ~FILTERED) ? OddTag.ENCRYPTED : OddTag.UNKNOWN_TYPE);
        OddTagException.unless(given.length <= FlvDemuxer.BODY_BYTES_MAX, OddTag.TOO_LARGE);
        byte[] body = plain(type, given);
        TagBody content = TagBody.of(type, body);
        MediaTag.Role role = role(type, content, body);
        boolean timed = role == MediaTag.Role.FRAME || role == MediaTag.Role.KEYFRAME;
        byte[] bytes = FlvTag.of(type, millis, body);
        long dtsMillis = timed ? unwrapped(millis) : era + millis;
        output.tag(new MediaTag(FlvTag.kind(type), dtsMillis, bytes.length, role), bytes);
    }

    private static byte[] plain(int type, byte[] body) throws OddTagException {
        int first = body.length == 0 ? 0 : body[0] & 0xff;
        return switch (type) {
            case FlvTag.VIDEO -> first >= 0x80 ? EnhancedBody.plain(body, true) : body;
            case FlvTag.AUDIO ->
                    first >> 4 == ENHANCED_AUDIO ? EnhancedBody.plain(body, false) : body;
            default -> withoutSetDataFrame(body);
        };
    }

    private static byte[] withoutSetDataFrame(byte[] body) {
        int length = SET_DATA_FRAME.length;
        boolean is =
                body.length > length && Arrays.equals(body, 0, length, SET_DATA_FRAME, 0, length);
        return is ? Arrays.copyOfRange(body, length, body.length) : body;
    }

    /** A configuration that is in force already is none. */
    private MediaTag.Role role(int type, TagBody content, byte[] body) throws OddTagException {
        Track track = type == FlvTag.VIDEO ? video : audio;
        if (content.role() == MediaTag.Role.CONFIGURATION) {
            if (Arrays.equals(body, track.configuration)) {
                return MediaTag.Role.ASIDE;
            }
            track.configuration = body;
            track.codec = content.codec();
        } else if (content.codec() != TagBody.NO_CODEC) {
            boolean fits = track.codec == TagBody.NO_CODEC || track.codec == content.codec();
            OddTagException.unless(fits, OddTag.OTHER_CODEC);
        }
        return content.role();
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
}
