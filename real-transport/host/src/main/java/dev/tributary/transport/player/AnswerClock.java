package dev.tributary.transport.player;

/**
 * The times of one answer, which go on where those of the stream do not: players freeze for good at
 * times that go back, and wait through those that jump ahead.
 *
 * <p>Slices tile media time (Protocol 3.2), unless an origin has started anew, whose media time
 * begins at 0, or the viewer has skipped some. Then the slice follows what was sent.
 */
final class AnswerClock {
    /** From what was sent to a slice that is moved: the step of an origin (Protocol 3.2). */
    static final int STEP_MILLIS = 40;

    /** A slice that begins so much after what was sent stays where it is. */
    static final int HOLE_MILLIS_MAX = 1_000;

    private boolean begun;
    private long shiftMillis;
    private long endMillis;

    /** Returns by how much the times of the next slice are moved; of the first by nothing. */
    long shiftOf(PlayableSlice slice) {
        long ahead = slice.dtsMillis() + shiftMillis - endMillis;
        if (begun && (ahead < 0 || ahead > HOLE_MILLIS_MAX)) {
            shiftMillis = endMillis + STEP_MILLIS - slice.earliestMillis();
        }
        begun = true;
        endMillis = slice.endMillis() + shiftMillis;
        return shiftMillis;
    }
}
