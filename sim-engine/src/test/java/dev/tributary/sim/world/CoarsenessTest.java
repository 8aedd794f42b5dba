package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class CoarsenessTest {
    private static double seconds(String name, String... overrides) {
        return Coarseness.messageSeconds(Rooms.library(name, overrides));
    }

    @Test
    void aSliceTakesItsBitsAtTheRateOfThePath() {
        String[] path = {"network.rtt.fixed=100 ms", "network.loss.crossIsp=1.5 %"};
        // Mathis: 1200 B per 100 ms, times sqrt(1.5 / 0.015) = 10: 960 kbit/s.
        assertThat(seconds("douyu-six", path)).isCloseTo(2_500 / 960.0, within(0.001));
    }

    @Test
    void wholeSlicesAreFineInChinaAndMisleadAroundTheWorld() {
        assertThat(Coarseness.misleads(Rooms.library("douyu-six"))).isFalse();
        assertThat(Coarseness.misleads(Rooms.library("douyu-six", "network.preset=global")))
                .isTrue();
    }

    @Test
    void framesAndPathsWithoutLossAndRoomsWithoutPeersAreFine() {
        String global = "network.preset=global";
        assertThat(seconds("douyu-six", global, "protocol.granularity=frame")).isBetween(0.0, 0.2);
        assertThat(seconds("douyu-six", global, "network.loss.crossIsp=0 %")).isZero();
        assertThat(seconds("cdn-only", global)).isZero();
    }
}
