package dev.tributary.transport.rtmp;

/** Bytes that are not the RTMP we accept, or more of it than we hold. */
public final class MalformedRtmpException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * Creates the exception.
     *
     * @param reason a word of ours to count by
     * @param message what was expected; nothing of what was sent but numbers
     */
    MalformedRtmpException(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Returns the word to count by. */
    public String reason() {
        return reason;
    }
}
