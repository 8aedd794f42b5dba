package dev.tributary.bench;

import dev.tributary.sim.kernel.SimTask;
import java.util.Arrays;

/** CD-2: a tree of small degree per sub-stream, and buffer maps to all neighbours every 2 s. */
final class PushTrees extends Swarm {
    private static final int DATA = 0;
    private static final int BUFFER_MAP = 1;
    private static final int TICK = 2;
    private static final int ROOTS = 8;
    private static final int CHILDREN = 3;
    private static final int ROUND_MILLIS = 2000;

    private static final int RANK_WORDS = Overlay.SUB_STREAMS / 2;

    /** Peers by rank, for each sub-stream. A peer's ranks are in its row, two in a word. */
    private final int[][] order = new int[Overlay.SUB_STREAMS][];

    /** Keeps the compiler from dropping the work on buffer maps. */
    private int counter;

    PushTrees(Overlay overlay, int chunks) {
        super(overlay, chunks, RANK_WORDS, 0);
        for (int s = 0; s < Overlay.SUB_STREAMS; s++) {
            rank(s);
        }
    }

    private void rank(int subStream) {
        int peers = overlay.peers();
        long[] keys = new long[peers];
        for (int i = 0; i < peers; i++) {
            keys[i] = key(i, subStream);
        }
        Arrays.sort(keys);
        order[subStream] = new int[peers];
        for (int i = 0; i < peers; i++) {
            // mix is a bijection: no two peers have the same key.
            int rank = Arrays.binarySearch(keys, key(i, subStream));
            state[addedAt(i) + subStream / 2] |= (long) rank << shift(subStream);
            order[subStream][rank] = i;
        }
    }

    private int rankOf(int peer, int subStream) {
        return (int) (state[addedAt(peer) + subStream / 2] >>> shift(subStream));
    }

    private static int shift(int subStream) {
        return subStream % 2 * Integer.SIZE;
    }

    /** Turned so that the signed order is the unsigned one of the definition. */
    private static long key(int peer, int subStream) {
        return Overlay.mix((long) peer * 8 + subStream) ^ Long.MIN_VALUE;
    }

    int counter() {
        return counter;
    }

    @Override
    void start() {
        at(0, new Source());
        for (int i = 0; i < overlay.peers(); i++) {
            int first = (int) Long.remainderUnsigned(Overlay.mix(i), ROUND_MILLIS);
            if (first < CHUNK_MILLIS * chunks) {
                schedule(first, TICK, i, i, 0);
            }
        }
    }

    private final class Source extends SimTask {
        private int chunk;

        @Override
        public void run() {
            for (int s = 0; s < Overlay.SUB_STREAMS; s++) {
                push(overlay.source(), s, 0, ROOTS, chunk * Overlay.SUB_STREAMS + s);
            }
            if (++chunk < chunks) {
                at(chunk * CHUNK_MILLIS, this);
            }
        }
    }

    private void push(int from, int subStream, int firstRank, int count, int piece) {
        int end = Math.min(overlay.peers(), firstRank + count);
        for (int rank = firstRank; rank < end; rank++) {
            sendPiece(DATA, order[subStream][rank], from, piece);
        }
    }

    @Override
    void received(int kind, int to, int from, int content) {
        switch (kind) {
            case DATA -> data(to, content);
            case BUFFER_MAP -> counter ^= content;
            case TICK -> tick(to);
            default -> throw new IllegalStateException("kind " + kind);
        }
    }

    private void data(int to, int piece) {
        if (take(to, piece)) {
            int subStream = piece % Overlay.SUB_STREAMS;
            int first = ROOTS + CHILDREN * rankOf(to, subStream);
            push(to, subStream, first, CHILDREN, piece);
        }
    }

    private void tick(int peer) {
        int have = heldCount(peer);
        for (int i = overlay.begin(peer); i < overlay.end(peer); i++) {
            sendControl(BUFFER_MAP, overlay.neighbour(i), peer, have);
        }
        if (nowMillis() + ROUND_MILLIS < CHUNK_MILLIS * chunks) {
            schedule(nowMillis() + ROUND_MILLIS, TICK, peer, peer, 0);
        }
    }
}
