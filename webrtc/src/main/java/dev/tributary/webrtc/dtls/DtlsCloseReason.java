package dev.tributary.webrtc.dtls;

/** Why a {@link DtlsConnection} is closed. */
public enum DtlsCloseReason {
    /** {@link DtlsConnection#close} was called. */
    CLOSED_HERE,
    /** The peer sent close_notify. */
    CLOSED_BY_PEER,
    /** The peer sent a fatal alert. */
    ALERT_FROM_PEER,
    /** The peer's certificate is not the one that signalling announced. */
    FINGERPRINT_MISMATCH,
    /** A client showed no certificate, or has none of the kinds that we ask for. */
    CERTIFICATE_MISSING,
    /** The peer does not own its certificate, or did not see the handshake that we saw. */
    HANDSHAKE_FAILED,
    /** No complete handshake within the configured time. */
    HANDSHAKE_TIMEOUT,
    /** So many records were sent that AES-GCM needs a new key. */
    KEY_EXHAUSTED
}
