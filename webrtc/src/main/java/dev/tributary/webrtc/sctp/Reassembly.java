package dev.tributary.webrtc.sctp;

import dev.tributary.webrtc.sctp.wire.ChunkType;
import dev.tributary.webrtc.sctp.wire.Wire;

/**
 * The receiving half's memory: which TSNs have arrived, and their bytes until a message is whole
 * (RFC 9260 sections 6.2, 6.5, 6.6 and 6.9).
 *
 * <p>A message is put together as soon as its run of TSNs is complete, so unordered ones overtake a
 * hole. Below the cumulative TSN at most one message is unfinished, because fragments have
 * consecutive TSNs; {@code baseTsn} is its first one, or the TSN after the cumulative one.
 */
final class Reassembly {
    /** What became of a chunk. */
    enum Result {
        ACCEPTED,
        DUPLICATE,
        /** No memory, or too far ahead: as if it had been lost. */
        DROPPED,
        /** Fragments that contradict each other, or a message beyond the limit. */
        VIOLATION
    }

    private final FragmentRing ring = new FragmentRing();

    /** What has arrived above the cumulative TSN; what is not in the ring is handed over. */
    private final TsnSet received = new TsnSet(FragmentRing.SPAN_MAX);

    private final InboundStreams streams;
    private final int messageBytesMax;
    private final int windowBytes;
    private int cumulativeTsn;
    private int baseTsn;
    private int highestTsn;
    private boolean unfinished;
    private long unfinishedBytes;

    /** After a FORWARD-TSN: the rest of an abandoned message may still come. */
    private boolean skipping;

    Reassembly(SctpConfig config, int peerInitialTsn, InboundStreams streams) {
        this.streams = streams;
        messageBytesMax = config.messageBytesMax();
        windowBytes = config.receiveWindowBytes();
        cumulativeTsn = peerInitialTsn - 1;
        baseTsn = peerInitialTsn;
        highestTsn = cumulativeTsn;
    }

    int cumulativeTsn() {
        return cumulativeTsn;
    }

    /** Whether something has arrived above the cumulative TSN. */
    boolean hasGap() {
        return highestTsn != cumulativeTsn;
    }

    /** Writes first and last of each run above the cumulative TSN, as distances from it. */
    int gaps(int[] gaps, int countMax) {
        int end = highestTsn + 1;
        int count = 0;
        int from = received.next(cumulativeTsn + 1, end);
        while (from != end && count < countMax) {
            int hole = received.nextMissing(from, end);
            gaps[2 * count] = from - cumulativeTsn;
            gaps[2 * count + 1] = hole - 1 - cumulativeTsn;
            count++;
            from = received.next(hole, end);
        }
        return count;
    }

    long heldBytes() {
        return ring.heldBytes() + streams.heldBytes();
    }

    /**
     * Takes a DATA chunk.
     *
     * @param at where its value begins, at the TSN
     * @param length of its user data, which follows 12 bytes after {@code at}
     * @param otherBytes memory in use behind this, that counts as window
     */
    Result accept(int flags, byte[] bytes, int at, int length, long otherBytes) {
        int tsn = Wire.i32(bytes, at);
        if (!Wire.before(cumulativeTsn, tsn)) {
            return Result.DUPLICATE;
        }
        if (tsn - baseTsn >= FragmentRing.SPAN_MAX || tsn - baseTsn < 0) {
            return Result.DROPPED;
        }
        if (received.contains(tsn)) {
            return Result.DUPLICATE;
        }
        if (!hasRoom(tsn, length, otherBytes)) {
            return Result.DROPPED;
        }
        if (tsn == cumulativeTsn + 1 && !unfinished && whole(flags)) {
            return acceptWhole(tsn, flags, bytes, at, length);
        }
        Fragment fragment = new Fragment(flags, bytes, at, length);
        ring.put(tsn, fragment);
        received.add(tsn);
        if (Wire.before(highestTsn, tsn)) {
            highestTsn = tsn;
        }
        return join(tsn, fragment) && advance() ? Result.ACCEPTED : Result.VIOLATION;
    }

    /**
     * The next TSN in order is always needed to make progress, so it may use memory for two largest
     * messages more.
     */
    private boolean hasRoom(int tsn, int length, long otherBytes) {
        long limit = windowBytes;
        if (tsn == cumulativeTsn + 1) {
            limit += 2L * messageBytesMax;
        }
        return heldBytes() + otherBytes + ring.cost(tsn, length) <= limit;
    }

    private static boolean whole(int flags) {
        int both = ChunkType.FLAG_BEGIN | ChunkType.FLAG_END;
        return (flags & both) == both;
    }

