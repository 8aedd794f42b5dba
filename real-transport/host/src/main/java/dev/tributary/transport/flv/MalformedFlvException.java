package dev.tributary.transport.flv;

/** Bytes that are not the FLV we accept; names where and what was expected there. */
public final class MalformedFlvException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long offset;

    MalformedFlvException(long offset, String expected) {
        super("byte " + offset + ": expected " + expected);
        this.offset = offset;
    }

    /** Returns the position in the stream, bytes from 0. */
    public long offset() {
        return offset;
    }
}
