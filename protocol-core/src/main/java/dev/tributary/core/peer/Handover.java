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
 */
record Handover(int checks, int requests, long stalledNanos) {
    /** Of the first stay. */
    static final Handover NONE = new Handover(0, 0, Time.NEVER);
}
