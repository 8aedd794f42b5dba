package dev.tributary.transport.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.room.MediaLayout;
import dev.tributary.core.slice.SliceHeader;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = 1_000_000_000;
    private static final MediaLayout SECONDS = new MediaLayout(1_000, 1);

    private static SliceHeader slice(int millis) {
        return new SliceHeader(1, 0, millis, 1_000, 0);
    }

    @Test
    void anOriginThatHasBeenUpForADayLetsNobodySendADayAtOnce() {
        Pace pace = new Pace(30, SECONDS, 0);
        long now = 86_400 * SECOND;
        int slices = 0;
        while (!pace.ahead(now)) {
            pace.slice(now, slice(1_040));
            slices++;
        }
        assertThat(slices).isEqualTo(31);
        assertThat(pace.ahead(now + SECOND - 1)).isTrue();
        assertThat(pace.ahead(now + SECOND)).isFalse();
    }

    @Test
    void aSliceASecondIsNeverAhead() {
        Pace pace = new Pace(1, SECONDS, -5);
        for (long second = 0; second < 1_000; second++) {
            pace.slice(second * SECOND, slice(1_040));
            assertThat(pace.ahead(second * SECOND)).isFalse();
        }
    }

    @Test
    void ofShortSlicesAsMuchMediaMayBeAhead() {
        Pace pace = new Pace(30, new MediaLayout(20, 1), 0);
        int slices = 0;
        while (!pace.ahead(0)) {
            pace.slice(0, slice(40));
            slices++;
        }
        assertThat(slices).isEqualTo(751);
    }
}
