package dev.tributary.core.slice;

/**
 * The clocks of the tracks of a source, and how media time goes on where they jump (protocol.md
 * 3.2).
 *
 * <p>Audio and video of one source may be apart and drift, so each track is compared with itself.
 * What a track's clock says is moved by a constant, 0 in the first source of a stream; where it
 * jumps it takes the constant of the other track if that fits, as after a jump of both, and else
 * one by which it goes on where media time is. Media time of a track thus never goes back.
 */
final class MediaClock {
    /** A track steps back a little when its encoder corrects its clock; more is a jump. */
    static final int BACK_MILLIS_MAX = 500;

    /** Encoders leave out seconds when frames are dropped; more is a jump (systems.md 12.6). */
    static final int AHEAD_MILLIS_MAX = 10_000;

    /** From the latest tag before a jump to the first behind it: a frame at 25 per second. */
    static final int STEP_MILLIS = 40;

    private final Track audio = new Track();
    private final Track video = new Track();
    private long highestMillis = -1;
    private boolean jumped;

    private static final class Track {
        /** In this source. */
        boolean heard;

        /** Media time minus the time of the source. */
        long shiftMillis;

        /** Latest media time, of whatever source; -1 before the first. */
        long latestMillis = -1;
    }

    /** The source has ended: what comes next is the clock of another. */
    void restart() {
        audio.heard = false;
        video.heard = false;
    }

    /** Returns the media time of the next tag, which is {@link MediaTag#timed()}. */
    long place(MediaTag tag) {
        boolean sound = tag.kind() == MediaTag.Kind.AUDIO;
        Track own = sound ? audio : video;
        Track other = sound ? video : audio;
        long source = tag.dtsMillis();
        jumped = false;
        if (!own.heard || !fits(source + own.shiftMillis, own, other)) {
            if (other.heard && fits(source + other.shiftMillis, own, other)) {
                own.shiftMillis = other.shiftMillis;
            } else {
                jumped = highestMillis >= 0;
                own.shiftMillis = jumped ? highestMillis + STEP_MILLIS - source : 0;
            }
        }
        own.heard = true;
        long millis = source + own.shiftMillis;
        if (millis < own.latestMillis) {
            // Slowly, so that the order is kept, until the clock of the source is there again.
            millis = own.latestMillis + 1;
        }
        own.latestMillis = Math.min(SliceHeader.DTS_MILLIS_MAX, millis);
        highestMillis = Math.max(highestMillis, own.latestMillis);
        return own.latestMillis;
    }

    /**
     * Returns the media time of a tag that is not {@link MediaTag#timed()}: its own, where that is
     * a little before the time at which it takes effect, and else that.
     */
    long beside(MediaTag tag, long millis) {
        Track own = tag.kind() == MediaTag.Kind.AUDIO ? audio : video;
        Track clock = own.heard ? own : own == audio ? video : audio;
        long said = tag.dtsMillis() + clock.shiftMillis;
        return said <= millis && said >= millis - BACK_MILLIS_MAX ? said : millis;
    }

    private boolean fits(long millis, Track own, Track other) {
        if (millis > highestMillis + AHEAD_MILLIS_MAX) {
            return false;
        }
        boolean goesOn =
                own.heard
                        ? millis >= own.latestMillis - BACK_MILLIS_MAX
                        : millis >= highestMillis - AHEAD_MILLIS_MAX;
        return goesOn || (other.heard && Math.abs(millis - other.latestMillis) <= BACK_MILLIS_MAX);
    }

    /** Returns whether the clock of the last tag's track had jumped, or was another source's. */
    boolean jumped() {
        return jumped;
    }

    /** Returns the latest media time, 0 before the first. */
    long latestMillis() {
        return Math.max(0, highestMillis);
    }
}
