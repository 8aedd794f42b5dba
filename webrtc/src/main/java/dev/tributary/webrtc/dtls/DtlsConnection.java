package dev.tributary.webrtc.dtls;

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

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

    /**
     * How long a sign of failure that anybody could have forged waits for a handshake that moves
     * on: five retransmissions with the default times.
     */
    static final long DOUBT_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Each cost a few signature checks, so that somebody else could make us work without end. */
    static final int REWINDS_MAX = 32;

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
    private final Deque<byte[]> early = new ArrayDeque<>();
    private final byte[] plaintext = new byte[DATAGRAM_BYTES_MAX];

    private State state = State.NEW;
    private long nowNanos;
    private long handshakeEndNanos = NEVER;
    private long doubtEndNanos = NEVER;
    private DtlsCloseReason doubt;

    private Handshake handshake;
    private Inbox inbox;
    private Reassembly hello;
    private RecordProtection reads;
    private ReplayWindow seen;

    private long malformed;
    private long forged;
    private long replayed;
    private long ignored;
    private long refused;
    private long rewinds;
    private String lastRefusal = "";

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
        handshakeEndNanos = nowNanos + config.handshakeTimeoutNanos();
        inbox = new Inbox();
        if (client) {
            handshake = new ClientHandshake(identity, peerFingerprint, random);
            flights.start(nowNanos, handshake.open());
        } else {
            handshake = new ServerHandshake(identity, peerFingerprint, random);
            hello = new Reassembly();
            inbox.rewind(handshake.rewind());
        }
    }

    /** A datagram that came from the peer's address; any bytes. */
    public void onDatagram(long nowNanos, byte[] bytes, int offset, int length) {
        at(nowNanos);
        if (state == State.NEW || state == State.CLOSED) {
            ignored++;
            return;
        }
        if (length > DATAGRAM_BYTES_MAX) {
            malformed++;
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
                malformed++;
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
            ignored++;
        } else if (reads == null || (type == Wire.APPLICATION_DATA && state != State.CONNECTED)) {
            keepEarly(bytes, header, length);
        } else {
            onSealedRecord(type, bytes, header, length);
        }
    }

    private void onPlainRecord(int type, byte[] bytes, int offset, int length) {
        switch (type) {
            case Wire.HANDSHAKE -> onFragments(0, bytes, offset, offset + length);
            case Wire.ALERT -> {
                ignored++;
                if (length == 2 && bytes[offset] == Wire.ALERT_FATAL) {
                    doubt(DtlsCloseReason.ALERT_FROM_PEER);
                }
            }
            case Wire.CHANGE_CIPHER_SPEC -> {} // The epoch says the same.
            default -> ignored++;
        }
    }

    private void onSealedRecord(int type, byte[] bytes, int header, int length) {
        long sequence = sequence(bytes, header);
        if (!seen.isFresh(sequence)) {
            replayed++;
            return;
        }
        int count = reads.open(bytes, header, length, plaintext);
        if (count < 0) {
            forged++;
            return;
        }
        seen.mark(sequence);
        switch (type) {
            case Wire.HANDSHAKE -> onFragments(1, plaintext, 0, count);
            case Wire.ALERT -> onAlert(count);
            case Wire.APPLICATION_DATA -> onData(count);
            default -> ignored++;
        }
    }

    private void onData(int count) {
        flights.stop(); // The peer has our last flight.
        if (count == 0) {
            ignored++;
        } else {
            output.data(plaintext, 0, count);
        }
    }

    private void onAlert(int count) {
        if (count != 2) {
            malformed++;
        } else if (plaintext[1] == Wire.CLOSE_NOTIFY) {
            closeNotify();
            end(DtlsCloseReason.CLOSED_BY_PEER);
        } else if (plaintext[0] == Wire.ALERT_FATAL) {
            end(DtlsCloseReason.ALERT_FROM_PEER);
        } else {
            ignored++;
        }
    }

    private void keepEarly(byte[] bytes, int header, int length) {
        if (early.size() == EARLY_RECORDS_MAX) {
            ignored++;
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

    private void onFragments(int epoch, byte[] bytes, int offset, int end) {
        int at = offset;
        while (at < end && state != State.CLOSED) {
            int left = end - at - Wire.HANDSHAKE_HEADER_BYTES;
            if (left < 0) {
                malformed++;
                return;
            }
            var fragment =
                    new Reassembly.Fragment(
                            bytes[at],
                            u16(bytes, at + 4),
                            epoch,
                            u24(bytes, at + 1),
                            u24(bytes, at + 6),
                            u24(bytes, at + 9));
            if (fragment.length() > config.handshakeMessageBytesMax()
                    || fragment.count() > left
                    || fragment.offset() + fragment.count() > fragment.length()) {
                malformed++;
                return;
            }
            onFragment(fragment, bytes, at + Wire.HANDSHAKE_HEADER_BYTES);
            at += Wire.HANDSHAKE_HEADER_BYTES + fragment.count();
        }
    }

    private void onFragment(Reassembly.Fragment fragment, byte[] bytes, int offset) {
        if (state == State.CONNECTED) {
            ignored++; // Renegotiation does not exist here.
            if (fragment.type() == Wire.FINISHED) {
                flights.onRepetition(nowNanos);
            }
        } else if (fragment.type() == Wire.CLIENT_HELLO && !client) {
            onHelloFragment(fragment, bytes, offset);
        } else if (inbox.add(fragment, bytes, offset)) {
            takeMessages();
        } else if (inbox.isOld(fragment.sequence())) {
            flights.onRepetition(nowNanos);
        } else {
            ignored++;
        }
    }

    private void onHelloFragment(Reassembly.Fragment fragment, byte[] bytes, int offset) {
        hello.add(fragment, bytes, offset);
        if (!hello.isComplete()) {
            return;
        }
        HandshakeMessage message = hello.message();
        hello.clear();
        try {
            boolean isNew = handshake.onClientHello(message);
            if (isNew || flights.nextNanos() == NEVER) {
                flights.start(nowNanos, handshake.answer());
            } else {
                flights.replace(handshake.answer());
                flights.onRepetition(nowNanos);
            }
        } catch (HandshakeException e) {
            refuse(e);
        }
    }

    private void takeMessages() {
        while (state == State.HANDSHAKING) {
            HandshakeMessage message = inbox.peek();
            if (message == null) {
                return;
            }
            try {
                Flight next = handshake.onMessage(message);
                inbox.accept();
                advance(next);
            } catch (HandshakeException e) {
                onRefusedMessage(e);
            }
        }
    }

    private void advance(Flight next) {
        doubtEndNanos = NEVER;
        if (reads == null && handshake.isPeerVerified()) {
            reads = handshake.keys.protection(!client);
            writer.protect(handshake.keys.protection(client));
            seen = new ReplayWindow();
        }
        if (next != null) {
            flights.start(nowNanos, next);
        }
        if (handshake.isComplete()) {
            state = State.CONNECTED;
            if (client) {
                flights.stop();
            }
            forgetHandshake();
            output.connected();
        }
    }

    private void onRefusedMessage(HandshakeException e) {
        refuse(e);
        switch (e.response()) {
            case IGNORE -> inbox.refuse();
            case REWIND -> {
                inbox.rewind(handshake.rewind());
                if (++rewinds == REWINDS_MAX) {
                    end(DtlsCloseReason.HANDSHAKE_FAILED);
                }
            }
            case DOUBT -> {
                inbox.refuse();
                doubt(DtlsCloseReason.FINGERPRINT_MISMATCH);
            }
            case CLOSE -> {
                alert(Wire.ALERT_FATAL, Wire.DECRYPT_ERROR, 1);
                end(DtlsCloseReason.HANDSHAKE_FAILED);
            }
        }
    }

    private void refuse(HandshakeException e) {
        refused++;
        lastRefusal = e.getMessage();
    }

    private void doubt(DtlsCloseReason reason) {
        if (doubtEndNanos == NEVER) {
            doubtEndNanos = nowNanos + DOUBT_NANOS;
            doubt = reason;
        }
    }

    /** Time has passed. Harmless early; required no later than {@link #nextDeadlineNanos}. */
    public void onTimer(long nowNanos) {
        at(nowNanos);
        if (state != State.HANDSHAKING) {
            return;
        }
        if (nowNanos >= doubtEndNanos) {
            if (doubt == DtlsCloseReason.FINGERPRINT_MISMATCH) {
                alert(Wire.ALERT_FATAL, Wire.BAD_CERTIFICATE, 0);
            }
            end(doubt);
        } else if (nowNanos >= handshakeEndNanos) {
            end(DtlsCloseReason.HANDSHAKE_TIMEOUT);
        } else {
            flights.onTimer(nowNanos);
        }
    }

    /** Returns when {@link #onTimer} must next be called, or {@link #NEVER}. */
    public long nextDeadlineNanos() {
        if (state != State.HANDSHAKING) {
            return NEVER;
        }
        return Math.min(Math.min(handshakeEndNanos, doubtEndNanos), flights.nextNanos());
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
        forgetHandshake();
        output.closed(reason);
    }

    private void forgetHandshake() {
        handshake = null;
        inbox = null;
        hello = null;
    }

    public boolean isConnected() {
        return state == State.CONNECTED;
    }

    public DtlsStatistics statistics() {
        return new DtlsStatistics(
                malformed,
                forged,
                replayed,
                ignored,
                refused,
                rewinds,
                flights.sent(),
                lastRefusal);
    }

    private static int u16(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }

    private static int u24(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 16) | u16(bytes, at + 1);
    }

    private static long sequence(byte[] bytes, int header) {
        return ((long) u24(bytes, header + 5) << 24) | u24(bytes, header + 8);
    }
}
