package dev.tributary.webrtc.stun;

/** Bytes that are not a well-formed STUN message; the only exception bytes can cause. */
public final class MalformedStunException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedStunException(String reason) {
        // No stack trace: a flood of malformed packets must stay cheap.
        super(reason, null, false, false);
    }
}
