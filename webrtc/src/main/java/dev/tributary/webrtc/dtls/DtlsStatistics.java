package dev.tributary.webrtc.dtls;

/**
 * What a {@link DtlsConnection} saw so far.
 *
 * @param malformedRecords not DTLS 1.2, cut short, or beyond a limit
 * @param forgedRecords did not decrypt
 * @param replayedRecords seen before, or older than the replay window
 * @param ignoredRecords well-formed but of no use in this state: plaintext alerts, other epochs
 * @param refusedMessages handshake messages that were dropped
 * @param rewinds times that the peer's flight was taken again
 * @param flightsSent flights of the handshake sent, repetitions included
 * @param lastRefusal why the last handshake message was dropped; empty if none was
 */
public record DtlsStatistics(
        long malformedRecords,
        long forgedRecords,
        long replayedRecords,
        long ignoredRecords,
        long refusedMessages,
        long rewinds,
        long flightsSent,
        String lastRefusal) {}
