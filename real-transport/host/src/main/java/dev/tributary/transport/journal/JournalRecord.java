package dev.tributary.transport.journal;

/** One record: an input of the machine, or what is said about its effects. */
final class JournalRecord {
    /** Longest payload, bytes. */
    static final int PAYLOAD_MAX = 1 << 16;

    /** Length, time, source and type before the payload, checksum after it. */
    static final int HEAD_BYTES = 18;

    static final int CRC_BYTES = 4;

    private final long nowNanos;
    private final int source;
    private final RecordType type;
    private final byte[] payload;

    /**
     * Creates a record.
     *
     * @param nowNanos machine time
     * @param source link, request, check, connection or ticket, as the type has it
     * @param payload not changed afterwards
     */
    JournalRecord(long nowNanos, int source, RecordType type, byte[] payload) {
        this.nowNanos = nowNanos;
        this.source = source;
        this.type = type;
        this.payload = payload;
    }

    long nowNanos() {
        return nowNanos;
    }

    int source() {
        return source;
    }

    RecordType type() {
        return type;
    }

    byte[] payload() {
        return payload;
    }
}
