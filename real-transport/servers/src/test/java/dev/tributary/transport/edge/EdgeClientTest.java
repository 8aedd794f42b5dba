package dev.tributary.transport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Seal;
import dev.tributary.transport.edge.client.EdgeClient;
import dev.tributary.transport.http.HttpLimits;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Client and routes together over real sockets. */
@Timeout(60)
@Tag("slow")
final class EdgeClientTest {
    private static final int BYTES = 40_000;

    private EdgeBed bed;

    @BeforeEach
    void start() throws Exception {
        bed = new EdgeBed();
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    private Viewer viewer(int subStreams) {
        return new Viewer(bed.base(), EdgeBed.STREAM, subStreams);
    }

    @Test
    void aStandingStreamBringsWhatIsThereAndWhatComes() throws Exception {
        bed.publish(1, BYTES);
        bed.publish(2, 29);
        try (Viewer viewer = viewer(1)) {
            viewer.run(client -> client.streamFromEdge(1, 2));
            viewer.await("slice 2", () -> viewer.whole().containsKey(2));
            bed.publish(3, 15_360);
            bed.publish(4, 15_361);
            bed.publish(5, 2_000_000);
            viewer.await("slice 5", () -> viewer.whole().containsKey(5));
            assertThat(viewer.whole()).containsOnlyKeys(2, 3, 4, 5);
            int[] sizes = {0, 0, 29, 15_360, 15_361, 2_000_000};
            for (int s = 2; s <= 5; s++) {
                assertThat(viewer.whole().get(s)).isEqualTo(EdgeBed.media(s, sizes[s]));
                assertThat(bed.check().signed(viewer.header(s), viewer.seal(s))).isTrue();
            }
            for (Data data : viewer.data) {
                assertThat(data.hop()).isZero();
                assertThat(data.chunkCount()).isLessThanOrEqualTo(15);
                Seal seal = viewer.seal(data.header().slice());
                assertThat(bed.check().genuine(data, seal, data.seal() != null)).isTrue();
            }
            assertThat(viewer.failed).isEmpty();
        }
    }

    @Test
    void subStreamsAreChangedWhileTheStreamRuns() throws Exception {
        for (int s = 1; s <= 9; s++) {
            bed.publish(s, 1_000);
        }
        try (Viewer viewer = viewer(3)) {
            viewer.run(client -> client.streamFromEdge(0b001, 4));
            viewer.await("7", () -> viewer.whole().containsKey(7));
            assertThat(viewer.whole()).containsOnlyKeys(4, 7);
            viewer.run(client -> client.streamFromEdge(0b010, 6));
            viewer.await("8", () -> viewer.whole().containsKey(8));
            for (int s = 10; s <= 12; s++) {
                bed.publish(s, 1_000);
            }
            viewer.await("11", () -> viewer.whole().containsKey(11));
            assertThat(viewer.whole()).containsOnlyKeys(4, 7, 8, 11);
            viewer.run(client -> client.streamFromEdge(0, 12));
            viewer.await("no session", () -> sessions() == 0);
            viewer.run(client -> client.streamFromEdge(0b100, 12));
            viewer.await("12", () -> viewer.whole().containsKey(12));
            assertThat(viewer.whole()).containsOnlyKeys(4, 7, 8, 11, 12);
            assertThat(viewer.failed).isEmpty();
            assertThat(sessions()).isEqualTo(1);
        }
    }

    @Test
    void changesThatFollowEachOtherAtOnceAreAllMade() throws Exception {
        for (int s = 1; s <= 6; s++) {
            bed.publish(s, 1_000);
        }
        try (Viewer viewer = viewer(6)) {
            viewer.run(
                    client -> {
                        for (int k = 0; k < 6; k++) {
                            client.streamFromEdge((2 << k) - 1, 1);
                        }
                    });
            viewer.await("all", () -> viewer.whole().size() == 6);
            assertThat(viewer.log).hasSize(6);
        }
    }

    @Test
    void whatIsGivenUpLeavesTheQueueOfASlowReader() throws Exception {
        try (Viewer viewer = viewer(2)) {
            viewer.run(client -> client.streamFromEdge(0b11, 1));
            viewer.await("session", () -> sessions() == 1);
            stall(viewer);
            for (int s = 2; s <= 20; s++) {
                bed.publish(s, 2_000_000);
            }
            // The change goes over another connection, which does read.
            viewer.run(client -> client.streamFromEdge(0b01, 1));
            viewer.await("change", () -> mask() == 0b01);
            viewer.run(client -> viewer.channels.forEach(c -> c.config().setAutoRead(true)));
            viewer.await("slice 19", () -> viewer.whole().containsKey(19));
            List<Integer> even = viewer.whole().keySet().stream().filter(s -> s % 2 == 0).toList();
            assertThat(even).as("was on its way").hasSizeLessThanOrEqualTo(3);
            assertThat(viewer.whole().keySet()).contains(1, 3, 5, 7, 9, 11, 13, 15, 17, 19);
        }
    }

    @Test
    void littleIsPastRecallWhenAStreamIsGivenUp() throws Exception {
        try (Viewer viewer = viewer(1)) {
            viewer.run(client -> client.streamFromEdge(1, 1));
            viewer.await("session", () -> sessions() == 1);
            stall(viewer);
            for (int s = 2; s <= 30; s++) {
                bed.publish(s, 50_000);
            }
            viewer.run(client -> client.streamFromEdge(0, 1));
            viewer.await("the end", () -> sessions() == 0);
            viewer.run(client -> viewer.channels.forEach(c -> c.config().setAutoRead(true)));
            viewer.await("what was under way", () -> viewer.whole().containsKey(2));
            Thread.sleep(300);
            int bytes = 50_000 * (viewer.whole().size() - 1);
            // The edge's kernel and what waits before it, and the kernel of this side.
            assertThat(bytes).as("past recall").isLessThan((128 << 10) + (32 << 10) + (128 << 10));
        }
    }

    /**
     * Publishes slice 1, and once it is here reads no more: before the answer's head is here, a
     * change of the stream waits for it, and would for ever.
     */
    private void stall(Viewer viewer) throws InterruptedException {
        bed.publish(1, 1_000);
        viewer.await("slice 1", () -> viewer.whole().containsKey(1));
        viewer.run(client -> viewer.channels.forEach(c -> c.config().setAutoRead(false)));
    }

    private int mask() {
        int[] mask = {0};
        bed.onLoop(() -> mask[0] = bed.stream.masks().stream().findFirst().orElse(0));
        return mask[0];
    }

    private int sessions() {
        return sessions(bed);
    }

    private static int sessions(EdgeBed at) {
        int[] count = {0};
        at.onLoop(() -> count[0] = at.stream.masks().size());
        return count[0];
    }

    @Test
    void aReaderWhoIsSlowerThanTheStreamLosesTheOldestAndHoldsNothingUp() throws Exception {
        try (Viewer slow = viewer(1);
                Viewer quick = viewer(1)) {
            slow.run(client -> client.streamFromEdge(1, 1));
            quick.run(client -> client.streamFromEdge(1, 1));
            slow.await("sessions", () -> sessions() == 2);
            stall(slow);
            for (int s = 2; s <= 100; s++) {
                bed.publish(s, 300_000);
            }
            quick.await("100", () -> quick.whole().containsKey(100));
            slow.run(client -> slow.channels.forEach(c -> c.config().setAutoRead(true)));
            slow.await("100", () -> slow.whole().containsKey(100));
            assertThat(slow.whole().keySet()).hasSizeBetween(65, 91).contains(37, 50, 99);
        }
    }

    @Test
    void aReaderWhoTakesNothingIsCut() throws Exception {
        HttpLimits impatient = HttpLimits.defaults().withTimes(5_000, 30_000, 500, 200);
        try (EdgeBed strict = new EdgeBed(impatient);
                Viewer viewer = new Viewer(strict.base(), EdgeBed.STREAM, 1)) {
            viewer.run(client -> client.streamFromEdge(1, 1));
            viewer.await("session", () -> sessions(strict) == 1);
            viewer.run(client -> viewer.channels.forEach(c -> c.config().setAutoRead(false)));
            for (int s = 1; s <= 20; s++) {
                strict.publish(s, 1_000_000);
            }
            viewer.await("cut", () -> sessions(strict) == 0);
            viewer.run(client -> viewer.channels.forEach(c -> c.config().setAutoRead(true)));
            viewer.await("failed", () -> viewer.failed.contains(0));
            assertThat(strict.service.refusals().count("slow_reader")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_024, 15_360, 15_361, 46_000, 1_000_000})
    void aFetchBringsBlocksThatAreTheSlices(int size) throws Exception {
        bed.publish(8, Math.max(29, size));
        byte[] media = EdgeBed.media(8, Math.max(29, size));
        try (Viewer viewer = viewer(6)) {
            viewer.run(client -> client.fetchFromEdge(3, 8, 0, 0, false));
            viewer.await("whole", () -> viewer.whole().containsKey(8));
            assertThat(viewer.whole().get(8)).isEqualTo(media);
            assertThat(bed.check().signed(viewer.header(8), viewer.seal(8))).isTrue();
        }
    }

    @Test
    void aFetchOfARunBringsThatRun() throws Exception {
        bed.publish(8, 100_000);
        try (Viewer viewer = viewer(6)) {
            viewer.run(client -> client.fetchFromEdge(1, 8, 15, 30, false));
            viewer.run(client -> client.fetchFromEdge(2, 8, 90, 0, false));
            viewer.run(client -> client.fetchFromEdge(3, 8, 75, 15, false));
            viewer.await("four", () -> viewer.data.size() == 4);
            assertThat(viewer.log)
                    .containsExactlyInAnyOrder(
                            "data 1 8/15", "data 1 8/30", "data 2 8/90", "data 3 8/75");
            assertThat(viewer.seal(8)).isNull();
        }
    }

    @Test
    void manyFetchesShareTwoConnections() throws Exception {
        for (int s = 1; s <= 30; s++) {
            bed.publish(s, 50_000);
        }
        try (Viewer viewer = viewer(6)) {
            viewer.run(
                    client -> {
                        for (int s = 1; s <= 30; s++) {
                            client.fetchFromEdge(s, s, 0, 0, false);
                        }
                    });
            viewer.await("all", () -> viewer.whole().size() == 30);
            assertThat(viewer.channels).hasSize(2);
        }
    }

    @Test
    void moreFetchesThanAreAllowedFail() throws Exception {
        bed.publish(1, 50_000);
        try (Viewer viewer = viewer(6)) {
            viewer.run(
                    client -> {
                        for (int i = 1; i <= EdgeClient.FETCHES_MAX + 5; i++) {
                            client.fetchFromEdge(i, 1, 15, 15, false);
                        }
                    });
            viewer.await("all", () -> viewer.log.size() == EdgeClient.FETCHES_MAX + 5);
            assertThat(viewer.failed).hasSize(5).allMatch(r -> r > EdgeClient.FETCHES_MAX);
        }
    }

    @Test
    void whatTheEdgeHasNotFails() throws Exception {
        bed.publish(8, 100_000);
        try (Viewer viewer = viewer(6)) {
            viewer.run(client -> client.fetchFromEdge(1, 9, 0, 0, false));
            viewer.run(client -> client.fetchFromEdge(2, 8, 105, 0, false));
            viewer.await("both", () -> viewer.failed.size() == 2);
            assertThat(viewer.data).isEmpty();
            viewer.run(client -> client.fetchFromEdge(3, 8, 90, 15, false));
            viewer.await("third", () -> viewer.data.size() == 1);
        }
    }
}
