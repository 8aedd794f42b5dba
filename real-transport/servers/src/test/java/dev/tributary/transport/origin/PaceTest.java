package dev.tributary.transport.origin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void anOriginThatHasBeenUpForADayLetsNobodySendADayAtOnce() {
        Pace pace = new Pace(30, 0);
        long now = 86_400 * SECOND;
        int slices = 0;
        while (!pace.ahead(now)) {
            pace.slice(now);
            slices++;
        }
        assertThat(slices).isEqualTo(31);
        assertThat(pace.ahead(now + SECOND - 1)).isTrue();
        assertThat(pace.ahead(now + SECOND)).isFalse();
    }

    @Test
    void aSliceASecondIsNeverAhead() {
        Pace pace = new Pace(1, -5);
        for (long second = 0; second < 1_000; second++) {
            pace.slice(second * SECOND);
            assertThat(pace.ahead(second * SECOND)).isFalse();
        }
    }
}
