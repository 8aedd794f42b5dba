package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProgressTest {
    @Test
    void remainingTimeIsWhatTheRestTakesAtTheSameSpeed() {
        assertThat(Progress.text(0.25, 2, 10, 30))
                .isEqualTo(" 25 %, 2 of 10 replications, 1 min 30 s left");
        assertThat(Progress.text(1, 10, 10, 30)).isEqualTo("100 %, 10 of 10 replications");
    }

    @Test
    void nothingIsGuessedFromTheFirstMoments() {
        assertThat(Progress.text(0.01, 0, 10, 60)).isEqualTo("  1 %, 0 of 10 replications");
        assertThat(Progress.text(0.5, 0, 10, 1)).isEqualTo(" 50 %, 0 of 10 replications");
    }

    @Test
    void durationsHaveAtMostTwoUnits() {
        assertThat(Progress.duration(0.2)).isEqualTo("1 s");
        assertThat(Progress.duration(61)).isEqualTo("1 min 1 s");
        assertThat(Progress.duration(7_300)).isEqualTo("2 h 1 min");
    }
}
