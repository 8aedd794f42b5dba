package dev.tributary.webrtc.ice;

/** Why an agent gave up; it then sends and accepts nothing any more. */
public enum FailReason {
    /** Both sides' candidates are known and no pair of them works. */
    ALL_CHECKS_FAILED,
    /** The connect timeout passed. */
    TIMED_OUT,
    /** The peer stopped answering (RFC 7675). */
    CONSENT_EXPIRED
}
