package dev.tributary.core.system.substream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.core.room.Device;
import org.junit.jupiter.api.Test;

final class SeedScoreTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void onlineTimeCountsAQuarterAndIsFullAfterTenMinutes() {
        SeedScore score = new SeedScore(0, Device.PC);
        assertScore(score.at(0), 0.75);
        assertScore(score.at(300 * SECOND), 0.875);
        assertScore(score.at(600 * SECOND), 1);
        assertScore(score.at(1_000_000 * SECOND), 1);
    }

    @Test
    void theDeviceCountsFifteenPercent() {
        assertScore(new SeedScore(0, Device.TV).at(0), 0.75 - 0.03);
        assertScore(new SeedScore(0, Device.PHONE).at(0), 0.75 - 0.075);
    }

    @Test
    void stabilityIsAMovingAverageOfSlicesInTime() {
        SeedScore score = new SeedScore(0, Device.PC);
        score.delivered(1, 1);
        assertScore(score.at(0), 0.75 - 0.35 * 0.05);
        score.delivered(0, 0);
        assertScore(score.at(0), 0.75 - 0.35 * 0.05);
        for (int i = 0; i < 100; i++) {
            score.delivered(0, 7);
        }
        assertScore(score.at(0), 0.4);
    }

    @Test
    void connectionSuccessCountsAQuarter() {
        SeedScore score = new SeedScore(0, Device.PC);
        score.connected(false);
        assertScore(score.at(0), 0.75 - 0.025);
        score.connected(true);
        assertScore(score.at(0), 0.75 - 0.0225);
    }

    @Test
    void absurdCountsAreIgnoredOrHarmless() {
        SeedScore score = new SeedScore(0, Device.PC);
        score.delivered(-1, 5);
        score.delivered(5, -1);
        assertScore(score.at(0), 0.75);
        score.delivered(Integer.MAX_VALUE, Integer.MAX_VALUE);
        assertScore(score.at(0), 0.75 - 0.35 * 0.05);
    }

    private static void assertScore(int score, double expected) {
        assertThat((double) score / SeedScore.ONE).isCloseTo(expected, within(0.0005));
    }
}
