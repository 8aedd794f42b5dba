/**
 * The tracker: who watches what, who feeds whom, and the relay of connection set-up.
 *
 * <p>Mechanisms (roster, slots, pools, waiting list, relay, scores) exist once; what differs
 * between published systems is an {@link dev.tributary.core.tracker.AssignmentPolicy}.
 */
package dev.tributary.core.tracker;
