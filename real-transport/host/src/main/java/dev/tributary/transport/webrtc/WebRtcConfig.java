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
 * @param datagramsPerSecondMax that one link takes from its peer; more is dropped unread, so that
 *     no peer has more than its share of an event loop
 */
public record WebRtcConfig(
        IceConfig ice,
        DtlsConfig dtls,
        SctpConfig sctp,
        int mediaBufferBytes,
        int datagramsPerSecondMax) {
    /** Half a megabyte: 1.6 s of 2.5 Mbit/s, less than the emergency window. */
    public static final int MEDIA_BUFFER_BYTES = 512 << 10;

    /** 190 Mbit/s; at 15 us each a third of a core. */
    public static final int DATAGRAMS_PER_SECOND_MAX = 20_000;

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
        return new WebRtcConfig(
                ice, dtls, SctpConfig.defaults(), MEDIA_BUFFER_BYTES, DATAGRAMS_PER_SECOND_MAX);
    }

    /** Returns the same with another limit of datagrams, 1 to 1,000,000 per second. */
    public WebRtcConfig withDatagramsPerSecondMax(int max) {
        return new WebRtcConfig(ice, dtls, sctp, mediaBufferBytes, max);
    }
}
