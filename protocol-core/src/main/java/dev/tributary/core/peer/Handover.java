package dev.tributary.core.peer;

import dev.tributary.core.base.Time;

/**
 * What a stay in a room hands on to the next one of the same viewer: numbers that answers may still
 * name, and are not given again, and how long the screen has stood still.
 *
 * @param checks checks asked for so far
 * @param requests fetches asked for so far
 * @param stalledNanos since when the screen stands still, or {@link Time#NEVER} when it has shown
 *     nothing yet
 * @param newest the newest slice that was heard of, 0 = none
 * @param endNanos when the stay ended
 */
record Handover(int checks, int requests, long stalledNanos, int newest, long endNanos) {
    /** Of the first stay. */
    static final Handover NONE = new Handover(0, 0, Time.NEVER, 0, 0);
}
