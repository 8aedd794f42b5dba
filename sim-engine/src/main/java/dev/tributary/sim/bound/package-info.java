/**
 * The ceiling of a room: what its viewers could share at most, given what the room's system and
 * settings, their lines, their NATs and the paths between them allow, and what sets it.
 */
package dev.tributary.sim.bound;
