package dev.tributary.sim.world;

import dev.tributary.measure.Checkpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Running hash over everything that happens in a run: time, place and kind of each event, and of a
 * message its type and size ({@link Node#digest}), with a checkpoint every {@value
 * Checkpoint#EVERY} events. What else a message says shows when it makes a later event differ.
 *
 * <p>Multiply and xor on 64 bits: the words of an event are multiplied side by side, then mixed in
 * at once (the mixing step of xxHash64), a bijection of the hash, so that a difference never fades.
 * Equal runs give equal hashes on every JVM. Not cryptographic. A window that is recorded shares
 * the one comparison per event with the checkpoints, so it costs nothing when there is none.
 */
final class Trace {
    private static final long PRIME_1 = 0x9e3779b185ebca87L;
    private static final long PRIME_2 = 0xc2b2ae3d27d4eb4fL;
    private static final long OF_TIME = 0x165667b19e3779f9L;
    private static final long OF_PLACE = 0x85ebca77c2b2ae63L;
    private static final long OF_CONTENT = 0x27d4eb2f165667c5L;

    private final TraceWindow window;
    private long hash = PRIME_1;
    private long count;

    /** Number of the next event that is more than mixed in. */
    private long stop;

    /** Time and hash of each checkpoint; its number tells how many events it stands for. */
    private long[] checkpoints = new long[16];

    private int checkpointCount;

    Trace() {
        this(TraceWindow.NONE);
    }

    /** Records a window besides. */
    Trace(TraceWindow window) {
        this.window = window;
        stop = nextStop();
    }

    void add(long timeNanos, int node, int kind, long content) {
        long place = ((long) node << 8) ^ kind;
        long event =
                timeNanos * OF_TIME + place * OF_PLACE + Long.rotateLeft(content * OF_CONTENT, 32);
        hash = Long.rotateLeft((hash ^ event) * PRIME_2, 31) * PRIME_1;
        if (++count == stop) {
            keep(timeNanos, node, kind, content);
        }
    }

    private void keep(long timeNanos, int node, int kind, long content) {
        if (count % Checkpoint.EVERY == 0) {
            if (2 * checkpointCount == checkpoints.length) {
                checkpoints = Arrays.copyOf(checkpoints, 2 * checkpoints.length);
            }
            // In frames viewers do things a little later than they happen (decision 76).
            long last = checkpointCount == 0 ? 0 : checkpoints[2 * checkpointCount - 2];
            checkpoints[2 * checkpointCount] = Math.max(last, timeNanos);
            checkpoints[2 * checkpointCount + 1] = finished();
            checkpointCount++;
        }
        if (window.holds(count)) {
            window.add(TraceLabels.event(count, timeNanos, node, kind, content, finished()));
        }
        stop = nextStop();
    }

    private long nextStop() {
        long checkpoint = (checkpointCount + 1L) * Checkpoint.EVERY;
        return Math.min(checkpoint, window.after(count));
    }

    private long finished() {
        return hash ^ (hash >>> 33);
    }

    /** Returns the hash as 16 hex digits. */
    String hex() {
        return HexFormat.of().toHexDigits(finished());
    }

    /** Returns the checkpoints, with one at the end of a run that ended at the given time. */
    List<Checkpoint> checkpoints(long endNanos) {
        List<Checkpoint> all = new ArrayList<>();
        for (int i = 0; i < checkpointCount; i++) {
            long events = (i + 1L) * Checkpoint.EVERY;
            all.add(new Checkpoint(events, checkpoints[2 * i], checkpoints[2 * i + 1]));
        }
        if (count % Checkpoint.EVERY != 0) {
            all.add(new Checkpoint(count, endNanos, finished()));
        }
        return all;
    }
}
