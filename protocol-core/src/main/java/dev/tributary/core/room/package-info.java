/**
 * The facts about a room and its viewers that all machines share: settings, as the scheduler hands
 * them out, capabilities of a viewer, and what follows from them. Immutable records and enums.
 */
package dev.tributary.core.room;
