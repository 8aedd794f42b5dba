package dev.tributary.webrtc.sctp;

/** The role in DTLS, which decides the channel ids that a side may choose (RFC 8832 section 6). */
public enum SctpRole {
    /** DTLS client: even ids. */
    CLIENT,
    /** DTLS server: odd ids. */
    SERVER
}
