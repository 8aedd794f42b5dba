package dev.tributary.core.wire;

/** Why a provider does not push; the ordinal is the wire value. */
public enum RefuseReason {
    /** Its fan-out is used up. */
    FULL,
    /** It does not carry the sub-stream. */
    NOT_SEEDING,
    /** Its upload cap is reached. */
    QUOTA
}
