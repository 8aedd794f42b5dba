package dev.tributary.core.tracker;

/** What the policy of a room keeps of one member; made, read and changed by that policy only. */
public interface Seat {}
