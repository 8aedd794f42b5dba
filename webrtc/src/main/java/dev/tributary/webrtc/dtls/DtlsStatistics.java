package dev.tributary.webrtc.dtls;

/**
 * What a {@link DtlsConnection} saw so far.
 *
 * @param datagrams that came while there was a handshake or a connection
 * @param refusedDatagrams of them too large, or more than may wait
 * @param records of application data delivered: what is missing of what came was forged, replayed,
 *     too late or too early
 * @param failure what the library said when it ended the connection; empty if it did not
 */
public record DtlsStatistics(long datagrams, long refusedDatagrams, long records, String failure) {}
