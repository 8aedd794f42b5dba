package dev.tributary.transport.player;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.transport.flv.TagTimes;

/** A slice, or what is left of one from its keyframe on, as players get it. */
final class PlayableSlice {
    private final SliceHeader header;
    private final byte[] media;
    private final long dtsMillis;

    /** A whole slice. */
    PlayableSlice(SliceHeader header, byte[] media) {
        this(header, media, header.dtsMillis());
    }

    private PlayableSlice(SliceHeader header, byte[] media, long dtsMillis) {
        this.header = header;
        this.media = media;
        this.dtsMillis = dtsMillis;
    }

    /** Returns what a player begins with: the slice without what no decoder can use. */
    PlayableSlice fromKeyframe() {
        byte[] rest = SliceStart.of(media);
        boolean whole = rest.length == media.length;
        return whole
                ? this
                : new PlayableSlice(header, rest, TagTimes.earliest(rest, header.dtsMillis()));
    }

    SliceHeader header() {
        return header;
    }

    /** Returns its bytes, which players share. */
    byte[] media() {
        return media;
    }

    /** Returns the media time at which it begins; a whole slice where the one before ended. */
    long dtsMillis() {
        return dtsMillis;
    }

    /** Returns the media time at which it ends. */
    long endMillis() {
        return header.endMillis();
    }

    /**
     * Returns the earliest time in it: sound may be before the picture that the slice begins at.
     */
    long earliestMillis() {
        return Math.min(dtsMillis, TagTimes.earliest(media, dtsMillis));
    }
}
