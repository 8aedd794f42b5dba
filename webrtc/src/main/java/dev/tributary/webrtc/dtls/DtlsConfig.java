package dev.tributary.webrtc.dtls;

import java.util.concurrent.TimeUnit;

/**
 * Tunables of a {@link DtlsConnection}; validated once.
 *
 * @param mtuBytes largest datagram sent, 256 to 1,452 bytes of UDP payload; the peer's may be
 *     larger
 * @param retransmitMinNanos first wait for an answer to a flight, then doubled at each expiry
 * @param handshakeTimeoutNanos from {@link DtlsConnection#start} to the close of one that never
 *     finished
 * @param handshakeMessageBytesMax largest handshake message taken, 1,024 to 16,384 bytes
 */
public record DtlsConfig(
        int mtuBytes,
        long retransmitMinNanos,
        long handshakeTimeoutNanos,
        int handshakeMessageBytesMax) {

    public DtlsConfig {
        check(mtuBytes >= 256 && mtuBytes <= 1_452, "mtuBytes");
        check(retransmitMinNanos > 0, "retransmitMinNanos");
        check(handshakeTimeoutNanos >= retransmitMinNanos, "handshakeTimeoutNanos");
        check(
                handshakeMessageBytesMax >= 1_024 && handshakeMessageBytesMax <= 16_384,
                "handshakeMessageBytesMax");
    }

    private static void check(boolean good, String name) {
        if (!good) {
            throw new IllegalArgumentException(name + " is out of range");
        }
    }

    /**
     * 1,200 bytes pass every path that QUIC passes (RFC 9000 14); 50 ms is the first wait of
     * browsers, which know the path's round trip from ICE to be short; 4 KiB is twice the
     * ClientHello of a browser that offers post-quantum key shares.
     */
    public static DtlsConfig defaults() {
        return new DtlsConfig(
                1_200, TimeUnit.MILLISECONDS.toNanos(50), TimeUnit.SECONDS.toNanos(10), 4_096);
    }
}
