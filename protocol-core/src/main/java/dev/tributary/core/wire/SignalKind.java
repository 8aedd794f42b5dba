package dev.tributary.core.wire;

/** What a signal carries; the ordinal is the wire value. */
public enum SignalKind {
    /** Session description of the side that wants the link. */
    OFFER,
    /** Session description of the other side. */
    ANSWER,
    /** One address to try (Trickle ICE, RFC 8838). */
    CANDIDATE,
    /** No further addresses follow. */
    END_OF_CANDIDATES
}
