package dev.tributary.live.natlab;

/**
 * How one attempt to open a link ended.
 *
 * @param nanos from the call until both sides had the link open, or one gave up
 */
record Outcome(End end, long nanos) {
    /** The ends. */
    enum End {
        /** The link is open on both sides. */
        OPEN,
        /** One side gave up. */
        FAILED,
        /** Neither within the time in which one must. */
        HUNG
    }

    double millis() {
        return nanos / 1e6;
    }
}
