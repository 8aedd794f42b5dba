package dev.tributary.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.base.Choices;
import dev.tributary.core.base.Property;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.ChunkRun;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Payload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SliceBufferTest {
    private static final int SLICES = 80;

    /** Some chunks of a slice; the sizes of slices follow from their numbers. */
    private record Arrival(int slice, int first, int count) {
        static Arrival of(Choices c) {
            int slice = c.between(1, SLICES);
            int chunks = header(slice).chunks();
            int first = c.between(0, chunks - 1);
            return new Arrival(slice, first, c.between(1, chunks - first));
        }
    }

    private static SliceHeader header(int slice) {
        return new SliceHeader(slice, slice * 1_000L, 1_000, slice * 1_700 % 70_000, 0);
    }

    private static byte[] bytes(SliceHeader header) {
        byte[] all = new byte[header.sizeBytes()];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (i * 31 + header.slice());
        }
        return all;
    }

    private static Data data(Arrival arrival) {
        SliceHeader header = header(arrival.slice);
        byte[] all = bytes(header);
        int from = arrival.first * 1_024;
        int to = Math.min(all.length, from + arrival.count * 1_024);
        Payload part = Payload.of(Arrays.copyOfRange(all, Math.min(from, to), to));
        return new Data(header, arrival.first, arrival.count, 1, part);
    }

    /** A map of sets of chunks, and the rule that a slot belongs to the newest slice. */
    private static final class Model {
        final Map<Integer, boolean[]> held = new LinkedHashMap<>();
        final Map<Integer, Integer> owner = new LinkedHashMap<>();

        int add(Arrival a, int slots) {
            int before = owner.getOrDefault(a.slice % slots, 0);
            if (before > a.slice) {
                return 0;
            }
            if (before < a.slice) {
                held.remove(before);
                owner.put(a.slice % slots, a.slice);
            }
            SliceHeader h = header(a.slice);
            boolean[] chunks = held.computeIfAbsent(a.slice, s -> new boolean[h.chunks()]);
            int useful = 0;
            for (int i = a.first; i < a.first + a.count; i++) {
                useful += chunks[i] ? 0 : h.bytes(i, 1);
                chunks[i] = true;
            }
            return useful;
        }
    }

    @Test
    void bufferBehavesLikeASetOfChunks() {
        Property.of(
                        "buffer",
                        c -> {
                            List<Arrival> arrivals = new ArrayList<>();
                            int count = c.between(1, 60);
                            for (int i = 0; i < count; i++) {
                                arrivals.add(Arrival.of(c));
                            }
                            return arrivals;
                        })
                .runs(400)
                .holds(SliceBufferTest::checkAgainstModel);
    }

    private static void checkAgainstModel(List<Arrival> arrivals) {
        SliceBuffer buffer = new SliceBuffer(10_000);
        Model model = new Model();
        for (Arrival a : arrivals) {
            assertThat(buffer.add(data(a))).isEqualTo(model.add(a, buffer.slots()));
        }
        for (int s = 1; s <= SLICES; s++) {
            boolean[] chunks = model.held.get(s);
            assertThat(buffer.header(s)).isEqualTo(chunks == null ? null : header(s));
            if (chunks != null) {
                checkSlice(buffer, s, chunks);
            }
        }
    }

    private static void checkSlice(SliceBuffer buffer, int s, boolean[] chunks) {
        boolean[] missing = new boolean[chunks.length];
        for (ChunkRun run : buffer.missingRuns(s, 1_000)) {
            Arrays.fill(missing, run.first(), run.first() + run.count(), true);
        }
        boolean complete = true;
        for (int i = 0; i < chunks.length; i++) {
            assertThat(buffer.has(s, i)).isEqualTo(chunks[i]);
            assertThat(missing[i]).isEqualTo(!chunks[i]);
            complete &= chunks[i];
            if (chunks[i]) {
                assertThat(buffer.read(s, i, 1)).isEqualTo(oneFurther(s, i));
            }
        }
        assertThat(buffer.complete(s)).isEqualTo(complete);
        if (complete) {
            assertThat(buffer.payload(s)).isEqualTo(Payload.of(bytes(header(s))));
        }
    }

    private static Data oneFurther(int slice, int chunk) {
        Data one = data(new Arrival(slice, chunk, 1));
        return new Data(one.header(), chunk, 1, 2, one.payload());
    }

    @Test
    void runsBeyondTheLimitAreMergedIntoTheLast() {
        SliceBuffer buffer = new SliceBuffer(10_000);
        for (int chunk : new int[] {1, 3, 5, 7}) {
            buffer.add(Rooms.chunks(Rooms.header(4), chunk, 1, 1));
        }

        assertThat(buffer.missingRuns(4, 2))
                .containsExactly(new ChunkRun(0, 1), new ChunkRun(2, 96));
    }

    @Test
    void promiseOfTheEdgeEndsWithTheSlot() {
        SliceBuffer buffer = new SliceBuffer(10_000);
        buffer.expectFromEdge(5, true);
        assertThat(buffer.edgeExpected(5)).isTrue();
        buffer.add(Rooms.whole(5 + buffer.slots(), 1));

        assertThat(buffer.edgeExpected(5)).isFalse();
        buffer.expectFromEdge(5, true);
        assertThat(buffer.edgeExpected(5)).isFalse();
    }

    @Test
    void longestBufferFitsTwice() {
        assertThat(new SliceBuffer(10_000).slots()).isEqualTo(32);
        assertThat(new SliceBuffer(30_000).slots()).isEqualTo(128);
        assertThat(new SliceBuffer(60_000).slots()).isEqualTo(128);
    }

    @Test
    void edgeOverrulesAnIncompleteSliceOnly() {
        SliceHeader right = new SliceHeader(4, 3_000, 1_000, 5_000, 0);
        SliceBuffer buffer = new SliceBuffer(10_000);
        assertThat(buffer.overrule(right)).isFalse();
        buffer.add(Rooms.chunks(Rooms.header(4), 3, 5, 1));
        assertThat(buffer.overrule(Rooms.header(4))).isFalse();
        assertThat(buffer.overrule(right)).isTrue();
        assertThat(buffer.header(4)).isNull();
        buffer.add(Rooms.whole(4, 1));

        assertThat(buffer.overrule(right)).isFalse();
        assertThat(buffer.complete(4)).isTrue();
    }
}
