package dev.tributary.transport.webrtc;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;

/** A link of {@link SoakWorld} and what went over it in each direction. */
final class SoakLink {
    private static final int HEADER_BYTES = 17;

    final SoakNode[] nodes;
    final int[] numbers;
    final boolean[] over = new boolean[2];
    final boolean[] up = new boolean[2];
    final boolean trickle;
    final boolean hasty;

    /** When it was last closed from one end. */
    long closedNanos;

    /** Which end closed it, -1 for none, 2 for both. */
    int closer = -1;

    private final long id;
    private final int[][] sent = new int[2][2];
    private final int[] controlReceived = new int[2];
    private final BitSet[] mediaReceived = {new BitSet(), new BitSet()};

    SoakLink(long id, SoakNode from, SoakNode to, boolean trickle, boolean hasty) {
        this.id = id;
        this.trickle = trickle;
        this.hasty = hasty;
        nodes = new SoakNode[] {from, to};
        numbers = new int[] {from.take(this), to.take(this)};
    }

    int end(SoakNode node) {
        return nodes[0] == node ? 0 : 1;
    }

    boolean isUp() {
        return up[0] && up[1] && !over[0] && !over[1];
    }

    /** Sends a message of which the receiver knows every byte. */
    boolean send(int from, boolean media, int bytes) {
        int sequence = sent[from][media ? 1 : 0];
        byte[] message = message(from, media, sequence, HEADER_BYTES + bytes);
        boolean accepted = nodes[from].transport.send(numbers[from], message, media);
        sent[from][media ? 1 : 0] += accepted ? 1 : 0;
        return accepted;
    }

    private byte[] message(int from, boolean media, int sequence, int length) {
        byte[] message = new byte[length];
        long key = id * 31 + sequence * 4L + from * 2L + (media ? 1 : 0);
        new SplittableRandom(key).nextBytes(message);
        ByteBuffer.wrap(message)
                .putLong(id)
                .put((byte) from)
                .putInt(media ? 1 : 0)
                .putInt(sequence);
        return message;
    }

    /** A message has come to an end; throws when it is not the right one. */
    void received(int to, byte[] message) {
        ByteBuffer header = ByteBuffer.wrap(message);
        check(message.length >= HEADER_BYTES && header.getLong() == id, "of another link");
        int from = header.get();
        boolean media = header.getInt() == 1;
        int sequence = header.getInt();
        check(from == 1 - to, "from itself");
        byte[] right = message(from, media, sequence, message.length);
        check(Arrays.equals(right, message), "changed");
        if (media) {
            check(!mediaReceived[to].get(sequence), "twice");
            mediaReceived[to].set(sequence);
        } else {
            check(sequence == controlReceived[to], "out of order");
            controlReceived[to]++;
        }
    }

    /** Returns whether all that an end sent has arrived. */
    boolean arrived(int from) {
        return controlReceived[1 - from] == sent[from][0]
                && mediaReceived[1 - from].cardinality() == sent[from][1];
    }

    private void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("link " + id + ": a message " + what);
        }
    }
}
