package dev.tributary.core.wire;

/**
 * Bytes that are no message: the only exception that {@link MessageCodec#decode} throws.
 *
 * <p>It has no stack trace: hostile input must not be dearer than honest input.
 */
public final class MalformedMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int offset;
    private final String expected;
    private final boolean ignorable;

    MalformedMessageException(int offset, String expected, boolean ignorable) {
        super("offset " + offset + ": expected " + expected, null, false, false);
        this.offset = offset;
        this.expected = expected;
        this.ignorable = ignorable;
    }

    /** Returns where the fault is, bytes from the start of the message. */
    public int offset() {
        return offset;
    }

    /** Returns what a well-formed message has there. */
    public String expected() {
        return expected;
    }

    /**
     * Returns whether the message is of a later protocol and may be skipped (protocol.md 8);
     * otherwise the sender broke the protocol and the link is closed.
     */
    public boolean ignorable() {
        return ignorable;
    }
}
