package dev.tributary.core.room;

import java.util.List;

/**
 * What everybody may know of a system without knowing the system: its name, its numbers, and facts
 * for those who watch.
 */
public interface SystemProfile {
    /** Returns the name, as in scenario files. */
    String name();

    /** Returns the number on the wire, from 0. */
    int code();

    /** Returns the numbers that it has, in the order of the wire. */
    List<? extends Knob> knobs();

    /** Returns whether its viewers use each other at all. */
    boolean peering();

    /** Returns whether it lets only those seed whom the rule of Douyu allows (seed 000). */
    boolean strictSeeds();

    /** Returns whether its viewers ask each other for pieces; otherwise slices are pushed. */
    default boolean pulls() {
        return false;
    }

    /** Returns its own cap on uploaded over downloaded bytes of a viewer, per cent; 0 = none. */
    default int uploadPerDownloadPercent() {
        return 0;
    }

    /** Returns how it cuts the stream. */
    MediaLayout layout(SystemSettings settings);

    /**
     * Returns the largest sharing ratio that its plan can reach, whoever watches; 1 = the plan sets
     * no limit.
     */
    double sharingMax(SystemSettings settings);
}
