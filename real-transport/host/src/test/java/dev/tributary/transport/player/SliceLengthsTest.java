package dev.tributary.transport.player;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.slice.SliceHeader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SliceLengthsTest {
    private final SliceLengths lengths = new SliceLengths();

    private void hear(int from, int count, int millis) {
        for (int s = from; s < from + count; s++) {
            lengths.heard(new SliceHeader(s, 0, millis, 1_000, 0));
            lengths.heard(new SliceHeader(s, 0, millis, 1_000, 0));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 1040, false",
        "1000, 500, false",
        "1000, 40, true",
        "20, 40, false",
        "20, 14, false",
        "20, 500, false",
        "20, 1040, true",
        "100, 1040, true"
    })
    void lengthsThatNoCutMakesAreNoticed(int room, int millis, boolean misfits) {
        lengths.expect(room);
        hear(1, 19, millis);
        assertThat(lengths.misfits()).as("too few").isFalse();
        hear(20, 1, millis);
        assertThat(lengths.misfits()).isEqualTo(misfits);
        hear(21, 1, room);
        assertThat(lengths.misfits()).isFalse();
    }
}
