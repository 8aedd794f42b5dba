package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.measure.Measurement;
import dev.tributary.measure.SeriesPoint;
import dev.tributary.scenarios.Scenario;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The invariants of reliability.md 3.1 hold in every scenario of the library, small, with every
 * message through the codec, under both models of the uplink, and in a run in which everything
 * happens.
 *
 * <p>A low bit rate keeps the real bytes of all buffers small: 200 kbit/s are 25 chunks, two
 * frames, a slice.
 */
@Tag("slow")
@Tag("model")
final class EveryScenarioTest {
    private static final String[] SMALL = {
        "audience.viewers=150",
        "audience.ramp=20 s",
        "stream.bitrate=200 kbps",
        "run.warmUp=40 s",
        "run.duration=80 s",
        "run.throughCodec=true"
    };

    /** The events and curves of the library, brought forward into the shorter run. */
    private static String own(Scenario scenario) {
        return switch (scenario.name()) {
            case "douyu-flash-crowd" ->
                    "events=[{at: 80 s, do: flash-crowd, viewers: 300, over: 10 s}]";
            case "douyu-kill-p2p" -> "events=[{at: 90 s, do: cut-p2p}]";
            case "evening" ->
                    "audience={arrivals: {curve: [{at: 0 s, viewers: 50}, {at: 70 s, viewers: 150},"
                            + "{at: 120 s, viewers: 80}]}}";
            default -> "events=[]";
        };
    }

    static Stream<Arguments> scenarios() {
        return Rooms.names().stream()
                .flatMap(
                        name ->
                                Stream.of(
                                        Arguments.of(name, "slice", "fifo"),
                                        Arguments.of(name, "frame", "fifo"),
                                        Arguments.of(name, "slice", "fair-share"),
                                        Arguments.of(name, "frame", "fair-share")));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void breaksNoInvariant(String name, String granularity, String uplink) {
        Scenario small =
                Rooms.library(
                        name,
                        Rooms.join(
                                SMALL,
                                "protocol.granularity=" + granularity,
                                "network.uplink=" + uplink,
                                own(Rooms.library(name))));
        Measurement measured = Rooms.run(small, 7);
        assertThat(measured.violations()).isEmpty();
        assertThat(measured.bytes().useful()).isPositive();
    }

    /** Half the room leaves, twice as many come, all links are cut, then the CDN fails for 5 s. */
    private static Scenario hostile(String uplink, String granularity) {
        return Rooms.library(
                "douyu-six",
                "protocol.granularity=" + granularity,
                "network.uplink=" + uplink,
                "audience.viewers=300",
                "run.warmUp=60 s",
                "run.duration=280 s",
                "run.step=10 s",
                "events=[{at: 100 s, do: mass-leave, share: 50 %, over: 1 s},"
                        + "{at: 110 s, do: flash-crowd, viewers: 300, over: 10 s},"
                        + "{at: 140 s, do: cut-p2p}, {at: 170 s, do: restore-p2p},"
                        + "{at: 220 s, do: cdn-outage, for: 5 s}]");
    }

    private static double sharing(List<SeriesPoint> series, double from, double to) {
        long peer = 0;
        long all = 0;
        for (SeriesPoint point : series) {
            if (point.fromSeconds() >= from && point.toSeconds() <= to) {
                peer += point.peerBytes();
                all += point.peerBytes() + point.cdnBytes();
            }
        }
        return (double) peer / all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"fifo", "fair-share"})
    void aRoomThatWasHitByEverythingRecovers(String uplink) {
        for (long seed = 1; seed <= 2; seed++) {
            String granularity = seed == 1 ? "frame" : "slice"; // a tenth of the time
            Measurement measured = Rooms.run(hostile(uplink, granularity), seed);
            List<SeriesPoint> series = measured.series();
            assertThat(measured.violations()).isEmpty();
            double before = sharing(series, 60, 100);
            double links = sharing(series, 200, 220) / before;
            double cdn = sharing(series, 280, 330) / before;
            Figures.add("L3, 30 s after links are back", ">= 0.9 of before", "" + links);
            Figures.add("60 s after the CDN is back", ">= 0.9 of before", "" + cdn);
            assertThat(sharing(series, 150, 170)).as("while cut").isZero();
            assertThat(links).isGreaterThanOrEqualTo(.9);
            assertThat(cdn).isGreaterThanOrEqualTo(.9);
            SeriesPoint end = series.get(series.size() - 1);
            assertThat(end.stalledViewers()).isZero();
            assertThat(end.viewers()).isGreaterThan(200);
        }
    }
}
