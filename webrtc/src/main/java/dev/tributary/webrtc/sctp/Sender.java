package dev.tributary.webrtc.sctp;

import dev.tributary.webrtc.sctp.Timers.Timer;
import dev.tributary.webrtc.sctp.wire.ChunkType;
import dev.tributary.webrtc.sctp.wire.Sack;
import dev.tributary.webrtc.sctp.wire.Wire;

/**
 * The sending half: transmission, acknowledgement and retransmission of DATA chunks (RFC 9260
 * sections 6 and 7).
 *
 * <p>Invariant: {@code flightBytes} is the sum of the lengths of the chunks in flight, {@code
 * lostChunks} the number of the lost ones. A chunk is looked at only when something becomes of it,
 * however often a peer reports of it.
 *
 * <p>Missing reports count only from chunks sent after the missing one's last transmission. For a
 * first transmission this is the rule of section 7.2.4; for later ones it finds a lost
 * retransmission without waiting for the timer.
 */
final class Sender {
    private static final byte[] NO_GAPS = new byte[0];
    private static final int MISSING_REPORTS = 3;

    /** A message is not begun in less than this rest of a packet. */
    private static final int FRAGMENT_BYTES_MIN = 256;

    private final SctpConfig config;
    private final Counters counters;
    private final Timers timers;
    private final PacketWriter writer;
    private final SendQueue queue;
    private final RetransmissionTimeout timeout;
    private final CongestionWindow window;
    private final Pacer pacer;
    private final SentRing ring;
    private long peerWindowBytes;
    private long flightBytes;
    private int lostChunks;
    private long transmissions;
    private int timeoutsInRow;

    /** A lost chunk leaves at once, whatever the windows say (RFC 9260 sections 6.3.3, 7.2.4). */
    private boolean exempt;

    // What one SACK told.
    private long ackedBytes;
    private long highestOrder;
    private long rttSentNanos;

    Sender(int initialTsn, SendQueue queue, Components components) {
        config = components.config();
        this.queue = queue;
        counters = components.counters();
        timers = components.timers();
        writer = components.writer();
        timeout = new RetransmissionTimeout(config);
        window = new CongestionWindow(config);
        pacer = new Pacer(config);
        ring = new SentRing(initialTsn);
    }

    RetransmissionTimeout timeout() {
        return timeout;
    }

    int nextTsn() {
        return ring.nextTsn();
    }

    /** Nothing is under way and nothing waits. */
    boolean idle() {
        return ring.isEmpty() && queue.peek() == null;
    }

    long flightBytes() {
        return flightBytes;
    }

    /** As {@link SctpPath#sentNanos}. */
    long sentNanos(int nth) {
        TsnSet once = ring.inFlightOnce;
        int tsn = once.next(ring.firstTsn(), ring.nextTsn());
        for (int i = 0; i < nth && tsn != ring.nextTsn(); i++) {
            tsn = once.next(tsn + 1, ring.nextTsn());
        }
        return tsn == ring.nextTsn() ? Timers.NEVER : ring.get(tsn).sentNanos;
    }

    long congestionWindowBytes() {
        return window.bytes();
    }

    int timeoutsInRow() {
        return timeoutsInRow;
    }

    void peerAlive() {
        timeoutsInRow = 0;
    }

    void peerWindow(long bytes) {
        peerWindowBytes = bytes;
    }

    void clear() {
        ring.clear();
        flightBytes = 0;
        lostChunks = 0;
    }

    /** Sends what the windows and the pacer allow; the last packet stays open in the writer. */
    void transmit(long nowNanos) {
        pacer.refill(nowNanos, window, timeout.srttNanos());
        timers.stop(Timer.PACING);
        while (true) {
            SentChunk marked = nextLost();
            exempt &= marked != null;
            OutgoingMessage message = marked == null && !ring.isFull() ? queue.peek() : null;
            if (marked == null && message == null) {
                return;
            }
            int length = marked != null ? marked.length : fragmentBytes(message);
            if (!exempt && !windowsAllow(length)) {
                return;
            }
            if (!exempt && !pacer.allows()) {
                timers.start(Timer.PACING, pacer.deadlineNanos(nowNanos));
                return;
            }
            exempt = false;
            transmit(nowNanos, marked != null ? marked : chunkOf(message, length));
        }
    }

    private boolean windowsAllow(int length) {
        // RFC 9260 section 6.1 A: one chunk may always be under way, as a probe of a shut window.
        return flightBytes == 0
                || (flightBytes < window.bytes() && flightBytes + length <= peerWindowBytes);
    }