    /** The common case of a small message: no fragment is kept. */
    private Result acceptWhole(int tsn, int flags, byte[] bytes, int at, int length) {
        if (length > messageBytesMax) {
            return Result.VIOLATION;
        }
        byte[] payload = new byte[length];
        System.arraycopy(bytes, at + 12, payload, 0, length);
        cumulativeTsn = tsn;
        baseTsn = tsn + 1;
        skipping = false;
        if (Wire.before(highestTsn, tsn)) {
            highestTsn = tsn;
        }
        hand(
                Wire.u16(bytes, at + 4),
                (flags & ChunkType.FLAG_UNORDERED) != 0,
                Wire.u16(bytes, at + 6),
                Wire.i32(bytes, at + 8),
                payload);
        return advance() ? Result.ACCEPTED : Result.VIOLATION;
    }

    private void hand(int stream, boolean unordered, int ssn, int ppid, byte[] payload) {
        if (stream >= InboundStreams.STREAMS_MAX) {
            return;
        }
        if (unordered) {
            streams.unordered(stream, ppid, payload);
        } else {
            streams.ordered(stream, ssn, ppid, payload);
        }
    }

    /** Extends the run that the fragment belongs to; assembles the message if it is complete. */
    private boolean join(int tsn, Fragment fragment) {
        if (fragment.begins()) {
            fragment.startKnown = true;
            fragment.startTsn = tsn;
        } else if (tsn != baseTsn) {
            Fragment previous = ring.get(tsn - 1);
            if (previous != null && previous.startKnown && !previous.ends()) {
                fragment.startKnown = !Wire.before(previous.startTsn, baseTsn);
                fragment.startTsn = previous.startTsn;
            }
        }
        if (!fragment.startKnown) {
            return true;
        }
        int last = tsn;
        while (!fragment.ends()) {
            if (last == highestTsn) {
                return true;
            }
            Fragment next = ring.get(last + 1);
            if (next == null || next.begins() || next.startKnown) {
                return true;
            }
            last++;
            next.startKnown = true;
            next.startTsn = fragment.startTsn;
            fragment = next;
        }
        return assemble(fragment.startTsn, last);
    }

    private boolean assemble(int startTsn, int lastTsn) {
        Fragment first = ring.get(startTsn);
        long total = 0;
        for (int tsn = startTsn; !Wire.before(lastTsn, tsn); tsn++) {
            Fragment fragment = ring.get(tsn);
            if (fragment == null || !first.sameMessage(fragment)) {
                return false;
            }
            total += fragment.payload.length;
        }
        if (total > messageBytesMax) {
            return false;
        }
        byte[] payload = new byte[(int) total];
        int at = 0;
        for (int tsn = startTsn; !Wire.before(lastTsn, tsn); tsn++) {
            Fragment fragment = ring.get(tsn);
            System.arraycopy(fragment.payload, 0, payload, at, fragment.payload.length);
            at += fragment.payload.length;
            ring.remove(tsn);
        }
        if (!Wire.before(cumulativeTsn, startTsn)) {
            unfinished = false;
            unfinishedBytes = 0;
        }
        hand(first.stream, first.unordered(), first.ssn, first.ppid, payload);
        return true;
    }

    /** Moves the cumulative TSN over what has arrived. False if the fragments make no sense. */
    private boolean advance() {
        while (received.contains(cumulativeTsn + 1)) {
            int tsn = cumulativeTsn + 1;
            Fragment fragment = ring.get(tsn);
            boolean continues = fragment != null && fragment.begins() != unfinished;
            boolean skipped = fragment == null || skipping;
            if (!continues && (unfinished || !skipped)) {
                return false;
            }
            received.remove(tsn);
            cumulativeTsn = tsn;
            if (continues) {
                skipping = false;
                unfinished = true; // a whole message leaves the ring as soon as its last part is in
                unfinishedBytes += fragment.payload.length;
                if (unfinishedBytes > messageBytesMax) {
                    return false;
                }
            } else {
                skipping &= fragment != null;
                ring.remove(tsn);
                baseTsn = tsn + 1;
            }
        }
        return true;
    }

    /** The peer gave up everything through {@code tsn}. False if the fragments make no sense. */
    boolean forward(int tsn) {
        if (!Wire.before(cumulativeTsn, tsn)) {
            return true;
        }
        forget(tsn);
        cumulativeTsn = tsn;
        baseTsn = tsn + 1;
        unfinished = false;
        unfinishedBytes = 0;
        skipping = true;
        if (Wire.before(highestTsn, tsn)) {
            highestTsn = tsn;
        }
        return advance();
    }

    /** Frees what has arrived through {@code tsn}. */
    private void forget(int tsn) {
        for (int i = baseTsn; !Wire.before(cumulativeTsn, i); i++) {
            ring.remove(i);
        }
        int end = 1 + (Wire.before(highestTsn, tsn) ? highestTsn : tsn);
        int from = cumulativeTsn + 1;
        for (int i = received.next(from, end); i != end; i = received.next(i + 1, end)) {
            ring.remove(i);
            received.remove(i);
        }
    }

    void clear() {
        forget(highestTsn);
        streams.clear();
    }
}
