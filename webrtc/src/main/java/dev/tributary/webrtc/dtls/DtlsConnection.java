package dev.tributary.webrtc.dtls;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsTimeoutException;

/**
 * One DTLS 1.2 association (RFC 6347) by Bouncy Castle: datagrams and time in, datagrams and
 * application data out. The handshake waits on a thread of {@link DtlsWorkers}; everything else,
 * and all of {@link DtlsOutput}, happens on the loop.
 *
 * <p>Nothing of the application is sent or delivered before the peer has proved that it owns the
 * certificate with the expected fingerprint. Who may send us datagrams is ICE's business, and the
 * handshake relies on it: somebody else at the peer's address can end it.
 *
 * <p>Time is in nanoseconds since any fixed moment, at least 0, and never goes back. To be used on
 * the loop only.
 */
public final class DtlsConnection {
    /** No deadline. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Largest datagram that is looked at; a path's MTU is smaller. */
    public static final int DATAGRAM_BYTES_MAX = 2_048;

    /**
     * At 1,200 bytes this is 2^34.2 blocks under one key, where the distinguishing advantage is
     * still below 2^-57 (RFC 8446 5.5 allows 2^24.5 records of 2^10 blocks).
     */
    static final long RECORDS_MAX = 1L << 28;

    /** Header, explicit nonce and tag (RFC 5288). */
    private static final int OVERHEAD_BYTES =
            Wire.RECORD_HEADER_BYTES + DatagramFilter.SEALED_BYTES_MIN;

    /** Lengths of the hash functions that a peer may announce (RFC 8122 section 5). */
    private static final Set<Integer> FINGERPRINT_BYTES = Set.of(32, 48, 64);

    private enum State {
        NEW,
        HANDSHAKING,
        CONNECTED,
        CLOSED
    }

    private final DtlsConfig config;
    private final boolean client;
    private final DtlsWorkers workers;
    private final DtlsOutput output;
    private final Credentials credentials;
    private final Datagrams datagrams;

    private State state = State.NEW;
    private long nowNanos;
    private long endNanos;
    private DTLSTransport transport;
    private byte[] plaintext;
    private boolean reading;
    private long sent;
    private long received;
    private long refused;
    private long delivered;
    private String failure = "";

    /**
     * Makes a connection that does nothing before {@link #start}.
     *
     * @param identity our certificate, as announced to the peer
     * @param config tunables
     * @param client whether we send the ClientHello ({@code a=setup:active})
     * @param peerFingerprint SHA-256, SHA-384 or SHA-512 of the peer's certificate: 32, 48 or 64
     *     bytes
     * @param workers for the handshake; its loop is the caller's
     * @param output receives what the connection does
     */
    public DtlsConnection(
            DtlsIdentity identity,
            DtlsConfig config,
            boolean client,
            byte[] peerFingerprint,
            DtlsWorkers workers,
            DtlsOutput output) {
        if (!FINGERPRINT_BYTES.contains(peerFingerprint.length)) {
            throw new IllegalArgumentException("a fingerprint of " + peerFingerprint.length);
        }
        this.config = config;
        this.client = client;
        this.workers = workers;
        this.output = output;
        this.credentials = new Credentials(workers.crypto(), identity, peerFingerprint, config);
        this.datagrams =
                new Datagrams(
                        new DatagramFilter(config.handshakeMessageBytesMax(), client),
                        config.mtuBytes(),
                        this::postDatagram);
    }

    /** Begins the handshake: a client speaks, a server listens. Once. */
    public void start(long nowNanos) {
        at(nowNanos);
        if (state != State.NEW) {
            throw new IllegalStateException("started before");
        }
        state = State.HANDSHAKING;
        endNanos = nowNanos + config.handshakeTimeoutNanos();
        if (!workers.execute(this::handshake)) {
            failure = "too many handshakes";
            end(DtlsCloseReason.HANDSHAKE_FAILED);
        }
    }

    /** On a worker's thread. */
    private void handshake() {
        try {
            DTLSTransport made =
                    client
                            ? new DTLSClientProtocol()
                                    .connect(new ClientPeer(credentials), datagrams)
                            : new DTLSServerProtocol()
                                    .accept(new ServerPeer(credentials), datagrams);
            datagrams.flush();
            workers.post(() -> onHandshake(made));
        } catch (IOException | RuntimeException e) {
            // The library throws both for bytes that make no sense.
            datagrams.flush();
            workers.post(() -> onFailure(e));
        }
    }

