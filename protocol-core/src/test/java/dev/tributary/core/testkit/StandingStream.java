package dev.tributary.core.testkit;

/** Which sub-streams an edge pushes to one viewer: a set from a slice on, and one before. */
public final class StandingStream {
    private int subStreams;
    private int fromSlice;
    private int before;

    /**
     * Changes the set from a slice on.
     *
     * @param set bit k = sub-stream k
     * @return the sub-streams that are new
     */
    public int change(int set, int from) {
        int added = set & ~subStreams;
        before = subStreams;
        subStreams = set;
        fromSlice = from;
        return added;
    }

    /** Returns whether a slice of a sub-stream is pushed. */
    public boolean wants(int slice, int subStream) {
        int set = slice >= fromSlice ? subStreams : before;
        return (set & 1 << subStream) != 0;
    }
}
