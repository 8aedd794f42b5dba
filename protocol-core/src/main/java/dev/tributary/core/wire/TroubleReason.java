package dev.tributary.core.wire;

/** Why a viewer needs another provider; the ordinal is the wire value. */
public enum TroubleReason {
    /** No link came up. */
    CONNECT_FAILED,
    /** The link went down. */
    LINK_LOST,
    /** A slice that was due did not come. */
    SILENT,
    /** The provider has no room. */
    REFUSED,
    /** Nobody was assigned. */
    NONE_ASSIGNED,
    /** The provider sent media that is not the origin's. */
    FORGED
}