    /** On a worker's thread. */
    private void postDatagram(byte[] bytes, int offset, int length) {
        byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
        workers.post(
                () -> {
                    if (state == State.HANDSHAKING) {
                        output.datagram(copy, 0, copy.length);
                    }
                });
    }

    private void onHandshake(DTLSTransport made) {
        if (state != State.HANDSHAKING) {
            return;
        }
        transport = made;
        plaintext = new byte[DATAGRAM_BYTES_MAX];
        datagrams.handOver(output::datagram);
        state = State.CONNECTED;
        output.connected();
        read();
    }

    private void onFailure(Exception e) {
        if (state == State.CLOSED) {
            return;
        }
        failure = String.valueOf(e.getMessage());
        if (credentials.isMismatch()) {
            end(DtlsCloseReason.FINGERPRINT_MISMATCH);
        } else if (credentials.isMissing()) {
            end(DtlsCloseReason.CERTIFICATE_MISSING);
        } else if (e instanceof TlsTimeoutException) {
            end(DtlsCloseReason.HANDSHAKE_TIMEOUT);
        } else if (e instanceof TlsFatalAlertReceived) {
            end(DtlsCloseReason.ALERT_FROM_PEER);
        } else {
            end(DtlsCloseReason.HANDSHAKE_FAILED);
        }
    }

    /** A datagram that came from the peer's address; any bytes. */
    public void onDatagram(long nowNanos, byte[] bytes, int offset, int length) {
        at(nowNanos);
        if (state == State.NEW || state == State.CLOSED) {
            return;
        }
        received++;
        if (length > DATAGRAM_BYTES_MAX
                || !datagrams.add(Arrays.copyOfRange(bytes, offset, offset + length))) {
            refused++;
            return;
        }
        read();
    }

    private void at(long now) {
        if (now < nowNanos) {
            throw new IllegalArgumentException("time went back to " + now + " from " + nowNanos);
        }
        nowNanos = now;
    }

    /** Takes what waits, once there are keys. */
    private void read() {
        if (state != State.CONNECTED || reading) {
            return;
        }
        reading = true;
        try {
            while (state == State.CONNECTED) {
                deliver(transport.receive(plaintext, 0, plaintext.length, 1));
            }
        } catch (Datagrams.Drained e) {
            datagrams.flush(); // It may have repeated its last flight.
        } catch (IOException | RuntimeException e) {
            onFailure(e);
        } finally {
            reading = false;
        }
        if (state == State.CONNECTED && datagrams.isEnded()) {
            end(DtlsCloseReason.CLOSED_BY_PEER);
        }
    }

    private void deliver(int count) {
        if (count > 0) {
            delivered++;
            output.data(plaintext, 0, count);
        }
    }

    /** Time has passed. Harmless early; required no later than {@link #nextDeadlineNanos}. */
    public void onTimer(long nowNanos) {
        at(nowNanos);
        if (state == State.HANDSHAKING && nowNanos >= endNanos) {
            end(DtlsCloseReason.HANDSHAKE_TIMEOUT);
        }
    }

    /** Returns when {@link #onTimer} must next be called, or {@link #NEVER}. */
    public long nextDeadlineNanos() {
        return state == State.HANDSHAKING ? endNanos : NEVER;
    }

    /** Largest {@code length} for {@link #send}, in bytes. */
    public int payloadBytesMax() {
        return config.mtuBytes() - OVERHEAD_BYTES;
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
        if (sent >= RECORDS_MAX) {
            end(DtlsCloseReason.KEY_EXHAUSTED);
            return false;
        }
        sent++;
        try {
            transport.send(bytes, offset, length);
            datagrams.flush();
            return true;
        } catch (IOException | RuntimeException e) {
            onFailure(e);
            return false;
        }
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
            try {
                transport.close();
            } catch (IOException | RuntimeException e) {
                failure = String.valueOf(e.getMessage());
            }
        }
    }

    private void end(DtlsCloseReason reason) {
        state = State.CLOSED;
        datagrams.abandon();
        transport = null;
        output.closed(reason);
    }

    public boolean isConnected() {
        return state == State.CONNECTED;
    }

    public DtlsStatistics statistics() {
        return new DtlsStatistics(received, refused, delivered, failure);
    }
}
