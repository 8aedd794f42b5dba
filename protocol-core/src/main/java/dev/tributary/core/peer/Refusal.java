package dev.tributary.core.peer;

/** Why something that another party sent was not taken; counted by the observer, never thrown. */
public enum Refusal {
    /** On a link that is not up, or before the greeting. */
    EARLY,
    /** A second greeting, or a message that no viewer sends; the link was closed. */
    PROTOCOL,
    /** The other side watches another stream; the link was closed. */
    WRONG_ROOM,
    /** A sub-stream that the room does not have. */
    SUB_STREAM,
    /** It makes no sense now: it may have crossed ours on the way. */
    UNASKED,
    /** A slice too far from the playhead or from what can exist by now. */
    WINDOW,
    /** A slice that no encoder of this room makes. */
    IMPLAUSIBLE,
    /** Another header than the one known for the slice. */
    HEADER,
    /** Without the seal of its slice, and too much waits for seals already. */
    UNSEALED,
    /** Not what the origin sealed: forged or damaged; the link was closed. */
    FORGED,
    /** Sealed with a key of the origin that this viewer does not know, or knows no longer. */
    UNKNOWN_KEY,
    /** From a viewer that sent forged media before. */
    BANNED,
    /** Too much is queued already. */
    QUEUE_FULL,
    /** A slice whose first block, with its seal, is more than the link takes in one message. */
    MESSAGE_SIZE
}
