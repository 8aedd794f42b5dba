package dev.tributary.transport.journal;

/** Which machine of the core a journal is of; the ordinal is what the file holds. */
public enum MachineKind {
    /** A {@link dev.tributary.core.peer.Peer}. */
    VIEWER,
    /** A {@link dev.tributary.core.tracker.Tracker}. */
    TRACKER
}
