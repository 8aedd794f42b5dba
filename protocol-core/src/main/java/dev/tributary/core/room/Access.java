package dev.tributary.core.room;

/** How a viewer reaches the internet; the ordinal is the wire value. */
public enum Access {
    WIRED,
    WIFI,
    CELLULAR
}
