package dev.tributary.core.wire;

/** Why a link ends; the ordinal is the wire value. */
public enum CloseReason {
    /** The viewer goes. */
    LEAVING,
    /** Neither side needs the link. */
    UNUSED,
    /** The other side broke the protocol. */
    PROTOCOL,
    /** The other side watches another stream. */
    WRONG_ROOM,
    /** The transport failed or no connection came up. */
    FAILED
}
