package dev.tributary.core.room;

/**
 * A number that a system declares once; codec, sizes, scenario key, schema and documentation follow
 * from it. Implemented by one enum per table, whose order is that of the wire.
 */
public interface Knob {
    /** Returns its place in the table. */
    int ordinal();

    /** Returns what may be written and what it means. */
    KnobSpec spec();
}