    private SentChunk nextLost() {
        return lostChunks == 0 ? null : ring.get(ring.lost.next(ring.firstTsn(), ring.nextTsn()));
    }

    private int fragmentBytes(OutgoingMessage message) {
        int remaining = message.remaining();
        int fragmentBytesMax = writer.fragmentBytesMax();
        if (remaining <= fragmentBytesMax) {
            return remaining;
        }
        int room = writer.room() - ChunkType.DATA_HEADER_BYTES;
        return room >= FRAGMENT_BYTES_MIN ? Math.min(room, fragmentBytesMax) : fragmentBytesMax;
    }

    private SentChunk chunkOf(OutgoingMessage message, int length) {
        SentChunk chunk = ring.add();
        chunk.message = message;
        chunk.offset = message.sent;
        chunk.length = length;
        chunk.flags = message.unordered ? ChunkType.FLAG_UNORDERED : 0;
        if (message.sent == 0) {
            chunk.flags |= ChunkType.FLAG_BEGIN;
            if (!message.unordered) {
                message.ssn = message.channel.nextSsn++ & 0xffff;
            }
        }
        if (length == message.remaining()) {
            chunk.flags |= ChunkType.FLAG_END;
        }
        message.channel.chunksInFlight++;
        message.channel.underWayBytes += length;
        queue.took(length);
        return chunk;
    }

    private void transmit(long nowNanos, SentChunk chunk) {
        OutgoingMessage message = chunk.message;
        int total = ChunkType.DATA_HEADER_BYTES + chunk.length;
        int at = writer.open(ChunkType.DATA, chunk.flags, total);
        byte[] buffer = writer.buffer();
        Wire.put32(buffer, at, chunk.tsn);
        Wire.put16(buffer, at + 4, message.channel.id);
        Wire.put16(buffer, at + 6, message.ssn);
        Wire.put32(buffer, at + 8, message.ppid);
        System.arraycopy(message.payload, chunk.offset, buffer, at + 12, chunk.length);
        if (ring.lost.contains(chunk.tsn)) {
            ring.lost.remove(chunk.tsn);
            lostChunks--;
            counters.count(SctpCounter.CHUNKS_RETRANSMITTED);
        }
        ring.inFlight.add(chunk.tsn);
        if (++chunk.transmissions == 1) {
            ring.inFlightOnce.add(chunk.tsn);
        }
        chunk.missing = 0;
        chunk.sentNanos = nowNanos;
        chunk.order = transmissions++;
        flightBytes += chunk.length;
        pacer.spent(total);
        if (!timers.runs(Timer.RETRANSMISSION)) {
            timers.start(Timer.RETRANSMISSION, nowNanos + timeout.rtoNanos());
        }
    }

    /** The cumulative acknowledgement of a SHUTDOWN; false as for {@link Sack}. */
    boolean acknowledged(long nowNanos, int cumulativeTsn) {
        return acknowledged(nowNanos, new Sack(cumulativeTsn, peerWindowBytes, NO_GAPS, 0, 0));
    }

    /** A SACK. False if it acknowledges what was never sent, and is ignored. */
    boolean acknowledged(long nowNanos, Sack sack) {
        int cumulativeTsn = sack.cumulativeTsn;
        if (Wire.before(cumulativeTsn, ring.firstTsn() - 1)) {
            return true; // overtaken by a later one
        }
        if (!Wire.before(cumulativeTsn, ring.nextTsn())) {
            return false;
        }
        long flightBefore = flightBytes;
        ackedBytes = 0;
        highestOrder = -1;
        rttSentNanos = Timers.NEVER;
        boolean advanced = removeThrough(cumulativeTsn);
        int highestGapTsn = acknowledgeGaps(sack);
        if (rttSentNanos != Timers.NEVER) {
            timeout.measured(nowNanos, nowNanos - rttSentNanos);
        }
        if (advanced) {
            window.acknowledged(cumulativeTsn, ackedBytes, flightBefore);
        }
        if (markMissing(cumulativeTsn, highestGapTsn) && window.lost(ring.nextTsn() - 1)) {
            counters.count(SctpCounter.FAST_RECOVERIES);
            exempt = true;
        }
        peerWindowBytes = sack.windowBytes;
        if (ackedBytes > 0 || sack.windowBytes < config.mtuBytes()) {
            timeoutsInRow = 0; // section 6.1: an answered probe of a shut window is no failure
        }
        restartTimer(nowNanos, advanced);
        return true;
    }

