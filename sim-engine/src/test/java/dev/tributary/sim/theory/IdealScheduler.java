package dev.tributary.sim.theory;

import java.util.Arrays;

/**
 * A scheduler that knows everything: the stream comes in small pieces, uploads and copies take no
 * time, and each piece is with everybody before the next.
 *
 * <p>A piece goes from the CDN to the viewer with the most upload left that can serve somebody, and
 * from viewer to viewer, first to those who can serve most, until nobody can send it to anybody who
 * lacks it; then the CDN again. Viewers keep upload that they did not use for later pieces, so that
 * the ratio is that of the fluid model but for the last piece.
 */
final class IdealScheduler {
    private static final long PIECE_BITS = 100_000;
    private static final long NANO = 1_000_000_000L;

    private final boolean[][] serves;
    private final long[] uploads;
    private final long nanosPerPiece;

    /** Upload saved, in units of bit-nanoseconds per second. */
    private final long[] savings;

    private final boolean[] has;

    /**
     * A room.
     *
     * @param uploads of each viewer, bits per second
     * @param serves who can serve whom
     */
    IdealScheduler(long[] uploads, boolean[][] serves, long streamBitsPerSecond) {
        this.uploads = uploads.clone();
        this.serves = serves;
        nanosPerPiece = PIECE_BITS * NANO / streamBitsPerSecond;
        savings = new long[uploads.length];
        has = new boolean[uploads.length];
    }

    /** Returns the share that viewers deliver of a number of pieces. */
    double sharingRatio(int pieces) {
        long fromPeers = 0;
        for (int piece = 0; piece < pieces; piece++) {
            for (int i = 0; i < uploads.length; i++) {
                savings[i] += uploads[i] * nanosPerPiece;
            }
            Arrays.fill(has, false);
            fromPeers += onePiece();
        }
        return fromPeers / ((double) pieces * uploads.length);
    }

    private int onePiece() {
        int fromPeers = 0;
        for (int count = 0; count < has.length; count++) {
            int receiver = bestReceiver();
            if (receiver >= 0) {
                savings[bestSender(receiver)] -= PIECE_BITS * NANO;
                has[receiver] = true;
                fromPeers++;
            } else {
                has[bestSeed()] = true;
            }
        }
        return fromPeers;
    }

    /** Who lacks the piece, can be sent it, and has the most upload left. */
    private int bestReceiver() {
        int best = -1;
        for (int i = 0; i < has.length; i++) {
            if (!has[i] && bestSender(i) >= 0 && (best < 0 || savings[i] > savings[best])) {
                best = i;
            }
        }
        return best;
    }

    private int bestSender(int receiver) {
        int best = -1;
        for (int i = 0; i < has.length; i++) {
            boolean can = has[i] && serves[i][receiver] && savings[i] >= PIECE_BITS * NANO;
            if (can && (best < 0 || savings[i] > savings[best])) {
                best = i;
            }
        }
        return best;
    }

    /** Who lacks the piece and can serve most of those who lack it, now. */
    private int bestSeed() {
        int best = -1;
        long most = -1;
        for (int i = 0; i < has.length; i++) {
            if (!has[i]) {
                long value = Math.min(savings[i] / (PIECE_BITS * NANO), lackers(i));
                if (value > most) {
                    most = value;
                    best = i;
                }
            }
        }
        return best;
    }

    private int lackers(int seed) {
        int count = 0;
        for (int i = 0; i < has.length; i++) {
            count += !has[i] && serves[seed][i] ? 1 : 0;
        }
        return count;
    }
}
