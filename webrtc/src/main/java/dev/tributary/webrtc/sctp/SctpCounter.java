package dev.tributary.webrtc.sctp;

/** What an association counts. */
public enum SctpCounter {
    PACKETS_SENT,
    PACKETS_RECEIVED,
    BYTES_SENT,
    BYTES_RECEIVED,
    /** DATA chunks sent again, for whatever reason. */
    CHUNKS_RETRANSMITTED,
    /** Fast recoveries entered. */
    FAST_RECOVERIES,
    /** T3-rtx expiries. */
    TIMEOUTS,
    /** DATA chunks received more than once. */
    DUPLICATE_CHUNKS,
    /** DATA chunks dropped because the window is full or their TSN is too far ahead. */
    OUT_OF_WINDOW,
    /** Packets too short, for another port, or with chunks that do not fit. */
    MALFORMED,
    BAD_CHECKSUM,
    /** Packets with a verification tag that is not ours. */
    BAD_TAG,
    /** Cookies forged, stale, or of an attempt long gone. */
    BAD_COOKIE,
    /** Known chunks that have no meaning in the present state. */
    UNEXPECTED_CHUNKS,
    UNKNOWN_CHUNKS,
    /**
     * Messages refused: no such channel, an unknown payload protocol, a DATA_CHANNEL_OPEN that is
     * malformed, of our ids, or one too many; what the peer opened with it is reset.
     */
    MESSAGES_REFUSED,
    /** ERROR chunks received. */
    ERRORS_RECEIVED
}
