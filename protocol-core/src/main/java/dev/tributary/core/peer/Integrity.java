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
 * much may wait is bounded, by bytes and by messages.
 */
final class Integrity {
    /** Messages that may wait for a seal or for an answer. */
    private static final int WAITING_MAX = 1_024;

    private final SliceBuffer buffer;
    private final PeerOutput output;
    private final long waitingBytesMax;
    private final IntMap<Arrival> asked = new IntMap<>();
    private final List<Arrival> unsealed = new ArrayList<>();
    private long waitingBytes;
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
    }

    /** Takes media in for verification; false when too much waits already. */
    boolean admit(Arrival arrival) {
        if (asked.size() + unsealed.size() >= WAITING_MAX
                || waitingBytes + arrival.bytes() > waitingBytesMax) {
            return false;
        }
        waitingBytes += arrival.bytes();
        Seal known = buffer.seal(arrival.slice());
        if (known != null) {
            ask(arrival, known, false);
        } else if (arrival.data().seal() != null) {
            ask(arrival, arrival.data().seal(), true);
        } else {
            unsealed.add(arrival);
        }
        return true;
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
            waitingBytes -= arrival.bytes();
        }
        return arrival;
    }

    /** The seal of a slice is known: asks about what waited for it. */
    void sealed(int slice) {
        if (unsealed.isEmpty()) {
            return;
        }
        Seal seal = buffer.seal(slice);
        for (int i = 0; i < unsealed.size(); i++) {
            Arrival arrival = unsealed.get(i);
            if (arrival.slice() == slice) {
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
                waitingBytes -= arrival.bytes();
                return arrival;
            }
        }
        return null;
    }
}
