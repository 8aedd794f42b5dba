package dev.tributary.webrtc.dtls;

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One DTLS 1.2 association (RFC 6347) as a state machine: datagrams and time in, datagrams and
 * application data out.
 *
 * <p>Nothing of the application is sent or delivered before the peer has proved that it owns the
 * certificate with the expected fingerprint. Whatever else arrives, from whomever, is dropped and
 * counted; memory is bounded by constants. Who may send us datagrams is ICE's business: pass on
 * only what comes from the validated pair.
 *
 * <p>Time is in nanoseconds since any fixed moment, at least 0, and never goes back. Not thread
 * safe.
 */
public final class DtlsConnection {
    /** No deadline. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Largest datagram that is looked at; a path's MTU is smaller. */
    public static final int DATAGRAM_BYTES_MAX = 2_048;

    /** Records that overtook the end of the handshake: one flight and the first data. */
    static final int EARLY_RECORDS_MAX = 8;

    private enum State {
        NEW,
        HANDSHAKING,
        CONNECTED,
        CLOSED
    }

    private final DtlsIdentity identity;
    private final DtlsConfig config;
    private final boolean client;
    private final byte[] peerFingerprint;
    private final SecureRandom random;
    private final DtlsOutput output;

    private final RecordWriter writer;
    private final FlightTimer flights;
    private final Counters counters = new Counters();
    private final Deque<byte[]> early = new ArrayDeque<>();
    private final byte[] plaintext = new byte[DATAGRAM_BYTES_MAX];

    private State state = State.NEW;
    private long nowNanos;
    private Negotiation negotiation;
    private RecordProtection reads;
    private ReplayWindow seen;

    /**
     * Makes a connection that does nothing before {@link #start}.
     *
     * @param identity our certificate, as announced to the peer
     * @param config tunables
     * @param client whether we send the ClientHello ({@code a=setup:active})
     * @param peerFingerprint SHA-256 of the peer's certificate, {@value
     *     DtlsIdentity#FINGERPRINT_BYTES} bytes
     * @param random for keys and nonces
     * @param output receives what the connection does
     */
    public DtlsConnection(
            DtlsIdentity identity,
            DtlsConfig config,
            boolean client,
            byte[] peerFingerprint,
            SecureRandom random,
            DtlsOutput output) {
        if (peerFingerprint.length != DtlsIdentity.FINGERPRINT_BYTES) {
            throw new IllegalArgumentException("a fingerprint of " + peerFingerprint.length);
        }
        this.identity = identity;
        this.config = config;
        this.client = client;
        this.peerFingerprint = peerFingerprint.clone();
        this.random = random;
        this.output = output;
        this.writer = new RecordWriter(config.mtuBytes(), output);
        this.flights = new FlightTimer(config, writer);
    }

    /** Begins the handshake: a client speaks, a server listens. Once. */
    public void start(long nowNanos) {
        at(nowNanos);
        if (state != State.NEW) {
            throw new IllegalStateException("started before");
        }
        state = State.HANDSHAKING;
        Handshake handshake =
                client
                        ? new ClientHandshake(identity, peerFingerprint, random)
                        : new ServerHandshake(identity, peerFingerprint, random);
        negotiation = new Negotiation(config, handshake, flights, counters, new Progress());
        negotiation.start(nowNanos);
    }

    /** What the negotiation says, which is nobody else's to call. */
    private final class Progress implements Negotiation.Listener {
        @Override
        public void onKeys(RecordProtection toRead, RecordProtection toWrite) {
            reads = toRead;
            seen = new ReplayWindow();
            writer.protect(toWrite);
        }

        @Override
        public void onComplete() {
            state = State.CONNECTED;
            negotiation = null;
            output.connected();
        }

        @Override
        public void onFailure(DtlsCloseReason reason, int alert, int epoch) {
            if (alert != Negotiation.NO_ALERT) {
                alert(Wire.ALERT_FATAL, alert, epoch);
            }
            end(reason);
        }
    }

