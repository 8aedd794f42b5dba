package dev.tributary.webrtc.sdp;

/** A session description that is refused, with the reason; it never quotes what it refuses. */
public final class MalformedSdpException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedSdpException(String reason) {
        super(reason);
    }
}
