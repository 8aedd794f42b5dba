package dev.tributary.core.playout;

import dev.tributary.core.base.Time;

/**
 * A pause that brings the screen back to the room's distance from the live edge: planned before a
 * slice as soon as the hole in the stream is known, and begun when the screen gets there.
 */
final class Hold {
    /** First slice after the planned pause; 0 = none is planned. */
    private int slice;

    private long nanos;

    /** Until when the screen waits; in the past when it does not. */
    private long untilNanos;

    /** Plans a pause; of two that are planned, the sum comes at the earlier place. */
    void plan(int before, long lengthNanos) {
        slice = slice == 0 ? before : Math.min(slice, before);
        nanos += lengthNanos;
    }

    /** Returns the planned pause before a slice or those that precede it, nanoseconds. */
    long before(int other) {
        return slice != 0 && other >= slice ? nanos : 0;
    }

    /** Returns the first slice after the planned pause, or the largest number. */
    int slice() {
        return slice == 0 ? Integer.MAX_VALUE : slice;
    }

    /** Begins the planned pause. */
    void begin(long nowNanos) {
        until(nowNanos + nanos);
    }

    /** Waits until then before a slice; a pause that is planned behind it stays. */
    void pass(int to, long thenNanos) {
        if (to >= slice) {
            slice = 0;
            nanos = 0;
        }
        untilNanos = thenNanos;
    }

    /** Waits until then, and plans nothing more. */
    void until(long thenNanos) {
        untilNanos = thenNanos;
        slice = 0;
        nanos = 0;
    }

    long untilNanos() {
        return untilNanos;
    }

    /** Returns when the wait is over, or {@link Time#NEVER} when it is. */
    long endNanos(long nowNanos) {
        return untilNanos > nowNanos ? untilNanos : Time.NEVER;
    }
}
