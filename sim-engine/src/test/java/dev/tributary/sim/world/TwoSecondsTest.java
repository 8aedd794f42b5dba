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

    /** Whoever begins at a keyframe stays as far behind as that was. */
    @Test
    void withoutCatchingUpViewersAreASecondLater() {
        Measurement measured = run("cdn-only-2s", "protocol.catchUp=off");
        assertThat(Metric.LATENCY_MEAN.of(measured)).isGreaterThan(2.8);
    }
}
