package dev.tributary.webrtc.sctp;

import dev.tributary.webrtc.sctp.Timers.Timer;
import dev.tributary.webrtc.sctp.wire.ChunkType;
import dev.tributary.webrtc.sctp.wire.ParameterType;
import dev.tributary.webrtc.sctp.wire.PeerInit;
import dev.tributary.webrtc.sctp.wire.StateCookie;
import dev.tributary.webrtc.sctp.wire.Wire;
import java.util.random.RandomGenerator;

/**
 * The four-way handshake, from both ends at once if need be (RFC 9260 sections 5.1 and 5.2).
 *
 * <p>Our tag and first TSN are drawn once and go into every INIT and INIT ACK before the
 * association is established; so a cookie of ours always matches, whichever INIT it answered.
 */
final class Handshake {
    /** What a COOKIE ECHO or COOKIE ACK means for the association. */
    enum Outcome {
        NONE,
        ESTABLISHED,
        /** The peer started anew. */
        RESTARTED
    }

    private enum State {
        IDLE,
        COOKIE_WAIT,
        COOKIE_ECHOED,
        DONE
    }

    /** RFC 9260 section 16: Valid.Cookie.Life. */
    private static final long COOKIE_LIFE_NANOS = 60_000_000_000L;

    private final SctpConfig config;
    private final RandomGenerator random;
    private final Counters counters;
    private final Timers timers;
    private final PacketWriter writer;
    private final byte[] key = new byte[StateCookie.KEY_BYTES];
    private final int localTag;
    private final int initialTsn;
    private State state = State.IDLE;
    private PeerInit peer;
    private byte[] cookie;
    private byte[] unrecognized;
    private int attempts;
    private long timeoutNanos;

    Handshake(RandomGenerator random, Components components) {
        config = components.config();
        this.random = random;
        counters = components.counters();
        timers = components.timers();
        writer = components.writer();
        random.nextBytes(key);
        localTag = newTag();
        initialTsn = random.nextInt();
    }

    int localTag() {
        return localTag;
    }

    int initialTsn() {
        return initialTsn;
    }

    /** The peer, once INIT ACK or a cookie told of it; else null. */
    PeerInit peer() {
        return peer;
    }

    void connect(long nowNanos) {
        if (state == State.IDLE) {
            state = State.COOKIE_WAIT;
            begin(nowNanos);
        }
    }

    private void begin(long nowNanos) {
        attempts = 0;
        timeoutNanos = config.rtoInitialNanos();
        transmit(nowNanos);
    }

    /** T1 expired. False if the peer is given up. */
    boolean timedOut(long nowNanos) {
        if (++attempts > config.retransmissionsMax()) {
            return false;
        }
        timeoutNanos = Math.min(2 * timeoutNanos, config.rtoMaxNanos());
        transmit(nowNanos);
        return true;
    }

    private void transmit(long nowNanos) {
        writer.flush();
        if (state == State.COOKIE_WAIT) {
            writer.tag(0);
            writeInit(ChunkType.INIT, localTag, initialTsn, null, new byte[0]);
            writer.flush();
        } else {
            writer.chunk(ChunkType.COOKIE_ECHO, 0, cookie, 0, cookie.length);
            if (unrecognized.length > 0) {
                writer.chunk(ChunkType.ERROR, 0, unrecognized, 0, unrecognized.length);
            }
        }
        timers.start(Timer.HANDSHAKE, nowNanos + timeoutNanos);
    }

    /** The last parameter needs no padding, which a chunk's length would not count. */
    private void writeInit(int type, int tag, int tsn, byte[] newCookie, byte[] reports) {
        int extensions = ParameterType.HEADER_BYTES + 2;
        int cookieBytes = newCookie == null ? 0 : ParameterType.HEADER_BYTES + newCookie.length;
        int total =
                ChunkType.HEADER_BYTES
                        + PeerInit.FIXED_BYTES
                        + ParameterType.HEADER_BYTES
                        + Wire.padded(extensions)
                        + cookieBytes
                        + reports.length;
        int at = writer.open(type, 0, total);
        byte[] buffer = writer.buffer();
        Wire.put32(buffer, at, tag);
        Wire.put32(buffer, at + 4, config.receiveWindowBytes());
        Wire.put16(buffer, at + 8, InboundStreams.STREAMS_MAX);
        Wire.put16(buffer, at + 10, InboundStreams.STREAMS_MAX);
        Wire.put32(buffer, at + 12, tsn);
        at += PeerInit.FIXED_BYTES;
        Wire.put16(buffer, at, ParameterType.SUPPORTED_EXTENSIONS);
        Wire.put16(buffer, at + 2, extensions);
        buffer[at + 4] = (byte) ChunkType.RE_CONFIG;
        buffer[at + 5] = (byte) ChunkType.FORWARD_TSN;
        Wire.put16(buffer, at + 6, 0);
        at += Wire.padded(extensions);
        System.arraycopy(reports, 0, buffer, at, reports.length);
        at += reports.length;
        Wire.put16(buffer, at, ParameterType.FORWARD_TSN_SUPPORTED);
        Wire.put16(buffer, at + 2, ParameterType.HEADER_BYTES);
        at += ParameterType.HEADER_BYTES;
        if (newCookie != null) {
            Wire.put16(buffer, at, ParameterType.STATE_COOKIE);
            Wire.put16(buffer, at + 2, cookieBytes);
            System.arraycopy(newCookie, 0, buffer, at + 4, newCookie.length);
        }
    }