    /** A datagram that came from the peer's address; any bytes. */
    public void onDatagram(long nowNanos, byte[] bytes, int offset, int length) {
        at(nowNanos);
        if (state == State.NEW || state == State.CLOSED) {
            counters.ignored++;
            return;
        }
        if (length > DATAGRAM_BYTES_MAX) {
            counters.malformed++;
            return;
        }
        onRecords(bytes, offset, offset + length);
        // Twice: what ends the handshake may itself have been early.
        takeEarly();
        takeEarly();
    }

    private void at(long now) {
        if (now < nowNanos) {
            throw new IllegalArgumentException("time went back to " + now + " from " + nowNanos);
        }
        nowNanos = now;
    }

    private void onRecords(byte[] bytes, int offset, int end) {
        int at = offset;
        while (at < end && state != State.CLOSED) {
            int left = end - at - Wire.RECORD_HEADER_BYTES;
            if (left < 0 || !isKnown(bytes, at) || u16(bytes, at + 11) > left) {
                counters.malformed++;
                return;
            }
            int length = u16(bytes, at + 11);
            onRecord(bytes, at, length);
            at += Wire.RECORD_HEADER_BYTES + length;
        }
    }

    private static boolean isKnown(byte[] bytes, int at) {
        int version = u16(bytes, at + 1);
        return bytes[at] >= Wire.CHANGE_CIPHER_SPEC
                && bytes[at] <= Wire.APPLICATION_DATA
                && (version == Wire.VERSION_1_2 || version == Wire.VERSION_1_0);
    }

    private void onRecord(byte[] bytes, int header, int length) {
        int epoch = u16(bytes, header + 3);
        int type = bytes[header];
        if (epoch == 0 && state == State.HANDSHAKING) {
            onPlainRecord(type, bytes, header + Wire.RECORD_HEADER_BYTES, length);
        } else if (epoch != 1) {
            counters.ignored++;
        } else if (reads == null || (type == Wire.APPLICATION_DATA && state != State.CONNECTED)) {
            keepEarly(bytes, header, length);
        } else {
            onSealedRecord(type, bytes, header, length);
        }
    }

    private void onPlainRecord(int type, byte[] bytes, int offset, int length) {
        switch (type) {
            case Wire.HANDSHAKE -> onHandshake(0, bytes, offset, length);
            case Wire.ALERT -> {
                counters.ignored++;
                if (length == 2 && bytes[offset] == Wire.ALERT_FATAL) {
                    negotiation.doubt(nowNanos, DtlsCloseReason.ALERT_FROM_PEER);
                }
            }
            case Wire.CHANGE_CIPHER_SPEC -> {} // The epoch says the same.
            default -> counters.ignored++;
        }
    }

    private void onSealedRecord(int type, byte[] bytes, int header, int length) {
        long sequence = sequence(bytes, header);
        if (!seen.isFresh(sequence)) {
            counters.replayed++;
            return;
        }
        int count = reads.open(bytes, header, length, plaintext);
        if (count < 0) {
            counters.forged++;
            return;
        }
        seen.mark(sequence);
        switch (type) {
            case Wire.HANDSHAKE -> onHandshake(1, plaintext, 0, count);
            case Wire.ALERT -> onAlert(count);
            case Wire.APPLICATION_DATA -> onData(count);
            default -> counters.ignored++;
        }
    }

    private void onData(int count) {
        flights.stop(); // The peer has our last flight.
        if (count == 0) {
            counters.ignored++;
        } else {
            output.data(plaintext, 0, count);
        }
    }

    private void onAlert(int count) {
        if (count != 2) {
            counters.malformed++;
        } else if (plaintext[1] == Wire.CLOSE_NOTIFY) {
            closeNotify();
            end(DtlsCloseReason.CLOSED_BY_PEER);
        } else if (plaintext[0] == Wire.ALERT_FATAL) {
            end(DtlsCloseReason.ALERT_FROM_PEER);
        } else {
            counters.ignored++;
        }
    }

