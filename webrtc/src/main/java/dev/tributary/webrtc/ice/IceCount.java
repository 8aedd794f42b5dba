package dev.tributary.webrtc.ice;

/** What an agent refused or dropped, by reason. */
public enum IceCount {
    /** Datagrams that look like STUN and are not, or lack what a check must have. */
    MALFORMED,
    /** Checks and responses that do not prove knowledge of a password. */
    UNAUTHENTICATED,
    /** Responses to no request of ours. */
    STRAY_RESPONSES,
    /** Checks beyond {@link IceAgent#CHECKS_PER_SECOND_MAX}. */
    LIMITED_CHECKS,
    /**
     * Datagrams of the upper layer from an address that no check of ours has validated, but for the
     * beginning of a handshake where a check of the peer came from, which waits.
     */
    UNVALIDATED_DATA,
    /** Datagrams of no protocol that shares the socket (RFC 7983). */
    UNKNOWN_PROTOCOL,
    /** Remote candidates, signalled or reflexive, whose address the policy refuses. */
    REFUSED_ADDRESSES,
    /**
     * Remote candidates beyond {@link IceAgent#REMOTE_CANDIDATES_MAX}, or too late to be of use.
     */
    SURPLUS_CANDIDATES,
    /** Pairs beyond {@link IceAgent#PAIRS_MAX}. */
    SURPLUS_PAIRS,
    /** Sends while there was no selected pair. */
    UNSENT
}
