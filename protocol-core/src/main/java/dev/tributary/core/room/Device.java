package dev.tributary.core.room;

/** What a viewer watches on; the ordinal is the wire value. */
public enum Device {
    PC,
    TV,
    PHONE
}
