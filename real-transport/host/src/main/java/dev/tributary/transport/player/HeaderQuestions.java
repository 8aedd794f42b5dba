package dev.tributary.transport.player;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.transport.flv.FlvHeader;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Asks for the header of each slice from which on another one applies, until it comes; on the event
 * loop of the viewer.
 */
final class HeaderQuestions {
    /** Headers that are wanted at once; older ones are given up. */
    private static final int WANTED_MAX = 8;

    private final BiConsumer<Integer, byte[]> answers;
    private final TreeSet<Integer> wanted = new TreeSet<>();
    private HeaderSource source = (slice, answer) -> {};
    private int newest = -1;

    /**
     * Creates it.
     *
     * @param answers takes the number of a slice and its header
     */
    HeaderQuestions(BiConsumer<Integer, byte[]> answers) {
        this.answers = answers;
    }

    void source(HeaderSource from) {
        source = from;
    }

    /** A slice is played; returns whether another header may apply from it on. */
    boolean played(SliceHeader slice) {
        boolean follows = slice.slice() == newest + 1;
        newest = slice.slice();
        boolean another = !follows || (slice.flags() & SliceHeader.SEQUENCE_HEADER) != 0;
        if (another) {
            want(slice.slice());
        }
        List<Integer> asked = List.copyOf(wanted);
        wanted.clear();
        asked.forEach(this::ask);
        return another;
    }

    private void want(int slice) {
        wanted.add(slice);
        if (wanted.size() > WANTED_MAX) {
            wanted.pollFirst();
        }
    }

    /** There is no answer while the edge is away: the next slice asks again. */
    private void ask(int slice) {
        source.fetch(
                slice,
                flv -> {
                    if (flv == null || flv.length() < FlvHeader.BYTES) {
                        want(slice);
                    } else {
                        byte[] header = new byte[flv.length()];
                        flv.copyTo(header, 0);
                        answers.accept(slice, header);
                    }
                });
    }
}