    /** Answers an INIT in any state without keeping anything of it. */
    void onInit(long nowNanos, int packetTag, byte[] bytes, int at, int length) {
        if (packetTag != 0) {
            counters.count(SctpCounter.UNEXPECTED_CHUNKS);
            return;
        }
        PeerInit.Parsed parsed = PeerInit.parse(bytes, at, length);
        if (parsed == null) {
            counters.count(SctpCounter.MALFORMED);
            return;
        }
        boolean established = state == State.DONE;
        boolean tied = established || state == State.COOKIE_ECHOED;
        int tag = established ? newTag() : localTag;
        StateCookie signed =
                new StateCookie(
                        nowNanos, tag, parsed.peer, tied ? localTag : 0, tied ? peer.tag() : 0);
        writer.tag(parsed.peer.tag());
        int tsn = established ? random.nextInt() : initialTsn;
        writeInit(ChunkType.INIT_ACK, tag, tsn, signed.sign(key), parsed.unrecognized);
        writer.tag(peer == null ? 0 : peer.tag());
    }

    void onInitAck(long nowNanos, byte[] bytes, int at, int length) {
        if (state != State.COOKIE_WAIT) {
            counters.count(SctpCounter.UNEXPECTED_CHUNKS);
            return;
        }
        PeerInit.Parsed parsed = PeerInit.parse(bytes, at, length);
        if (parsed == null
                || parsed.cookie == null
                || !writer.fits(ChunkType.HEADER_BYTES + parsed.cookie.length)) {
            counters.count(SctpCounter.MALFORMED);
            return;
        }
        peer = parsed.peer;
        cookie = parsed.cookie;
        unrecognized = parsed.unrecognized;
        state = State.COOKIE_ECHOED;
        writer.tag(peer.tag());
        begin(nowNanos);
    }

    Outcome onCookieEcho(long nowNanos, int packetTag, byte[] bytes, int at, int length) {
        StateCookie echoed = StateCookie.verify(key, bytes, at, length);
        if (echoed == null || echoed.localTag() != packetTag) {
            counters.count(SctpCounter.BAD_COOKIE);
            return Outcome.NONE;
        }
        boolean samePeer = peer != null && peer.tag() == echoed.peer().tag();
        if (state == State.DONE && samePeer && echoed.localTag() == localTag) {
            writer.chunk(ChunkType.COOKIE_ACK, 0); // ours was lost (RFC 9260 section 5.2.4 D)
            return Outcome.NONE;
        }
        if (nowNanos - echoed.createdNanos() > COOKIE_LIFE_NANOS) {
            counters.count(SctpCounter.BAD_COOKIE);
            reportStale(echoed.peer().tag());
            return Outcome.NONE;
        }
        if (state == State.DONE) {
            boolean restart = echoed.tieLocalTag() == localTag && echoed.tiePeerTag() == peer.tag();
            counters.count(SctpCounter.BAD_COOKIE);
            return restart ? Outcome.RESTARTED : Outcome.NONE;
        }
        peer = echoed.peer();
        writer.tag(peer.tag());
        writer.chunk(ChunkType.COOKIE_ACK, 0);
        return done();
    }

    Outcome onCookieAck() {
        if (state != State.COOKIE_ECHOED) {
            counters.count(SctpCounter.UNEXPECTED_CHUNKS);
            return Outcome.NONE;
        }
        return done();
    }

    /** Data with our tag: the peer took our cookie, and its COOKIE ACK was lost or overtaken. */
    Outcome onData() {
        return state == State.COOKIE_ECHOED ? done() : Outcome.NONE;
    }

    /** If the peer found our cookie too old, ask for another one. */
    void onError(long nowNanos, byte[] bytes, int at, int length) {
        boolean stale =
                length >= ParameterType.HEADER_BYTES
                        && Wire.u16(bytes, at) == ParameterType.CAUSE_STALE_COOKIE;
        if (stale && state == State.COOKIE_ECHOED) {
            state = State.COOKIE_WAIT;
            peer = null;
            int used = attempts;
            begin(nowNanos);
            attempts = used + 1;
        }
    }

    private Outcome done() {
        state = State.DONE;
        cookie = null;
        timers.stop(Timer.HANDSHAKE);
        return Outcome.ESTABLISHED;
    }

    private void reportStale(int tag) {
        writer.tag(tag);
        int at = writer.open(ChunkType.ERROR, 0, ChunkType.HEADER_BYTES + 8);
        Wire.put16(writer.buffer(), at, ParameterType.CAUSE_STALE_COOKIE);
        Wire.put16(writer.buffer(), at + 2, 8);
        Wire.put32(writer.buffer(), at + 4, 0);
        writer.tag(peer == null ? 0 : peer.tag());
    }

    private int newTag() {
        int tag;
        do {
            tag = random.nextInt();
        } while (tag == 0);
        return tag;
    }

    /** RFC 9260 section 8.5: the first chunk says which tag the packet must have. */
    boolean tagFits(int tag, byte[] bytes, int at, int end) {
        int type = Wire.u8(bytes, at);
        boolean fits = tag == localTag();
        if (type == ChunkType.INIT) {
            fits = tag == 0 && at + Wire.padded(Wire.u16(bytes, at + 2)) >= end;
        } else if (type == ChunkType.COOKIE_ECHO) {
            fits = true; // the cookie says
        } else if (type == ChunkType.ABORT || type == ChunkType.SHUTDOWN_COMPLETE) {
            if ((bytes[at + 1] & ChunkType.FLAG_REFLECTED) != 0) {
                fits = peer != null && tag == peer.tag();
            }
        }
        if (!fits) {
            counters.count(SctpCounter.BAD_TAG);
        }
        return fits;
    }
}
