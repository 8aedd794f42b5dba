package dev.tributary.transport.journal;

/** Why there are no further records. */
public enum JournalEnd {
    /** The journal was closed. */
    CLOSED,
    /** It had its largest size. */
    FULL,
    /** The file ends without a word, perhaps within a record: the process died. */
    CUT,
    /** A checksum is wrong, or a record is not as long as it says. */
    DAMAGED,
    /** More bytes follow the last record: the file is not what was written. */
    CONTINUED,
    /** A length, a kind or a time is impossible. */
    MALFORMED;

    /** Returns whether the file is what was written, as far as it goes. */
    public boolean sound() {
        return this == CLOSED || this == FULL || this == CUT;
    }
}
