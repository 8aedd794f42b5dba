package dev.tributary.transport.hls;

import dev.tributary.core.slice.MediaTag;
import dev.tributary.transport.flv.CodecName;
import dev.tributary.transport.flv.FlvHeader;
import dev.tributary.transport.flv.TagContent;
import dev.tributary.transport.flv.TagCursor;
import dev.tributary.transport.mp4.AudioTrack;
import dev.tributary.transport.mp4.TrackSet;
import dev.tributary.transport.mp4.VideoTrack;
import java.util.Arrays;

/** Reads which tracks a segment has, from the start of the FLV and the slice it begins in. */
final class StreamSetup {
    private static final int TRACKS_AT = 4;
    private static final byte[] NONE = {};

    private final Found video = new Found();
    private final Found audio = new Found();
    private TrackSet tracks;
    private String obstacle = "";

    /** What is known of a track. */
    private static final class Found {
        String codec = "";
        byte[] record = NONE;
    }

    private StreamSetup() {}

    static StreamSetup of(byte[] start, byte[] slice) {
        StreamSetup setup = new StreamSetup();
        setup.read(start, FlvHeader.BYTES);
        // A change of a track stands before its first frame in the slice (Protocol 3.1, rule 3).
        setup.read(slice, 0);
        setup.settle(start.length > TRACKS_AT ? start[TRACKS_AT] : 0);
        return setup;
    }

    private void read(byte[] media, int from) {
        TagCursor tags = new TagCursor(media, from);
        while (tags.next()) {
            Found found = tags.kind() == MediaTag.Kind.VIDEO ? video : audio;
            if (tags.configuration()) {
                TagContent content = tags.content();
                int end = content.at() + content.length();
                found.codec = tags.codec();
                found.record = Arrays.copyOfRange(media, content.at(), end);
            } else if (tags.frame() && found.codec.isEmpty()) {
                found.codec = tags.codec();
            }
        }
    }

    private void settle(int flags) {
        boolean seen = (flags & FlvHeader.VIDEO) != 0 && !video.codec.isEmpty();
        boolean heard = (flags & FlvHeader.AUDIO) != 0 && !audio.codec.isEmpty();
        VideoTrack picture = seen ? VideoTrack.of(video.codec, video.record) : null;
        AudioTrack sound = heard ? AudioTrack.of(audio.codec, audio.record) : null;
        if (seen && picture == null) {
            obstacle = trouble(video);
        } else if (heard && sound == null) {
            obstacle = trouble(audio);
        } else if (seen || heard) {
            tracks = new TrackSet(picture, sound);
        } else {
            obstacle = "nothing that is known";
        }
    }

    private static String trouble(Found found) {
        boolean ours =
                found.codec.equals(CodecName.AVC)
                        || found.codec.equals(CodecName.HEVC)
                        || found.codec.equals(CodecName.AAC);
        return found.codec + (ours ? " without a configuration that can be read" : "");
    }

    /** Returns the tracks; null when there is an obstacle. */
    TrackSet tracks() {
        return tracks;
    }

    /** Returns what HLS cannot carry, such as {@code VP6}; empty when it can. */
    String obstacle() {
        return obstacle;
    }
}
