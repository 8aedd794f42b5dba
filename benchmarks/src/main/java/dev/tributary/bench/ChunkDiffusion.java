package dev.tributary.bench;

import dev.tributary.sim.kernel.SimTask;

/** CD-1: every peer tells its neighbours of every piece; who lacks it asks the first to tell. */
final class ChunkDiffusion extends Swarm {
    private static final int HAVE = 0;
    private static final int REQUEST = 1;
    private static final int DATA = 2;
    private static final int SEEDED = 8;

    private final int wordsPerPeer;
    private final long[] pending;

    ChunkDiffusion(Overlay overlay, int chunks) {
        super(overlay, chunks);
        wordsPerPeer = (chunks * Overlay.SUB_STREAMS + Long.SIZE - 1) / Long.SIZE;
        pending = new long[overlay.peers() * wordsPerPeer];
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
        int word = to * wordsPerPeer + piece / Long.SIZE;
        if (!holds(to, piece) && (pending[word] & 1L << piece) == 0) {
            pending[word] |= 1L << piece;
            sendControl(REQUEST, from, to, piece);
        }
    }

    private void data(int to, int from, int piece) {
        if (!take(to, piece)) {
            return;
        }
        for (int neighbour : overlay.neighbours(to)) {
            if (neighbour != from) {
                sendControl(HAVE, neighbour, to, piece);
            }
        }
    }
}
