package dev.tributary.core.room;

/** The systems that a host knows: what a codec and a scheduler need of them. */
public interface SystemProfiles {
    /** Returns the largest number of a system on the wire; there is one for each from 0 on. */
    int codeMax();

    /** Returns the system with a number on the wire. */
    SystemProfile byCode(int code);

    /** Returns the system of rooms that must do without peers. */
    SystemProfile withoutPeers();
}
