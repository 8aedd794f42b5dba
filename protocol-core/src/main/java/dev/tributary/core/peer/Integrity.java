package dev.tributary.core.peer;

import dev.tributary.core.base.IntMap;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Seal;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps media apart until it is known to be the origin's: nothing unverified is kept, played or
 * passed on (reliability.md 2.1).
 *
 * <p>Blocks that overtake the first one of their slice, which brings the seal, wait for it; how
 * much may wait is bounded, by bytes and by messages. One viewer may make only a part of that wait
 * for seals, and what the edge sends has a bound of its own: nobody keeps others out.
 */
final class Integrity {
    /** Messages of viewers, and again of the edge, that may wait for a seal or for an answer. */
    private static final int WAITING_MAX = 1_024;

    /** One part in so many is what one viewer may make wait for seals. */
    private static final int SENDERS_MIN = 4;

    private static final int EDGE = 0;
    private static final int VIEWERS = 1;

    private final SliceBuffer buffer;
    private final PeerOutput output;
    private final long waitingBytesMax;
    private final IntMap<Arrival> asked = new IntMap<>();
    private final List<Arrival> unsealed = new ArrayList<>();
    private final long[] waitingBytes = new long[2];
    private final int[] waiting = new int[2];
    private int checks;

    Integrity(SliceBuffer buffer, PeerOutput output, long waitingBytesMax) {
        this.buffer = buffer;
        this.output = output;
        this.waitingBytesMax = waitingBytesMax;
    }

    /**
     * Media that came.
     *
     * @param link where from, NO_LINK = the edge
     * @param session who sent it, 0 = the edge
     * @param request which fetch it answers, when it came from the edge
     * @param source why it came
     */
    record Arrival(int link, int session, int request, Data data, MediaSource source) {
        int slice() {
            return data.header().slice();
        }

        int bytes() {
            return data.payload().length();
        }

        int origin() {
            return session == 0 ? EDGE : VIEWERS;
        }
    }

    /** Takes media in for verification; false when too much waits already. */
    boolean admit(Arrival arrival) {
        int origin = arrival.origin();
        if (waiting[origin] >= WAITING_MAX
                || waitingBytes[origin] + arrival.bytes() > waitingBytesMax) {
            return false;
        }
        Seal known = buffer.seal(arrival.slice());
        Seal own = arrival.data().seal();
        boolean needsNone = known != null && (own == null || own.equals(known));
        if (!needsNone && own == null && (origin == VIEWERS && !mayWait(arrival))) {
            return false;
        }
        waiting[origin]++;
        waitingBytes[origin] += arrival.bytes();
        if (needsNone) {
            ask(arrival, known, false);
        } else if (own != null) {
            // Another seal than the known one would be passed on: it must be the origin's as well.
            ask(arrival, own, true);
        } else {
            unsealed.add(arrival);
        }
        return true;
    }

    private boolean mayWait(Arrival arrival) {
        int messages = 1;
        long bytes = arrival.bytes();
        for (int i = 0; i < unsealed.size(); i++) {
            if (unsealed.get(i).session() == arrival.session()) {
                messages++;
                bytes += unsealed.get(i).bytes();
            }
        }
        return messages <= WAITING_MAX / SENDERS_MIN && bytes <= waitingBytesMax / SENDERS_MIN;
    }

    private void release(Arrival arrival) {
        waiting[arrival.origin()]--;
        waitingBytes[arrival.origin()] -= arrival.bytes();
    }

    private void ask(Arrival arrival, Seal seal, boolean signature) {
        checks = checks == Integer.MAX_VALUE ? 1 : checks + 1;
        asked.put(checks, arrival);
        output.verify(checks, arrival.data(), seal, signature);
    }

    /** Returns what a check was about, which is over now, or null. */
    Arrival answered(int check) {
        Arrival arrival = asked.get(check);
        if (arrival != null) {
            asked.remove(check);
            release(arrival);
        }
        return arrival;
    }

    /**
     * The seal of a slice may be known: asks about what waited for it. What came with another
     * header is nothing that the seal speaks of, and is given up at the line.
     */
    void sealed(int slice) {
        Seal seal = unsealed.isEmpty() ? null : buffer.seal(slice);
        if (seal == null) {
            return;
        }
        for (int i = 0; i < unsealed.size(); i++) {
            Arrival arrival = unsealed.get(i);
            if (arrival.slice() == slice && buffer.agrees(arrival.data().header())) {
                unsealed.remove(i--);
                ask(arrival, seal, false);
            }
        }
    }

    /** Returns, one at a time, what still waits for the seal of a slice before the given one. */
    Arrival abandoned(int firstSlice) {
        for (int i = 0; i < unsealed.size(); i++) {
            if (unsealed.get(i).slice() < firstSlice) {
                Arrival arrival = unsealed.remove(i);
                release(arrival);
                return arrival;
            }
        }
        return null;
    }
}
