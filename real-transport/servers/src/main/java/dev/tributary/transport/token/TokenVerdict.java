package dev.tributary.transport.token;

/** What a check found. */
public enum TokenVerdict {
    /** Good, and its use is counted. */
    VALID,
    /** Not the length or the version of a token. */
    MALFORMED,
    /** Signed with a key that is not, or no longer, known. */
    UNKNOWN_KEY,
    /** Not signed with the key that it names. */
    FORGED,
    /** For another room. */
    WRONG_ROOM,
    /** Its life is over. */
    EXPIRED,
    /** It lives longer than tokens do: the clocks differ, or somebody else minted it. */
    TOO_LONG,
    /** Used as often as it may be. */
    REPLAYED,
    /** No memory of more tokens; the table is sized so that this means an attack. */
    TABLE_FULL
}
