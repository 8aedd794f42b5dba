package dev.tributary.core.room;

/** Where media came from and, for the CDN, why it was asked: the basis of the loss attribution. */
public enum MediaSource {
    /** Another viewer. */
    PEER,
    /** The CDN, the sub-stream that the tracker assigned. */
    CDN_OWN,
    /** The CDN, while joining: the start-up buffer and the full stream. */
    CDN_JOIN,
    /** The CDN, a sub-stream that no peer provides. */
    CDN_UNCOVERED,
    /** The CDN, a slice that was about to be late. */
    CDN_EMERGENCY,
    /** The CDN, the full stream after the peers failed, or because the room uses no peers. */
    CDN_FALLBACK
}
