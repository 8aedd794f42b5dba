package dev.tributary.webrtc.dtls;

/** What {@link DtlsStatistics} reports, while it grows. */
final class Counters {
    long malformed;
    long forged;
    long replayed;
    long ignored;
    long refused;
    long rewinds;
    String lastRefusal = "";

    void refuse(HandshakeException e) {
        refused++;
        lastRefusal = e.getMessage();
    }

    DtlsStatistics snapshot(long flightsSent) {
        return new DtlsStatistics(
                malformed, forged, replayed, ignored, refused, rewinds, flightsSent, lastRefusal);
    }
}
