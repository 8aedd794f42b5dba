package dev.tributary.webrtc.sdp;

import java.util.Locale;

/** Who sends the ClientHello (RFC 8842): {@code a=setup}. */
public enum Setup {
    /** An offer: the answer decides. */
    ACTPASS,
    /** The describing side is the DTLS client. */
    ACTIVE,
    /** The describing side is the DTLS server. */
    PASSIVE;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