    private void keepEarly(byte[] bytes, int header, int length) {
        if (early.size() == EARLY_RECORDS_MAX) {
            counters.ignored++;
            return;
        }
        byte[] record = new byte[Wire.RECORD_HEADER_BYTES + length];
        System.arraycopy(bytes, header, record, 0, record.length);
        early.add(record);
    }

    private void takeEarly() {
        for (int left = reads == null ? 0 : early.size(); left > 0; left--) {
            byte[] record = early.remove();
            onRecords(record, 0, record.length);
        }
    }

    /** A negotiation is under way or over: there is no other one on this connection. */
    private void onHandshake(int epoch, byte[] bytes, int offset, int length) {
        if (state == State.HANDSHAKING) {
            negotiation.onFragments(nowNanos, epoch, bytes, offset, offset + length);
            return;
        }
        counters.ignored++;
        if (length >= Wire.HANDSHAKE_HEADER_BYTES && bytes[offset] == Wire.FINISHED) {
            flights.onRepetition(nowNanos); // Ours was lost.
        }
    }

    /** Time has passed. Harmless early; required no later than {@link #nextDeadlineNanos}. */
    public void onTimer(long nowNanos) {
        at(nowNanos);
        if (state == State.HANDSHAKING) {
            negotiation.onTimer(nowNanos);
        }
    }

    /** Returns when {@link #onTimer} must next be called, or {@link #NEVER}. */
    public long nextDeadlineNanos() {
        return state == State.HANDSHAKING ? negotiation.nextDeadlineNanos() : NEVER;
    }

    /** Largest {@code length} for {@link #send}, in bytes. */
    public int payloadBytesMax() {
        return writer.payloadMax(1);
    }

    /**
     * Sends one record of application data, best effort.
     *
     * @param length 1 to {@link #payloadBytesMax} bytes
     * @return false if nothing was sent, because there is no connection yet or any more
     */
    public boolean send(long nowNanos, byte[] bytes, int offset, int length) {
        if (length < 1 || length > payloadBytesMax()) {
            throw new IllegalArgumentException(length + " bytes in one record");
        }
        at(nowNanos);
        if (state != State.CONNECTED) {
            return false;
        }
        if (writer.isExhausted()) {
            end(DtlsCloseReason.KEY_EXHAUSTED);
            return false;
        }
        writer.add(Wire.APPLICATION_DATA, 1, bytes, offset, length);
        writer.flush();
        return true;
    }

    /** Says goodbye, if there is somebody to say it to, and ends. Harmless when repeated. */
    public void close(long nowNanos) {
        at(nowNanos);
        if (state != State.CLOSED) {
            closeNotify();
            end(DtlsCloseReason.CLOSED_HERE);
        }
    }

    private void closeNotify() {
        if (state == State.CONNECTED) {
            alert(Wire.ALERT_WARNING, Wire.CLOSE_NOTIFY, 1);
        }
    }

    private void alert(int level, int description, int epoch) {
        byte[] alert = {(byte) level, (byte) description};
        writer.add(Wire.ALERT, epoch, alert, 0, alert.length);
        writer.flush();
    }

    private void end(DtlsCloseReason reason) {
        state = State.CLOSED;
        flights.stop();
        early.clear();
        if (negotiation != null) {
            negotiation.stop();
            negotiation = null;
        }
        output.closed(reason);
    }

    public boolean isConnected() {
        return state == State.CONNECTED;
    }

    public DtlsStatistics statistics() {
        return counters.snapshot(flights.sent());
    }

    private static int u16(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }

    private static long sequence(byte[] bytes, int header) {
        return ((long) u16(bytes, header + 5) << 32)
                | ((long) u16(bytes, header + 7) << 16)
                | u16(bytes, header + 9);
    }
}
