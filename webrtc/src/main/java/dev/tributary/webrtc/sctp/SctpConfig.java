package dev.tributary.webrtc.sctp;

/**
 * Tunables of an association.
 *
 * @param port SCTP port of both sides, from the {@code sctp-port} of the session description
 * @param mtuBytes largest SCTP packet, if the path carries it (decision 71): 1280 (IPv6) - 40
 *     (IPv6) - 8 (UDP) - 24 (AEAD) - 13 (DTLS) - 4 (TURN channel data) = 1191
 * @param messageBytesMax largest message sent or accepted, 1 to 262,144
 * @param receiveWindowBytes memory for data that was received and not yet handed over, with 128
 *     bytes of bookkeeping for each fragment and message; at least twice the largest message
 * @param sendBufferBytes memory for messages not yet acknowledged, counted like the window
 * @param channelsMax channels open at a time, 1 to 1,024
 * @param rtoInitialNanos retransmission timeout before the first measurement
 * @param rtoMinNanos must exceed the delayed acknowledgement of the other side, 200 ms
 * @param rtoMaxNanos bound of the exponential backoff: RFC 9260 says 60 s, too long for live video;
 *     Chromium bounds its backoff at 3 s
 * @param retransmissionsMax timeouts in a row after which the peer is given up
 * @param ackDelayNanos longest delay of an acknowledgement, at most 500 ms (RFC 9260 section 6.2)
 * @param heartbeatIntervalNanos pause between heartbeats
 * @param initialWindowPackets first congestion window, in packets
 * @param burstPackets packets sent in one turn at most: 32 of them take 74 KB of a receiving socket
 *     buffer, a third of the 208 KB that Linux gives by default
 */
public record SctpConfig(
        int port,
        int mtuBytes,
        int messageBytesMax,
        int receiveWindowBytes,
        int sendBufferBytes,
        int channelsMax,
        long rtoInitialNanos,
        long rtoMinNanos,
        long rtoMaxNanos,
        int retransmissionsMax,
        long ackDelayNanos,
        long heartbeatIntervalNanos,
        int initialWindowPackets,
        int burstPackets) {
    /**
     * What keeping a fragment or a message takes besides its payload, at most: the objects of Java
     * and their places in tables.
     */
    static final int OVERHEAD_BYTES = 128;

    private static final long MILLI = 1_000_000L;
    private static final int MTU_MIN = 512;

    /** Checks the ranges. */
    public SctpConfig {
        require(port > 0 && port <= 0xffff, "port");
        require(mtuBytes >= MTU_MIN && mtuBytes <= 0xffff, "mtuBytes");
        require(messageBytesMax > 0 && messageBytesMax <= 262_144, "messageBytesMax");
        require(receiveWindowBytes / 2 >= messageBytesMax, "receiveWindowBytes");
        require(receiveWindowBytes <= 1 << 28, "receiveWindowBytes");
        require(sendBufferBytes / 2 >= messageBytesMax, "sendBufferBytes");
        require(sendBufferBytes <= 1 << 28, "sendBufferBytes");
        require(channelsMax > 0 && channelsMax <= 1_024, "channelsMax");
        require(rtoMinNanos > 0 && rtoInitialNanos >= rtoMinNanos, "rtoInitialNanos");
        require(rtoMaxNanos >= rtoInitialNanos, "rtoMaxNanos");
        require(retransmissionsMax > 0, "retransmissionsMax");
        require(ackDelayNanos >= 0 && ackDelayNanos <= 500 * MILLI, "ackDelayNanos");
        require(heartbeatIntervalNanos > 0, "heartbeatIntervalNanos");
        require(initialWindowPackets > 0 && initialWindowPackets <= 100, "initialWindowPackets");
        require(burstPackets > 0, "burstPackets");
    }

    /** Values of dcsctp where it has them, except for the window, the timeouts and the burst. */
    public static SctpConfig defaults() {
        return new SctpConfig(
                5000,
                1191,
                65_535,
                1 << 20,
                2 << 20,
                256,
                500 * MILLI,
                400 * MILLI,
                3_000 * MILLI,
                10,
                200 * MILLI,
                30_000 * MILLI,
                10,
                32);
    }

    private static void require(boolean condition, String component) {
        if (!condition) {
            throw new IllegalArgumentException("out of range: " + component);
        }
    }
}
