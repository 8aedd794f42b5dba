package dev.tributary.webrtc.dtls;

/**
 * What a {@link DtlsConnection} asks of the world.
 *
 * <p>Called on the loop only. The arrays are valid during the call only. An implementation neither
 * blocks nor throws; of the connection it may call {@link DtlsConnection#send} and {@link
 * DtlsConnection#close}, and nothing else.
 */
public interface DtlsOutput {
    /** Send this datagram to the peer, best effort; at most {@code mtuBytes} long. */
    void datagram(byte[] bytes, int offset, int length);

    /** The handshake is done and the peer owns the expected certificate. Once, before any data. */
    void connected();

    /** One record of application data, in the order of arrival: DTLS neither orders nor repairs. */
    void data(byte[] bytes, int offset, int length);

    /** The end, once. */
    void closed(DtlsCloseReason reason);
}