    private boolean removeThrough(int cumulativeTsn) {
        boolean advanced = false;
        while (!ring.isEmpty() && !Wire.before(cumulativeTsn, ring.firstTsn())) {
            SentChunk chunk = ring.get(ring.firstTsn());
            acknowledge(chunk);
            chunk.message.channel.chunksInFlight--;
            queue.acknowledged(chunk.length, chunk.last());
            ring.removeFirst();
            advanced = true;
        }
        return advanced;
    }

    private void acknowledge(SentChunk chunk) {
        if (ring.lost.contains(chunk.tsn)) {
            ring.lost.remove(chunk.tsn);
            lostChunks--;
        } else if (ring.inFlight.contains(chunk.tsn)) {
            ring.leaveFlight(chunk.tsn);
            flightBytes -= chunk.length;
        } else {
            return;
        }
        ackedBytes += chunk.length;
        chunk.message.channel.underWayBytes -= chunk.length;
        highestOrder = Math.max(highestOrder, chunk.order);
        if (chunk.transmissions == 1) {
            rttSentNanos = chunk.sentNanos; // Karn: never from a chunk sent twice
        }
    }

    /** Returns the highest TSN reported; blocks that overlap or lie beyond what was sent end it. */
    private int acknowledgeGaps(Sack sack) {
        int cumulativeTsn = sack.cumulativeTsn;
        int outstanding = ring.nextTsn() - 1 - cumulativeTsn;
        int previousEnd = 0;
        for (int i = 0; i < sack.gaps; i++) {
            int start = Wire.u16(sack.bytes, sack.gapsAt + 4 * i);
            int end = Wire.u16(sack.bytes, sack.gapsAt + 4 * i + 2);
            if (start <= previousEnd || end < start || end > outstanding) {
                break;
            }
            acknowledge(ring.lost, cumulativeTsn + start, cumulativeTsn + end + 1);
            acknowledge(ring.inFlight, cumulativeTsn + start, cumulativeTsn + end + 1);
            previousEnd = end;
        }
        return cumulativeTsn + previousEnd;
    }

    private void acknowledge(TsnSet set, int from, int end) {
        for (int tsn = set.next(from, end); tsn != end; tsn = set.next(tsn + 1, end)) {
            acknowledge(ring.get(tsn));
        }
    }

    private boolean markMissing(int cumulativeTsn, int highestGapTsn) {
        if (highestOrder < 0) {
            return false;
        }
        boolean marked = false;
        int tsn = ring.inFlight.next(cumulativeTsn + 1, highestGapTsn);
        while (tsn != highestGapTsn) {
            SentChunk chunk = ring.get(tsn);
            if (highestOrder > chunk.order && ++chunk.missing >= MISSING_REPORTS) {
                mark(chunk);
                marked = true;
            }
            tsn = ring.inFlight.next(tsn + 1, highestGapTsn);
        }
        return marked;
    }

    private void mark(SentChunk chunk) {
        ring.leaveFlight(chunk.tsn);
        ring.lost.add(chunk.tsn);
        flightBytes -= chunk.length;
        lostChunks++;
    }

    private void restartTimer(long nowNanos, boolean advanced) {
        if (ring.isEmpty()) {
            timers.stop(Timer.RETRANSMISSION);
        } else if (advanced) {
            timers.start(Timer.RETRANSMISSION, nowNanos + timeout.rtoNanos());
        }
    }

    /**
     * T3-rtx expired: everything not acknowledged goes again, one packet at first. From the second
     * time in a row also what gap blocks reported, since a peer may take that back.
     */
    void timedOut(long nowNanos) {
        counters.count(SctpCounter.TIMEOUTS);
        timeoutsInRow++;
        timeout.backOff();
        window.timedOut();
        for (int tsn = ring.firstTsn(); tsn != ring.nextTsn(); tsn++) {
            if (ring.inFlight.contains(tsn)) {
                mark(ring.get(tsn));
            } else if (timeoutsInRow > 1 && !ring.lost.contains(tsn)) {
                ring.lost.add(tsn);
                lostChunks++;
                SentChunk chunk = ring.get(tsn);
                chunk.message.channel.underWayBytes += chunk.length;
            }
        }
        exempt = lostChunks > 0;
        timers.start(Timer.RETRANSMISSION, nowNanos + timeout.rtoNanos());
    }
}
