package dev.tributary.webrtc.dtls;

/** Numbers, seals and packs records into datagrams of at most the MTU. */
final class RecordWriter {
    /**
     * At 1,200 bytes this is 2^34.2 blocks under one key, where the distinguishing advantage is
     * still below 2^-57 (RFC 8446 5.5 allows 2^24.5 records of 2^10 blocks).
     */
    static final long RECORDS_MAX = 1L << 28;

    private final DtlsOutput output;
    private final byte[] datagram;
    private final long[] sequences = new long[2];
    private RecordProtection protection;
    private int size;

    RecordWriter(int mtuBytes, DtlsOutput output) {
        this.output = output;
        this.datagram = new byte[mtuBytes];
    }

    void protect(RecordProtection writes) {
        protection = writes;
    }

    boolean isExhausted() {
        return sequences[1] >= RECORDS_MAX;
    }

    /** Largest payload of a record in an empty datagram. */
    int payloadMax(int epoch) {
        return datagram.length - overhead(epoch);
    }

    /** Largest payload of a record that still fits into the datagram at hand. */
    int room(int epoch) {
        return payloadMax(epoch) - size;
    }

    private static int overhead(int epoch) {
        return Wire.RECORD_HEADER_BYTES + (epoch == 0 ? 0 : RecordProtection.OVERHEAD_BYTES);
    }

    /** Adds a record; what is in the datagram goes first if it does not fit. */
    void add(int type, int epoch, byte[] bytes, int offset, int length) {
        if (length > room(epoch)) {
            flush();
        }
        int header = size;
        writeHeader(type, epoch, header);
        int body = length;
        if (epoch == 0) {
            System.arraycopy(bytes, offset, datagram, header + Wire.RECORD_HEADER_BYTES, length);
        } else {
            body = protection.seal(bytes, offset, length, datagram, header);
        }
        datagram[header + 11] = (byte) (body >>> 8);
        datagram[header + 12] = (byte) body;
        size = header + Wire.RECORD_HEADER_BYTES + body;
    }

    private void writeHeader(int type, int epoch, int at) {
        long sequence = sequences[epoch]++;
        datagram[at] = (byte) type;
        datagram[at + 1] = (byte) (Wire.VERSION_1_2 >>> 8);
        datagram[at + 2] = (byte) Wire.VERSION_1_2;
        datagram[at + 3] = 0;
        datagram[at + 4] = (byte) epoch;
        for (int i = 0; i < 6; i++) {
            datagram[at + 5 + i] = (byte) (sequence >>> (40 - 8 * i));
        }
    }

    void flush() {
        if (size > 0) {
            int length = size;
            size = 0;
            output.datagram(datagram, 0, length);
        }
    }
}
