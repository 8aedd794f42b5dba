package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.measure.Measurement;
import dev.tributary.measure.Metric;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two seconds of buffer and slices of one frame, with and without peers. */
@Tag("slow")
@Tag("model")
final class TwoSecondsTest {
    private static Measurement run(String name, String... more) {
        String[] small = {"audience.viewers=150", "run.duration=60 s", "expect=[]"};
        return Rooms.run(Rooms.library(name, Rooms.join(small, more)), 1);
    }

    private static void isTwoSecondsBehind(Measurement measured) {
        assertThat(measured.violations()).isEmpty();
        assertThat(Metric.LATENCY_MEAN.of(measured)).isBetween(2.0, 2.5);
        assertThat(Metric.CONTINUITY.of(measured)).isGreaterThan(.99);
    }

    @Test
    void theCdnAlone() {
        isTwoSecondsBehind(run("cdn-only-2s"));
    }

    @Test
    void peersShareFramesAsTheyShareSeconds() {
        Measurement measured = run("douyu-2s");
        isTwoSecondsBehind(measured);
        assertThat(measured.bytes().sharingRatio()).isGreaterThan(.6);
    }

    /** What x264 sends unless it is told: a viewer begins with up to ten seconds more. */
    @Test
    void keyframesTenSecondsApartBreakNothing() {
        Measurement measured = run("douyu-2s", "audience.viewers=60", "stream.keyframeEvery=10 s");
        assertThat(measured.violations()).isEmpty();
        assertThat(Metric.SKIPPED_RATIO.of(measured)).isZero();
    }

    /** Numbers go on with the clock: what they leave out never was. It had been 54 %. */
    @Test
    void whatAnOriginThatWasAwayNeverCutIsNotSkipped() {
        Measurement measured =
                Rooms.run(
                        Rooms.library(
                                "cdn-only",
                                "audience.viewers=10",
                                "audience.sessions=forever",
                                "audience.arrivals=none",
                                "protocol.slice=2 s",
                                "run.warmUp=50 s",
                                "run.duration=80 s",
                                "events=[{at: 60 s, do: origin-restarts, for: 5 s}]",
                                "expect=[]"),
                        1);
        assertThat(measured.violations()).isEmpty();
        assertThat(Metric.SKIPPED_RATIO.of(measured)).isLessThan(.06);
        assertThat(Metric.CONTINUITY.of(measured)).isGreaterThan(.85);
    }

    /** Whoever begins at a keyframe stays as far behind as that was. */
    @Test
    void withoutCatchingUpViewersAreASecondLater() {
        Measurement measured = run("cdn-only-2s", "protocol.catchUp=off");
        assertThat(Metric.LATENCY_MEAN.of(measured)).isGreaterThan(2.8);
    }
}
