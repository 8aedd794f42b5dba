package dev.tributary.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.testkit.Choices;
import dev.tributary.core.testkit.Property;
import dev.tributary.core.testkit.Rooms;
import dev.tributary.core.wire.ChunkRun;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Seal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class SliceBufferTest {
    private static final int SLICES = 80;

    /** Some chunks of a slice; the sizes of slices follow from their numbers. */
    private record Arrival(int slice, int first, int count) {
        static Arrival of(Choices c) {
            int slice = c.between(1, SLICES);
            int chunks = header(slice).chunks();
            int first = 15 * c.between(0, Seal.blocks(header(slice)) - 1);
            return new Arrival(slice, first, Math.min(15 * c.between(1, 5), chunks - first));
        }
    }

    private static SliceHeader header(int slice) {
        return new SliceHeader(slice, slice * 1_000L, 1_000, slice * 17_000 % 200_000, 0);
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
        Seal seal = arrival.first == 0 ? Seal.ofLength(header) : null;
        return new Data(header, arrival.first, arrival.count, 1, seal, part);
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
        SliceBuffer buffer = new SliceBuffer(Rooms.LAYOUT, 10_000);
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
            if (chunks[i] && i % 15 == 0) {
                assertThat(buffer.read(s, i, Math.min(15, chunks.length - i)))
                        .isEqualTo(oneFurther(s, i));
            }
        }
        assertThat(buffer.complete(s)).isEqualTo(complete);
        if (complete) {
            assertThat(buffer.payload(s)).isEqualTo(Payload.of(bytes(header(s))));
        }
    }

    private static Data oneFurther(int slice, int chunk) {
        int count = Math.min(15, header(slice).chunks() - chunk);
        Data one = data(new Arrival(slice, chunk, count));
        return new Data(one.header(), chunk, count, 2, one.seal(), one.payload());
    }

    @Test
    void runsBeyondTheLimitAreMergedIntoTheLast() {
        SliceBuffer buffer = new SliceBuffer(Rooms.LAYOUT, 10_000);
        for (int chunk : new int[] {15, 45, 75}) {
            buffer.add(Rooms.chunks(Rooms.header(4), chunk, 15, 1));
        }

        assertThat(buffer.missingRuns(4, 2))
                .containsExactly(new ChunkRun(0, 15), new ChunkRun(30, 68));
    }

    @Test
    void promiseOfTheEdgeEndsWithTheSlot() {
        SliceBuffer buffer = new SliceBuffer(Rooms.LAYOUT, 10_000);
        buffer.expectFromEdge(5, true);
        assertThat(buffer.edgeExpected(5)).isTrue();
        buffer.add(Rooms.whole(5 + buffer.slots(), 1));

        assertThat(buffer.edgeExpected(5)).isFalse();
        buffer.expectFromEdge(5, true);
        assertThat(buffer.edgeExpected(5)).isFalse();
    }

    @Test
    void longestBufferFitsTwice() {
        assertThat(new SliceBuffer(Rooms.LAYOUT, 10_000).slots()).isEqualTo(32);
        assertThat(new SliceBuffer(Rooms.LAYOUT, 30_000).slots()).isEqualTo(128);
        assertThat(new SliceBuffer(Rooms.LAYOUT, 60_000).slots()).isEqualTo(128);
    }
}
