package dev.tributary.sim.world;

import dev.tributary.sim.net.AccessLink;

/** What the edge knows of one viewer. */
final class EdgeSession {
    /** The rate that the edge grants. */
    final AccessLink rate;

    /** When the last request arrives, so that requests stay in order. */
    long requestNanos;

    private int mask;
    private int before;
    private int from;

    EdgeSession(long bitsPerSecond) {
        rate = new AccessLink(bitsPerSecond);
    }

    /**
     * A request to push other sub-streams.
     *
     * @param subStreams bit k = sub-stream k
     * @param fromSlice first slice that the change applies to
     */
    record Change(int subStreams, int fromSlice) {}

    /**
     * A request for chunks of a slice.
     *
     * @param chunkCount 0 = to the end
     */
    record Fetch(int request, int slice, int firstChunk, int chunkCount) {}

    /** Takes over a change and returns the sub-streams that are new. */
    int change(Change change) {
        int added = change.subStreams() & ~mask;
        before = mask;
        mask = change.subStreams();
        from = change.fromSlice();
        return added;
    }

    /** Returns whether a slice published now is pushed. */
    boolean wants(int slice, int subStream) {
        int set = slice >= from ? mask : before;
        return (set & 1 << subStream) != 0;
    }

    boolean streaming() {
        return mask != 0;
    }

    void stop() {
        mask = 0;
        before = 0;
    }
}
