package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.core.room.MediaSource;
import dev.tributary.measure.Measurement;
import dev.tributary.measure.Metric;
import dev.tributary.measure.ViewerRow;
import dev.tributary.scenarios.Scenario;
import dev.tributary.sim.kernel.Replication;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The bars of systems.md 2.6 in rooms small enough for every build: the library's scenarios with
 * 300 viewers and four minutes. Comparisons are paired by seed (same audience), and claims are made
 * on the 95 % interval of the paired difference.
 */
@Tag("slow")
@Tag("model")
final class DouyuBarsTest {
    private static final int PAIRS = 10;
    private static final String[] SMALL = {
        "audience.viewers=300", "run.warmUp=120 s", "run.duration=120 s"
    };

    /** What has been run: several bars ask for the same rooms. */
    private static final Map<Replica, Measurement> MEASURED = new ConcurrentHashMap<>();

    private record Replica(Scenario scenario, long seed) {}

    private static Scenario small(String name, String... overrides) {
        return Rooms.library(name, Rooms.join(SMALL, overrides));
    }

    private static double sharing(Scenario scenario, long seed) {
        return measure(scenario, seed).bytes().sharingRatio();
    }

    private static Measurement measure(Scenario scenario, long seed) {
        Measurement measured =
                MEASURED.computeIfAbsent(
                        new Replica(scenario, seed), run -> Rooms.run(scenario, seed));
        assertThat(measured.violations()).isEmpty();
        return measured;
    }

    private static Estimate gain(Scenario from, Scenario to) {
        return Estimate.over(PAIRS, seed -> sharing(to, seed) - sharing(from, seed));
    }

    private static double stallMax(Measurement measured) {
        return measured.viewers().stream().mapToDouble(ViewerRow::stallMaxSeconds).max().orElse(0);
    }

    private static double firstFrame(Measurement measured) {
        return measured.viewers().stream()
                .mapToDouble(ViewerRow::firstFrameSeconds)
                .filter(seconds -> !Double.isNaN(seconds))
                .average()
                .orElseThrow();
    }

    @Test
    void sixSubStreamsShareMoreThanThree() {
        gain(small("douyu-three"), small("douyu-six")).isAbove("2.6, six - three sub-streams", 0);
    }

    @Test
    void sixSubStreamsShareWhatDouyuSays() {
        Scenario six = small("douyu-six");
        Estimate share = Estimate.over(PAIRS, seed -> sharing(six, seed));
        share.isAbove("2.6, douyu-six", .75);
        assertThat(share.mean()).isLessThan(5 / 6.);
    }

    @Test
    void ipv6RaisesSharing() {
        gain(small("douyu-no-ipv6"), small("douyu-six")).isAbove("2.6, IPv6 on - off", 0);
    }

    @Test
    void trickleIceDoesNotLowerSharing() {
        gain(small("douyu-no-trickle"), small("douyu-six")).isAbove("2.6, Trickle on - off", 0);
    }

    @Test
    void trickleIceBringsTheFirstPeerByteEarlier() {
        Scenario full = small("douyu-no-trickle");
        Scenario trickle = small("douyu-six");
        Estimate saved =
                Estimate.over(
                        PAIRS, seed -> firstPeerByte(full, seed) - firstPeerByte(trickle, seed));
        saved.isAbove("2.6, median seconds to first peer byte, Trickle off - on", 0);
    }

    /** Returns the median over viewers of the time from joining to the first byte of a peer. */
    private static double firstPeerByte(Scenario scenario, long seed) {
        Map<Long, Double> first = new TreeMap<>();
        World[] world = new World[1];
        MediaProbe probe =
                (joined, header, source, useful) -> {
                    if (source == MediaSource.PEER) {
                        first.putIfAbsent(joined, (world[0].run().nowNanos() - joined) / 1e9);
                    }
                };
        Replication.run(
                scenario.name(),
                240_000_000_000L,
                simulator -> {
                    world[0] =
                            new World(
                                    Coarseness.settled(scenario),
                                    seed,
                                    simulator,
                                    probe,
                                    new Trace(),
                                    0);
                    world[0].start();
                });
        double[] sorted = first.values().stream().mapToDouble(v -> v).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    @Test
    void nobodyNoticesWhenAllLinksAreCut() {
        Scenario cut = small("douyu-kill-p2p", "events=[{at: 150 s, do: cut-p2p}]");
        double worst = 0;
        for (long seed = 1; seed <= 3; seed++) {
            worst = Math.max(worst, stallMax(measure(cut, seed)));
        }
        Figures.add("2.6, longest stall when links are cut", "<= 0.5 s", worst + " s");
        assertThat(worst).isLessThanOrEqualTo(.5);
    }

    /** A room whose links are cut from the first instant is a room without peers. */
    @Test
    void withoutPeersItIsTheCdnAlone() {
        Scenario alone = small("cdn-only");
        Scenario cut = small("douyu-six", "events=[{at: 0 s, do: cut-p2p}]");
        for (long seed = 1; seed <= 3; seed++) {
            Measurement one = measure(alone, seed);
            Measurement other = measure(cut, seed);
            double ratio = firstFrame(other) / firstFrame(one);
            Figures.add("ALL-0, start-up, cut / cdn-only", "1 +- 0.01", "" + ratio);
            assertThat(ratio).isCloseTo(1, within(.01));
            assertThat(Metric.STALL_RATIO.of(other))
                    .isCloseTo(Metric.STALL_RATIO.of(one), within(.01));
            assertThat(other.bytes().peer()).isZero();
            assertThat(one.bytes().sharingRatio()).isZero();
        }
    }

    @Test
    void theBaseStreamSharesNineTenthsWithoutStalls() {
        // In frames ten times as long, and 0.09 +- 0.22 points more (docs/models.md).
        String[] room = {
            "audience.viewers=1000", "run.duration=120 s", "protocol.granularity=slice"
        };
        Scenario base = Rooms.library("douyu-base-stream", room);
        Scenario plain =
                Rooms.library("douyu-base-stream", Rooms.join(room, "protocol.baseStream=0 %"));
        Estimate share = Estimate.over(10, seed -> sharing(base, seed));
        share.isAbove("2.6, base stream", .9);
        for (long seed = 1; seed <= 2; seed++) {
            double with = Metric.STALL_RATIO.of(measure(base, seed));
            double without = Metric.STALL_RATIO.of(measure(plain, seed));
            Figures.add(
                    "2.6, base stream, stall ratio with - without",
                    "<= 0.002",
                    "" + (with - without));
            assertThat(with - without).isLessThanOrEqualTo(.002);
        }
    }
}
