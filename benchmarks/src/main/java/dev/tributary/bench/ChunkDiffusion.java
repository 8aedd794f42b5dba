package dev.tributary.bench;

import dev.tributary.sim.kernel.SimTask;

/** CD-1: every peer tells its neighbours of every piece; who lacks it asks the first to tell. */
final class ChunkDiffusion extends Swarm {
    private static final int HAVE = 0;
    private static final int REQUEST = 1;
    private static final int DATA = 2;
    private static final int SEEDED = 8;

    ChunkDiffusion(Overlay overlay, int chunks) {
        // The set is of the pieces asked for.
        super(overlay, chunks, 0, 1);
    }

    @Override
    void start() {
        at(0, new Source());
    }

    /** Puts a chunk's pieces out every second. */
    private final class Source extends SimTask {
        private int chunk;

        @Override
        public void run() {
            for (int s = 0; s < Overlay.SUB_STREAMS; s++) {
                int piece = chunk * Overlay.SUB_STREAMS + s;
                for (int k = 0; k < SEEDED; k++) {
                    long draw = Overlay.mix((long) piece * SEEDED + k);
                    int peer = (int) Long.remainderUnsigned(draw, overlay.peers());
                    sendPiece(DATA, peer, overlay.source(), piece);
                }
            }
            if (++chunk < chunks) {
                at(chunk * CHUNK_MILLIS, this);
            }
        }
    }

    @Override
    void received(int kind, int to, int from, int piece) {
        switch (kind) {
            case HAVE -> have(to, from, piece);
            case REQUEST -> sendPiece(DATA, from, to, piece);
            case DATA -> data(to, from, piece);
            default -> throw new IllegalStateException("kind " + kind);
        }
    }

    private void have(int to, int from, int piece) {
        int asked = addedAt(to) + piece / Long.SIZE;
        if (!holds(to, piece) && (state[asked] & 1L << piece) == 0) {
            state[asked] |= 1L << piece;
            sendControl(REQUEST, from, to, piece);
        }
    }

    private void data(int to, int from, int piece) {
        if (!take(to, piece)) {
            return;
        }
        for (int i = overlay.begin(to); i < overlay.end(to); i++) {
            int neighbour = overlay.neighbour(i);
            if (neighbour != from) {
                sendControl(HAVE, neighbour, to, piece);
            }
        }
    }
}
