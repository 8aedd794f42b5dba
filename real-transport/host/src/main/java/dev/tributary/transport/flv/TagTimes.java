package dev.tributary.transport.flv;

/** The times of tags that stand one after the other, as in a slice; at what is no tag they end. */
public final class TagTimes {
    private TagTimes() {}

    /**
     * Returns the earliest time of the tags, of which those of another track may be before the
     * first; {@code nearMillis} when there is none.
     *
     * @param nearMillis a time of the same slice, from which the bits come that a tag leaves out
     */
    public static long earliest(byte[] media, long nearMillis) {
        long earliest = Long.MAX_VALUE;
        for (int at = 0; isTag(media, at); at += size(media, at)) {
            int apart = (int) (FlvTag.millis(media, at) - nearMillis);
            earliest = Math.min(earliest, nearMillis + apart);
        }
        return earliest == Long.MAX_VALUE ? nearMillis : earliest;
    }

    /** Returns a copy whose times are later by so much, modulo 2^32 as all times of tags. */
    public static byte[] moved(byte[] media, long byMillis) {
        byte[] copy = media.clone();
        for (int at = 0; isTag(copy, at); at += size(copy, at)) {
            FlvTag.retime(copy, at, FlvTag.millis(copy, at) + byMillis);
        }
        return copy;
    }

    /** Returns a copy in which every tag has the same time, as configuration has none. */
    public static byte[] allAt(byte[] media, long dtsMillis) {
        byte[] copy = media.clone();
        for (int at = 0; isTag(copy, at); at += size(copy, at)) {
            FlvTag.retime(copy, at, dtsMillis);
        }
        return copy;
    }

    private static boolean isTag(byte[] media, int at) {
        return at + FlvTag.HEADER_BYTES + FlvTag.TRAILER_BYTES <= media.length
                && FlvTag.known(media[at] & 0xff)
                && size(media, at) <= media.length - at;
    }

    private static int size(byte[] media, int at) {
        return FlvTag.HEADER_BYTES + FlvTag.u24(media, at + 1) + FlvTag.TRAILER_BYTES;
    }
}
