package dev.tributary.core.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.testkit.Settings;
import org.junit.jupiter.api.Test;

final class RoomSettingsTest {
    private static RoomSettings settings(int bufferMillis, int fanOutMax, int capPercent) {
        return Settings.douyu()
                .bufferMillis(bufferMillis)
                .fanOutMax(fanOutMax)
                .uploadPerDownloadPercent(capPercent)
                .build();
    }

    @Test
    void fanOutIsTheUplinkBudgetInSubStreams() {
        RoomSettings plain = settings(10_000, 12, 0);
        assertThat(plain.fanOut(0)).isZero();
        assertThat(plain.fanOut(520)).as("520 * 0.8 = 416 < 416.7").isZero();
        assertThat(plain.fanOut(521)).isEqualTo(1);
        assertThat(plain.fanOut(5_000)).isEqualTo(9);
        assertThat(plain.fanOut(10_000_000)).as("fanOutMax").isEqualTo(12);
    }

    @Test
    void fanOutFitsTheBurstOfOneSliceIntoThePeerWindow() {
        // 8 s - 4 s leave a window of 4 s, less 1 s to get there: 3 slices at 2.5 Mbit/s each
        // second.
        assertThat(settings(8_000, 32, 0).fanOut(5_000)).isEqualTo(6);
        assertThat(settings(5_000, 32, 0).fanOut(5_000)).as("no time at all").isZero();
    }

    @Test
    void shortSlicesNeedLessTimeToGetThere() {
        // 2 s - 0.8 s, less 0.2 s: a second for frames of 20 ms, so that the mean rate decides.
        Settings frames = Settings.douyu().sliceMillis(20).bufferMillis(2_000);
        assertThat(frames.emergencyWindowMillis(800).build().fanOut(5_000)).isEqualTo(9);
        assertThat(frames.emergencyWindowMillis(1_900).build().fanOut(5_000)).isZero();
    }

    @Test
    void fanOutKeepsTheUploadPerDownloadCap() {
        assertThat(settings(10_000, 12, 100).fanOut(50_000)).isEqualTo(6);
        assertThat(settings(10_000, 12, 131).fanOut(50_000)).isEqualTo(7);
        assertThat(settings(10_000, 12, 10_000).fanOut(50_000)).isEqualTo(12);
    }

    @Test
    void slicesOfResidueClassesFormSubStreams() {
        RoomSettings six = settings(10_000, 12, 0);
        assertThat(six.subStream(1)).isZero();
        assertThat(six.subStream(6)).isEqualTo(5);
        assertThat(six.subStream(7)).isZero();
    }
}
