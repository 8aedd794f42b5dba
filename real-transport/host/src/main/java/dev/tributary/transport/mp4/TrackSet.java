package dev.tributary.transport.mp4;

import dev.tributary.core.base.Check;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tracks of a stream for as long as they stay the same; at least one.
 *
 * @param video the picture, or null
 * @param audio the sound, or null
 */
public record TrackSet(VideoTrack video, AudioTrack audio) {
    /** Checks that there is something to play. */
    public TrackSet {
        Check.that(video != null || audio != null, "a set of tracks has one");
    }

    /** Returns the codecs as a playlist names them (RFC 6381, 3.3). */
    public String codecs() {
        return Stream.of(video == null ? "" : video.codec(), audio == null ? "" : audio.codec())
                .filter(codec -> !codec.isEmpty())
                .collect(Collectors.joining(","));
    }
}
