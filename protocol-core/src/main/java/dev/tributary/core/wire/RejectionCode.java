package dev.tributary.core.wire;

/** Why a server refuses; the ordinal is the wire value. */
public enum RejectionCode {
    /** The token is wrong or too old. */
    BAD_TOKEN,
    /** No such stream. */
    UNKNOWN_ROOM,
    /** No room for more viewers. */
    FULL,
    /** The message makes no sense here. */
    BAD_REQUEST,
    /** Too many requests. */
    BUSY
}
