package dev.tributary.transport.webrtc;

import dev.tributary.webrtc.dtls.DtlsConfig;
import dev.tributary.webrtc.ice.IceConfig;
import dev.tributary.webrtc.sctp.SctpConfig;

/**
 * How links are made.
 *
 * @param ice addresses, STUN servers and times
 * @param dtls the handshake
 * @param sctp the association
 * @param mediaBufferBytes media that may wait in a link; more is refused, so that the viewer's own
 *     queue, which knows deadlines, decides what is late
 */
public record WebRtcConfig(IceConfig ice, DtlsConfig dtls, SctpConfig sctp, int mediaBufferBytes) {
    /** Half a megabyte: 1.6 s of 2.5 Mbit/s, less than the emergency window. */
    public static final int MEDIA_BUFFER_BYTES = 512 << 10;

    /** What IPv6 carries everywhere, 1280 bytes, without its header and UDP's. */
    private static final int DATAGRAM_BYTES = 1_232;

    /** Returns the defaults of all layers with given addresses and STUN servers. */
    public static WebRtcConfig of(IceConfig ice) {
        DtlsConfig base = DtlsConfig.defaults();
        DtlsConfig dtls =
                new DtlsConfig(
                        DATAGRAM_BYTES,
                        base.retransmitMinNanos(),
                        base.handshakeTimeoutNanos(),
                        base.handshakeMessageBytesMax());
        return new WebRtcConfig(ice, dtls, SctpConfig.defaults(), MEDIA_BUFFER_BYTES);
    }
}
