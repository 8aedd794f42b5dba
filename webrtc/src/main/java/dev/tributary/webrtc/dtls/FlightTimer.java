package dev.tributary.webrtc.dtls;

/** The flight that waits for an answer, and when it goes out again (RFC 6347 4.2.4.1). */
final class FlightTimer {
    private final DtlsConfig config;
    private final RecordWriter writer;
    private Flight flight;
    private long intervalNanos;
    private long sentNanos;
    private long sent;

    FlightTimer(DtlsConfig config, RecordWriter writer) {
        this.config = config;
        this.writer = writer;
    }

    void start(long nowNanos, Flight next) {
        flight = next;
        intervalNanos = config.retransmitMinNanos();
        transmit(nowNanos);
    }

    /** Repeats another flight from now on, at the same times. */
    void replace(Flight other) {
        flight = other;
    }

    void onTimer(long nowNanos) {
        if (nowNanos >= nextNanos()) {
            intervalNanos = Math.min(2 * intervalNanos, config.retransmitMaxNanos());
            transmit(nowNanos);
        }
    }

    /**
     * The peer repeats itself, so that our flight was lost. A peer that repeats a flight of many
     * datagrams gets one answer, and one that floods gets little.
     */
    void onRepetition(long nowNanos) {
        if (flight != null && nowNanos - sentNanos >= config.retransmitMinNanos() / 2) {
            transmit(nowNanos);
        }
    }

    private void transmit(long nowNanos) {
        sentNanos = nowNanos;
        sent++;
        flight.writeTo(writer);
    }

    void stop() {
        flight = null;
    }

    long nextNanos() {
        return flight == null ? DtlsConnection.NEVER : sentNanos + intervalNanos;
    }

    long sent() {
        return sent;
    }
}
