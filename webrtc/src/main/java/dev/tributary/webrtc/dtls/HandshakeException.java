package dev.tributary.webrtc.dtls;

/** A handshake message that cannot be taken, and what follows from it. */
final class HandshakeException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What the connection does. Before keys exist anybody may have forged the message. */
    enum Response {
        /** Drop the message and wait for the peer to retransmit the right one. */
        IGNORE,
        /** An earlier message may have been forged: take the peer's flight again. */
        REWIND,
        /** As {@link #IGNORE}, and close soon unless the handshake moves on. */
        DOUBT,
        /** Whoever holds the keys of this handshake sent it: close. */
        CLOSE
    }

    private final Response response;

    HandshakeException(Response response, String message) {
        super(message, null, false, false);
        this.response = response;
    }

    static HandshakeException ignore(String message) {
        return new HandshakeException(Response.IGNORE, message);
    }

    Response response() {
        return response;
    }
}
