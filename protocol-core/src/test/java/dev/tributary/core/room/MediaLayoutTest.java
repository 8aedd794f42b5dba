package dev.tributary.core.room;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is counted in slices is a stretch of media. */
final class MediaLayoutTest {
    @ParameterizedTest
    @CsvSource({"1000, 30, 64", "100, 300, 640", "20, 512, 3200", "10000, 3, 6", "60000, 1, 1"})
    void indexAndStoreHoldAsMuchMedia(int sliceMillis, int indexed, int kept) {
        MediaLayout layout = new MediaLayout(sliceMillis, 6);
        assertThat(layout.indexed()).isEqualTo(indexed);
        assertThat(layout.kept()).isEqualTo(kept);
    }
}
