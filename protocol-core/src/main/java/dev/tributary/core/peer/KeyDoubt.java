package dev.tributary.core.peer;

/**
 * Whether the origin may have another key than the one this viewer knows (decision 70).
 *
 * <p>The edge is trusted: what it sends and the known key does not fit is a sign of a new key, and
 * nothing more is asked of the edge until its signed index fits. Another viewer may have learned
 * the new key earlier, or later, than this one, or may lie: for a while, and until the edge has
 * shown that the known key is in force, it is not blamed.
 */
final class KeyDoubt {
    /** Media of the edge refused in a row that is more than damage on the way. */
    static final int REFUSALS = 3;

    /** How long viewers with a strange key are borne before the edge's word on it counts. */
    static final long GRACE_NANOS = 10_000_000_000L;

    /** A strange key that was not met for so long is forgotten, and the next has its grace. */
    static final long FORGET_NANOS = 60_000_000_000L;

    private int refusals;

    /** Questions since the edge last sent what the known key fits. */
    private int questions;

    private boolean raised;
    private boolean news;

    /** When the first and the latest viewer's seal named a strange key; no grace before. */
    private long strangeNanos = -FORGET_NANOS;

    private long latestNanos = -FORGET_NANOS;

    /** Up to here slices may be missing because keys differed. */
    private int excusedTo;

    /** When the edge last showed that the known key is in force. */
    private long provenNanos = -FORGET_NANOS;

    /** Returns whether the edge is not to be asked for media. */
    boolean raised() {
        return raised;
    }

    /** Returns, once, that doubt was raised. */
    boolean takeNews() {
        boolean was = news;
        news = false;
        return was;
    }

    /** Returns how many questions preceded this one since media of the edge last fitted. */
    int question() {
        return questions++;
    }

    /** Media of the edge is not what its seal says. */
    void edgeRefused() {
        refusals++;
        if (refusals >= REFUSALS) {
            raise();
        }
    }

    /** The edge sent a seal that names a key which is not known. */
    void raise() {
        refusals = 0;
        news |= !raised;
        raised = true;
    }

    /** The edge's index does not fit even after the scheduler has been asked. */
    void raiseAgain() {
        raise();
        news = true;
    }

    /** Media of the edge fits the known key. */
    void mediaProven(long nowNanos) {
        refusals = 0;
        questions = 0;
        provenNanos = nowNanos;
    }

    /**
     * The edge's index fits the known key.
     *
     * @param newest the newest slice that it lists; until there, others may not have known the key
     */
    void indexProven(long nowNanos, int newest) {
        if (raised) {
            strange(newest);
            // The key may have changed: the next strange one is another matter.
            latestNanos = nowNanos - FORGET_NANOS;
        }
        refusals = 0;
        raised = false;
        news = false;
        provenNanos = nowNanos;
    }

    /** A slice came under a strange key: it was sent, and is not sent again. */
    void strange(int slice) {
        excusedTo = Math.max(excusedTo, slice);
    }

    /** Returns whether a slice may be missing because keys differ, and not for want of effort. */
    boolean excuses(int slice) {
        return raised || slice <= excusedTo;
    }

    /** A viewer sent a seal that names a strange key; returns whether that is its fault. */
    boolean blames(long nowNanos) {
        if (nowNanos - latestNanos >= FORGET_NANOS) {
            strangeNanos = nowNanos;
        }
        latestNanos = nowNanos;
        boolean over = nowNanos - strangeNanos >= GRACE_NANOS;
        return over && !raised && provenNanos - strangeNanos >= GRACE_NANOS;
    }
}
