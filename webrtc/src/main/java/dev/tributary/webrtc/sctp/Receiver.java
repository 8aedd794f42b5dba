package dev.tributary.webrtc.sctp;

import dev.tributary.webrtc.sctp.Timers.Timer;
import dev.tributary.webrtc.sctp.wire.ChunkType;
import dev.tributary.webrtc.sctp.wire.ParameterType;
import dev.tributary.webrtc.sctp.wire.Wire;

/** The receiving half: DATA and FORWARD-TSN in, SACK out (RFC 9260 section 6.2, RFC 3758). */
final class Receiver {
    private static final int SACK_BYTES = 16;
    private static final int GAPS_MAX = 128;
    private static final int DUPLICATES_MAX = 16;
    private static final int PACKETS_PER_ACK = 2;

    private final SctpConfig config;
    private final Counters counters;
    private final Timers timers;
    private final PacketWriter writer;
    private final EventQueue events;
    private final InboundStreams streams;
    private final Reassembly reassembly;
    private final int[] duplicates = new int[DUPLICATES_MAX];
    private final int[] gaps = new int[2 * GAPS_MAX];
    private int duplicateCount;
    private int packetsUnacknowledged;
    private boolean dataInPacket;
    private boolean ackNow;
    private boolean first = true;
    private long advertisedBytes;

    Receiver(
            int peerInitialTsn,
            EventQueue events,
            InboundStreams.Sink sink,
            Components components) {
        config = components.config();
        this.events = events;
        counters = components.counters();
        timers = components.timers();
        writer = components.writer();
        streams = new InboundStreams(sink);
        reassembly = new Reassembly(config, peerInitialTsn, streams);
        advertisedBytes = config.receiveWindowBytes();
    }

    int cumulativeTsn() {
        return reassembly.cumulativeTsn();
    }

    long heldBytes() {
        return reassembly.heldBytes();
    }

    void resetStream(int id) {
        streams.reset(id);
    }

    void resetStreams() {
        streams.clear();
    }

    /**
     * A DATA chunk.
     *
     * @param at where its value begins
     * @param length of its value
     * @return the error cause to abort with, or 0
     */
    int onData(int flags, byte[] bytes, int at, int length) {
        int userBytes = length - (ChunkType.DATA_HEADER_BYTES - ChunkType.HEADER_BYTES);
        if (userBytes == 0) {
            return ParameterType.CAUSE_NO_USER_DATA;
        }
        if (Wire.u16(bytes, at + 4) >= InboundStreams.STREAMS_MAX) {
            reportStream(Wire.u16(bytes, at + 4)); // RFC 9260 section 6.5: and acknowledge it
        }
        boolean gapBefore = reassembly.hasGap();
        dataInPacket = true;
        switch (reassembly.accept(flags, bytes, at, userBytes, events.heldBytes())) {
            case DUPLICATE -> {
                counters.count(SctpCounter.DUPLICATE_CHUNKS);
                if (duplicateCount < DUPLICATES_MAX) {
                    duplicates[duplicateCount++] = Wire.i32(bytes, at);
                }
                ackNow = true;
            }
            case DROPPED -> {
                counters.count(SctpCounter.OUT_OF_WINDOW);
                ackNow = true;
            }
            case ACCEPTED ->
                    ackNow |=
                            gapBefore
                                    || reassembly.hasGap()
                                    || first
                                    || (flags & ChunkType.FLAG_IMMEDIATE) != 0;
            case VIOLATION -> {
                return ParameterType.CAUSE_PROTOCOL_VIOLATION;
            }
        }
        first = false;
        return 0;
    }

    private void reportStream(int id) {
        int cause = ParameterType.HEADER_BYTES + 4;
        int at = writer.open(ChunkType.ERROR, 0, ChunkType.HEADER_BYTES + cause);
        Wire.put16(writer.buffer(), at, ParameterType.CAUSE_INVALID_STREAM);
        Wire.put16(writer.buffer(), at + 2, cause);
        Wire.put16(writer.buffer(), at + 4, id);
        Wire.put16(writer.buffer(), at + 6, 0);
    }

    /** A FORWARD-TSN chunk, with the last abandoned number of each ordered stream. */
    int onForwardTsn(byte[] bytes, int at, int length) {
        int tsn = Wire.i32(bytes, at);
        ackNow = true;
        if (!Wire.before(reassembly.cumulativeTsn(), tsn)) {
            return 0;
        }
        boolean consistent = reassembly.forward(tsn);
        for (int entry = at + 4; entry + 4 <= at + length; entry += 4) {
            int stream = Wire.u16(bytes, entry);
            if (stream < InboundStreams.STREAMS_MAX) {
                streams.skip(stream, Wire.u16(bytes, entry + 2));
            }
        }
        return consistent ? 0 : ParameterType.CAUSE_PROTOCOL_VIOLATION;
    }

    /** All chunks of a packet are processed. Returns whether there was data. */
    boolean packetEnded(long nowNanos) {
        if (!dataInPacket) {
            return false;
        }
        dataInPacket = false;
        if (++packetsUnacknowledged >= PACKETS_PER_ACK) {
            ackNow = true;
        } else if (!timers.runs(Timer.ACK)) {
            timers.start(Timer.ACK, nowNanos + config.ackDelayNanos());
        }
        return true;
    }

    void ackDue() {
        ackNow = true;
    }

    /** Memory was freed: tell the peer once half of the window is open that it believes shut. */
    void windowOpened() {
        if (window() - advertisedBytes >= config.receiveWindowBytes() / 2) {
            ackNow = true;
        }
    }

    private long window() {
        return Math.max(
                0, config.receiveWindowBytes() - reassembly.heldBytes() - events.heldBytes());
    }

    /** Writes a SACK if one is due. */
    void acknowledge() {
        if (!ackNow) {
            return;
        }
        int limit = Math.min(GAPS_MAX, (writer.limit() - 100) / 4 - DUPLICATES_MAX);
        int gapCount = reassembly.gaps(gaps, limit);
        advertisedBytes = window();
        int total = SACK_BYTES + 4 * gapCount + 4 * duplicateCount;
        int at = writer.open(ChunkType.SACK, 0, total);
        byte[] buffer = writer.buffer();
        Wire.put32(buffer, at, reassembly.cumulativeTsn());
        Wire.put32(buffer, at + 4, (int) advertisedBytes);
        Wire.put16(buffer, at + 8, gapCount);
        Wire.put16(buffer, at + 10, duplicateCount);
        at += 12;
        for (int i = 0; i < 2 * gapCount; i++, at += 2) {
            Wire.put16(buffer, at, gaps[i]);
        }
        for (int i = 0; i < duplicateCount; i++, at += 4) {
            Wire.put32(buffer, at, duplicates[i]);
        }
        duplicateCount = 0;
        packetsUnacknowledged = 0;
        ackNow = false;
        timers.stop(Timer.ACK);
    }

    void clear() {
        reassembly.clear();
        duplicateCount = 0;
        ackNow = false;
    }
}
