package dev.tributary.bench;

import dev.tributary.sim.kernel.EventReceiver;
import dev.tributary.sim.kernel.FastSimulator;
import dev.tributary.sim.kernel.Replication;
import dev.tributary.sim.kernel.SimTask;

/** What the two workloads of peers.md share: pieces, uplinks, messages and what is counted. */
abstract class Swarm implements EventReceiver {
    static final long MILLI_NANOS = 1_000_000;
    static final int CHUNK_MILLIS = 1000;
    private static final int PEER_UPLINK_MILLIS = 50;
    private static final int SOURCE_UPLINK_MILLIS = 2;
    private static final int DELAYS_MAX_MILLIS = 600_000;
    private static final double TAIL = 0.95;

    /** A message is its kind, receiver, sender and content, in one number. */
    private static final int PEER_BITS = 21;

    private static final int PEER_MASK = (1 << PEER_BITS) - 1;
    private static final int PIECE_BITS = 16;
    private static final int PIECE_MASK = (1 << PIECE_BITS) - 1;

    final Overlay overlay;
    final int chunks;

    /** Words of a set of pieces. */
    final int pieceWords;

    /**
     * What peers know, a row of words for each and one for the source, so that an event finds all
     * of it in one place: when the uplink is free, the pieces held, and what the workload adds.
     */
    final long[] state;

    private final int rowWords;
    private final int[] delays = new int[DELAYS_MAX_MILLIS];
    private FastSimulator simulator;
    private long events;
    private long deliveries;
    private long duplicates;

    /** Words are what the workload adds to a row: some, and some more for each set of pieces. */
    Swarm(Overlay overlay, int chunks, int words, int sets) {
        this.overlay = overlay;
        this.chunks = chunks;
        pieceWords = (chunks * Overlay.SUB_STREAMS + Long.SIZE - 1) / Long.SIZE;
        rowWords = 1 + (1 + sets) * pieceWords + words;
        state = new long[(overlay.peers() + 1) * rowWords];
    }

    /**
     * What a run counted.
     *
     * @param events messages and ticks, without what only starts the run
     */
    record Outcome(
            long events, long deliveries, long duplicates, double meanMillis, int tailMillis) {}

    @Override
    public final void receive(long data, Object none) {
        events++;
        int piece = (int) data & PIECE_MASK;
        int from = (int) (data >>> PIECE_BITS) & PEER_MASK;
        int to = (int) (data >>> (PIECE_BITS + PEER_BITS)) & PEER_MASK;
        received((int) (data >>> (PIECE_BITS + 2 * PEER_BITS)), to, from, piece);
    }

    /** Schedules what starts the stream. */
    abstract void start();

    /** A message has arrived. */
    abstract void received(int kind, int to, int from, int content);

    /** Runs until nothing is left to happen. */
    final Outcome run() {
        // No event is later than this; the queue is empty long before.
        long end = (long) DELAYS_MAX_MILLIS * MILLI_NANOS;
        Replication.run("macro", end, this::build);
        long expected = (long) overlay.peers() * chunks * Overlay.SUB_STREAMS;
        if (deliveries != expected) {
            throw new IllegalStateException(deliveries + " deliveries instead of " + expected);
        }
        return new Outcome(events, deliveries, duplicates, mean(), tail());
    }

    private void build(FastSimulator built) {
        simulator = built;
        start();
    }

    final int nowMillis() {
        return (int) (simulator.nowNanos() / MILLI_NANOS);
    }

    final void at(int millis, SimTask task) {
        simulator.at(millis * MILLI_NANOS, task);
    }

    final void schedule(int millis, int kind, int to, int from, int content) {
        long data = (long) kind << PEER_BITS | to;
        data = (data << PEER_BITS | from) << PIECE_BITS | content;
        simulator.post(millis * MILLI_NANOS, this, data, null);
    }

    /** Sends a message too small to load an uplink. */
    final void sendControl(int kind, int to, int from, int content) {
        schedule(nowMillis() + Overlay.delayMillis(from, to), kind, to, from, content);
    }

    /** Sends a piece through the sender's uplink, first in first out. */
    final void sendPiece(int kind, int to, int from, int piece) {
        int serialisation = from == overlay.source() ? SOURCE_UPLINK_MILLIS : PEER_UPLINK_MILLIS;
        int row = from * rowWords;
        int sent = (int) Math.max(nowMillis(), state[row]) + serialisation;
        state[row] = sent;
        schedule(sent + Overlay.delayMillis(from, to), kind, to, from, piece);
    }

    /** Where the pieces begin that a peer holds. */
    final int heldAt(int peer) {
        return peer * rowWords + 1;
    }

    /** Where the words begin that the workload has added to a peer's row. */
    final int addedAt(int peer) {
        return peer * rowWords + 1 + pieceWords;
    }

    final boolean holds(int peer, int piece) {
        return (state[heldAt(peer) + piece / Long.SIZE] & 1L << piece) != 0;
    }

    /** Takes a piece; false if the peer held it. */
    final boolean take(int peer, int piece) {
        int word = heldAt(peer) + piece / Long.SIZE;
        if ((state[word] & 1L << piece) != 0) {
            duplicates++;
            return false;
        }
        state[word] |= 1L << piece;
        deliveries++;
        delays[nowMillis() - piece / Overlay.SUB_STREAMS * CHUNK_MILLIS]++;
        return true;
    }

    final int heldCount(int peer) {
        int count = 0;
        int first = heldAt(peer);
        for (int word = first; word < first + pieceWords; word++) {
            count += Long.bitCount(state[word]);
        }
        return count;
    }

    private double mean() {
        double sum = 0;
        for (int millis = 0; millis < delays.length; millis++) {
            sum += (double) millis * delays[millis];
        }
        return sum / deliveries;
    }

    private int tail() {
        long seen = 0;
        for (int millis = 0; millis < delays.length; millis++) {
            seen += delays[millis];
            if (seen >= TAIL * deliveries) {
                return millis;
            }
        }
        return delays.length;
    }
}
