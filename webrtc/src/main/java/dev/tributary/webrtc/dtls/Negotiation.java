package dev.tributary.webrtc.dtls;

import java.util.concurrent.TimeUnit;

/**
 * The time between the start of a connection and its keys: puts fragments together, gives messages
 * to the {@link Handshake}, sends its flights, and gives up in the end. Dropped once it is over.
 */
final class Negotiation {
    /**
     * How long a sign of failure that anybody could have forged waits for a handshake that moves
     * on: five retransmissions with the default times.
     */
    static final long DOUBT_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Each cost a few signature checks, so that somebody else could make us work without end. */
    static final int REWINDS_MAX = 32;

    /** No alert goes with a failure. */
    static final int NO_ALERT = -1;

    /** The connection. */
    interface Listener {
        /** The peer has proved who it is. */
        void onKeys(RecordProtection reads, RecordProtection writes);

        /** Both sides saw the same handshake. */
        void onComplete();

        /** It is over; a fatal alert may be worth sending in the epoch. */
        void onFailure(DtlsCloseReason reason, int alert, int epoch);
    }

    private final DtlsConfig config;
    private final Handshake handshake;
    private final boolean client;
    private final FlightTimer flights;
    private final Counters counters;
    private final Listener listener;

    private final Inbox inbox = new Inbox();
    private final Reassembly hello = new Reassembly();
    private long nowNanos;
    private long endNanos;
    private long doubtEndNanos = DtlsConnection.NEVER;
    private DtlsCloseReason doubt;
    private boolean hasKeys;
    private boolean over;

    Negotiation(
            DtlsConfig config,
            Handshake handshake,
            FlightTimer flights,
            Counters counters,
            Listener listener) {
        this.config = config;
        this.handshake = handshake;
        this.client = handshake instanceof ClientHandshake;
        this.flights = flights;
        this.counters = counters;
        this.listener = listener;
    }

    void start(long now) {
        nowNanos = now;
        endNanos = now + config.handshakeTimeoutNanos();
        inbox.rewind(handshake.firstSequence());
        Flight opening = handshake.open();
        if (opening != null) {
            flights.start(now, opening);
        }
    }

    /** The content of a handshake record. */
    void onFragments(long now, int epoch, byte[] bytes, int offset, int end) {
        nowNanos = now;
        int at = offset;
        while (at < end && !over) {
            int left = end - at - Wire.HANDSHAKE_HEADER_BYTES;
            if (left < 0) {
                counters.malformed++;
                return;
            }
            var fragment = Reassembly.Fragment.read(bytes, at, epoch);
            if (fragment.length() > config.handshakeMessageBytesMax()
                    || fragment.count() > left
                    || fragment.offset() + fragment.count() > fragment.length()) {
                counters.malformed++;
                return;
            }
            onFragment(fragment, bytes, at + Wire.HANDSHAKE_HEADER_BYTES);
            at += Wire.HANDSHAKE_HEADER_BYTES + fragment.count();
        }
    }

    private void onFragment(Reassembly.Fragment fragment, byte[] bytes, int offset) {
        if (fragment.type() == Wire.CLIENT_HELLO && !client) {
            hello.add(fragment, bytes, offset);
            if (hello.isComplete()) {
                HandshakeMessage message = hello.message();
                hello.clear();
                onClientHello(message);
            }
        } else if (inbox.add(fragment, bytes, offset)) {
            takeMessages();
        } else if (inbox.isOld(fragment.sequence())) {
            flights.onRepetition(nowNanos);
        } else {
            counters.ignored++;
        }
    }

    private void onClientHello(HandshakeMessage message) {
        try {
            if (handshake.onClientHello(message)) {
                flights.start(nowNanos, handshake.answer());
            } else {
                flights.replace(handshake.answer());
                flights.onRepetition(nowNanos);
            }
        } catch (HandshakeException e) {
            counters.refuse(e);
        }
    }

    private void takeMessages() {
        while (!over) {
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
        doubtEndNanos = DtlsConnection.NEVER;
        if (!hasKeys && handshake.isPeerVerified()) {
            hasKeys = true;
            listener.onKeys(handshake.keys.protection(!client), handshake.keys.protection(client));
        }
        if (next != null) {
            flights.start(nowNanos, next);
        }
        if (handshake.isComplete()) {
            over = true;
            if (client) {
                flights.stop();
            }
            listener.onComplete();
        }
    }

    private void onRefusedMessage(HandshakeException e) {
        counters.refuse(e);
        switch (e.response()) {
            case IGNORE -> inbox.refuse();
            case REWIND -> {
                inbox.rewind(handshake.rewind());
                if (++counters.rewinds == REWINDS_MAX) {
                    fail(DtlsCloseReason.HANDSHAKE_FAILED, NO_ALERT, 0);
                }
            }
            case DOUBT -> {
                inbox.refuse();
                doubt(nowNanos, DtlsCloseReason.FINGERPRINT_MISMATCH);
            }
            case CLOSE -> fail(DtlsCloseReason.HANDSHAKE_FAILED, Wire.DECRYPT_ERROR, 1);
        }
    }

    /** Closes for this reason unless the handshake moves on. */
    void doubt(long now, DtlsCloseReason reason) {
        if (doubtEndNanos == DtlsConnection.NEVER) {
            doubtEndNanos = now + DOUBT_NANOS;
            doubt = reason;
        }
    }

    void onTimer(long now) {
        nowNanos = now;
        if (now >= doubtEndNanos) {
            boolean ours = doubt == DtlsCloseReason.FINGERPRINT_MISMATCH;
            fail(doubt, ours ? Wire.BAD_CERTIFICATE : NO_ALERT, 0);
        } else if (now >= endNanos) {
            fail(DtlsCloseReason.HANDSHAKE_TIMEOUT, NO_ALERT, 0);
        } else {
            flights.onTimer(now);
        }
    }

    private void fail(DtlsCloseReason reason, int alert, int epoch) {
        over = true;
        listener.onFailure(reason, alert, epoch);
    }

    /** The connection was closed by somebody else while a message was taken. */
    void stop() {
        over = true;
    }

    long nextDeadlineNanos() {
        return Math.min(Math.min(endNanos, doubtEndNanos), flights.nextNanos());
    }
}
