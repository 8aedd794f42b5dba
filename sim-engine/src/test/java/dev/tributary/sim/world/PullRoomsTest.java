package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.measure.Measurement;
import dev.tributary.measure.Metric;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every system that pulls must keep, however few viewers there are. */
@Tag("slow")
@Tag("model")
final class PullRoomsTest {
    private static final String[] SHORT = {
        "audience.ramp=5 s", "run.warmUp=30 s", "run.duration=40 s", "audience.sessions=forever"
    };

    private static Measurement run(String name, String... sets) {
        return new Simulation(Rooms.library(name, Rooms.join(SHORT, sets)), 7).run();
    }

    /** One copy at least comes from the CDN (theory.md 1.1). */
    @ParameterizedTest
    @CsvSource({
        "bilibili-default, 2", "bilibili-default, 5", "bilibili-default, 10",
        "youku-default, 2", "youku-default, 5", "youku-default, 10",
        "novage-v2-40s, 2", "novage-v2-40s, 10"
    })
    void fewViewersTakeACopyFromTheCdn(String name, int viewers) {
        Measurement measured = run(name, "audience.viewers=" + viewers);

        double sharing = Metric.SHARING_RATIO.of(measured);
        assertThat(sharing).isLessThanOrEqualTo(1 - 1.0 / viewers + 0.01);
        assertThat(measured.violations()).isEmpty();
        assertThat(Metric.STALLED_SESSIONS.of(measured)).isZero();
    }

    /** Where nobody can be reached, all comes from the CDN, and nobody waits longer for it. */
    @ParameterizedTest
    @ValueSource(strings = {"bilibili-default", "youku-default", "novage-v2-default"})
    void withoutPeersItIsAsFromTheCdnAlone(String name) {
        String[] alone = {
            "audience.viewers=30",
            "network.nat={BLK: 100 %}",
            "network.cellularNat={BLK: 100 %}",
            "network.ipv6=0 %"
        };
        Measurement measured = run(name, alone);

        assertThat(Metric.SHARING_RATIO.of(measured)).isZero();
        assertThat(Metric.STALL_RATIO.of(measured)).isCloseTo(0, within(0.001));
        assertThat(Metric.CONTINUITY.of(measured)).isCloseTo(1, within(0.001));
        assertThat(measured.violations()).isEmpty();
    }
}
