package dev.tributary.transport.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.room.MediaLayout;
import dev.tributary.core.wire.StreamKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers of slices over restarts of an origin (decision 70). */
class SliceNumbersTest {
    private static final StreamKey STREAM = new StreamKey(1, 2);
    private static final MediaLayout SECONDS = new MediaLayout(1_000, 1);
    private static final int HOUR = 3_600;
    private static final int CLOCK = OriginBed.SECONDS;
    private static final int YEAR = 366 * 24 * HOUR;

    @TempDir private Path directory;

    private SliceNumbers.OfStream begin(int seconds) throws IOException {
        return SliceNumbers.keptIn(directory, OriginBed.clock(seconds)).of(STREAM, SECONDS);
    }

    private Path file() {
        return directory.resolve("slices-00000000000000010000000000000002.next");
    }

    private void kept(String text) throws IOException {
        Files.writeString(file(), text);
    }

    @Test
    void firstNumberIsTheSecondsSince2020() throws IOException {
        Clock clock = Clock.fixed(Instant.parse("2026-11-20T00:00:00Z"), ZoneOffset.UTC);
        assertThat(SliceNumbers.byClock(clock).of(STREAM, SECONDS).first()).isEqualTo(217_296_000);
        assertThat(SliceNumbers.keptIn(directory, clock).of(STREAM, SECONDS).first())
                .isEqualTo(217_296_000);
    }

    @Test
    void clockThatWentBackIsNotBelieved() throws IOException {
        SliceNumbers.OfStream before = begin(CLOCK);
        for (int slice = CLOCK; slice < CLOCK + 1_000; slice++) {
            before.use(slice);
        }
        int again = begin(CLOCK - HOUR).first();

        assertThat(again).isBetween(CLOCK + 1_000, CLOCK + 1_000 + SliceNumbers.RESERVED);
        assertThat(begin(CLOCK - HOUR).first()).as("nothing was cut").isGreaterThan(again);
    }

    @Test
    void clockThatGoesOnIsFollowed() throws IOException {
        begin(CLOCK).use(CLOCK);
        assertThat(begin(CLOCK + HOUR).first()).isEqualTo(CLOCK + HOUR);
    }

    @Test
    void oneWrongClockBurnsNoMoreThanAYear() throws IOException {
        begin(CLOCK);
        int kept = CLOCK + SliceNumbers.RESERVED;
        assertThat(begin(kept + YEAR + 1).first()).isEqualTo(kept);
        kept += SliceNumbers.RESERVED;
        assertThat(begin(kept + YEAR).first()).isEqualTo(kept + YEAR);
        assertThat(begin(Integer.MAX_VALUE).first()).isLessThan(kept + YEAR + 100);
        assertThat(begin(-1).first()).isLessThan(kept + YEAR + 200);
    }

    @Test
    void fileIsWrittenOnceInSixtyFourSlices() throws IOException {
        SliceNumbers.OfStream numbers = begin(CLOCK);
        kept("seen");
        for (int slice = CLOCK; slice < CLOCK + SliceNumbers.RESERVED; slice++) {
            numbers.use(slice);
        }
        assertThat(file()).hasContent("seen");
        numbers.use(CLOCK + SliceNumbers.RESERVED);

        assertThat(file()).hasContent("tributary-next-slice 1\n" + (CLOCK + 128) + "\n");
        assertThat(directory).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void aMinuteOfShortSlicesIsReservedAtATime() throws IOException {
        SliceNumbers numbers = SliceNumbers.keptIn(directory, OriginBed.clock(CLOCK));
        numbers.of(STREAM, new MediaLayout(100, 1));
        assertThat(file()).hasContent("tributary-next-slice 1\n" + (CLOCK + 640) + "\n");
    }

    @Test
    void whatIsNoNumberIsRefusedAndSaysWhatHelps() throws IOException {
        String[] wrong = {
            "",
            "tributary-next-slice 1\n",
            "tributary-next-slice 1\n0\n",
            "tributary-next-slice 1\n-5\n",
            "tributary-next-slice 1\n2147483647\n",
            "tributary-next-slice 1\n99999999999999999999\n",
            "tributary-next-slice 2\n5\n",
            "5\n" + "x".repeat(10_000),
        };
        for (String text : wrong) {
            kept(text);
            assertThatThrownBy(() -> begin(CLOCK))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file().toString())
                    .hasMessageContaining("without the file numbers begin at the clock's");
        }
    }

    @Test
    void directoryThatCannotBeWrittenLeavesTheClock() throws IOException {
        directory = directory.resolve("gone");
        SliceNumbers.OfStream numbers = begin(CLOCK);
        assertThat(numbers.first()).isEqualTo(CLOCK);
        numbers.use(CLOCK + 100);
    }

    @Test
    void clockThatIsNoneIsRefusedWhereNothingIsKept() {
        assertThatThrownBy(() -> begin(-5)).isInstanceOf(IllegalArgumentException.class);
        assertThat(file()).doesNotExist();
    }
}
