package dev.tributary.webrtc.sctp;

/** Why an association ended. */
public enum SctpCloseReason {
    /** Shutdown, by either side, with everything delivered. */
    SHUTDOWN,
    /** {@link SctpAssociation#abort} was called. */
    ABORTED,
    /** The peer sent ABORT. */
    ABORTED_BY_PEER,
    /** The peer did not answer the handshake. */
    HANDSHAKE_TIMEOUT,
    /** The peer stopped acknowledging. */
    PEER_UNREACHABLE,
    /** The peer started anew below a living DTLS session; what was in flight is lost. */
    PEER_RESTARTED,
    /** The peer broke a rule after which the streams cannot be trusted. */
    PROTOCOL_VIOLATION
}
