package dev.tributary.core.room;

/** The systems that a host knows: what a codec and a scheduler need of them. */
public interface SystemProfiles {
    /** Returns the system with a number on the wire, or null. */
    SystemProfile byCode(int code);

    /** Returns the system of rooms that must do without peers. */
    SystemProfile withoutPeers();
}
