package dev.tributary.core.playout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.base.Time;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.store.SliceBuffer;
import dev.tributary.core.testkit.Rooms;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlayoutTest {
    private final List<String> seen = new ArrayList<>();
    private final SliceBuffer buffer = new SliceBuffer(Rooms.LAYOUT, 10_000);
    private final List<Integer> handed = new ArrayList<>();
    private final Playout playout =
            new Playout(
                    Rooms.douyu(),
                    buffer,
                    (header, payload) -> handed.add(header.slice()),
                    new Watcher());

    private final List<Long> skippedMillis = new ArrayList<>();

    private final class Watcher implements ScreenObserver {
        @Override
        public void skipped(long nowNanos, int from, int to, long mediaMillis) {
            skippedMillis.add(mediaMillis);
        }

        @Override
        public void sliceShown(long shownNanos, SliceHeader header) {
            seen.add(header.slice() + " at " + shownNanos / Rooms.MILLI);
        }

        @Override
        public void stallBegan(long nowNanos) {
            seen.add("stall at " + nowNanos / Rooms.MILLI);
        }
    }

    private static SliceHeader header(int slice, long dts, int duration) {
        return new SliceHeader(slice, dts, duration, 1_000, SliceHeader.KEYFRAME);
    }

    private void arrive(SliceHeader header) {
        buffer.add(Rooms.chunks(header, 0, 1, 1));
    }

    private void play(SliceHeader... headers) {
        playout.start(0, new StartSlice(headers[0], 10_000));
        for (SliceHeader header : headers) {
            arrive(header);
        }
        playout.advance(0);
    }

    @Test
    void slicesAppearWhenTheirMediaTimeHasCome() {
        play(header(1, 500, 1_040), header(2, 1_540, 1_040), header(3, 2_580, 1_040));
        assertThat(playout.bufferedNanos(100 * Rooms.MILLI)).isEqualTo(3_020 * Rooms.MILLI);
        playout.advance(2_100 * Rooms.MILLI);

        assertThat(seen).containsExactly("1 at 0", "2 at 1040", "3 at 2080");
        assertThat(playout.showNanos(4)).isEqualTo(3_120 * Rooms.MILLI);
        assertThat(playout.nextDeadlineNanos()).isEqualTo(3_120 * Rooms.MILLI);
    }

    @Test
    void unknownSlicesAreExpectedAsLongAsTheLastKnownOne() {
        play(header(1, 0, 1_040));

        assertThat(playout.emergencyNanos(6)).isEqualTo((5 * 1_040 - 4_000) * Rooms.MILLI);
    }

    @Test
    void shortSliceDoesNotBringTheDeadlinesOfUnknownOnesForward() {
        play(header(1, 0, 1_000), header(2, 1_000, 1));

        assertThat(playout.showNanos(3)).isEqualTo(1_001 * Rooms.MILLI);
        assertThat(playout.showNanos(10)).isGreaterThan(8_000 * Rooms.MILLI);
    }

    @Test
    void jumpOfMediaTimeNeitherHoldsNorHurriesThePicture() {
        for (long dts : new long[] {0, 7_200_000, SliceHeader.DTS_MILLIS_MAX - 1_000}) {
            seen.clear();
            PlayoutTest test = new PlayoutTest();
            test.play(
                    header(1, 3_600_000, 1_000),
                    header(2, 3_601_000, 400),
                    new SliceHeader(3, dts, 1_000, 1_000, SliceHeader.DISCONTINUITY),
                    header(4, dts + 1_000, 1_000));
            test.playout.advance(2_500 * Rooms.MILLI);

            assertThat(test.seen).startsWith("1 at 0", "2 at 1000", "3 at 1400");
            assertThat(test.playout.emergencyNanos(6)).isEqualTo(400 * Rooms.MILLI);
        }
    }

    @Test
    void slicesWithoutDurationPassAtOnce() {
        play(header(1, 0, 1_000), header(2, 1_000, 0), header(3, 1_000, 1_000));
        playout.advance(1_000 * Rooms.MILLI);

        assertThat(seen).containsExactly("1 at 0", "2 at 1000", "3 at 1000");
    }

    @Test
    void deadlinesMoveByTheLengthOfAStall() {
        play(header(1, 0, 1_000));
        playout.advance(1_700 * Rooms.MILLI);
        assertThat(seen).containsExactly("1 at 0", "stall at 1000");
        assertThat(playout.nextDeadlineNanos()).isEqualTo(Time.NEVER);
        assertThat(playout.showNanos(3)).isEqualTo(2_700 * Rooms.MILLI);
        arrive(header(2, 1_000, 1_000));
        playout.advance(3_000 * Rooms.MILLI);

        assertThat(seen).endsWith("2 at 3000");
        assertThat(playout.showNanos(3)).isEqualTo(4_000 * Rooms.MILLI);
    }

    @Test
    void skipGoesOnWithTheNewSliceAndIsAStallUntilItIsHere() {
        play(header(1, 0, 1_000), header(2, 1_000, 1_000));
        playout.skip(500 * Rooms.MILLI, new StartSlice(header(60, 60_000, 1_000), 10_000));
        playout.advance(500 * Rooms.MILLI);
        arrive(header(60, 60_000, 1_000));
        playout.advance(800 * Rooms.MILLI);

        assertThat(seen).containsExactly("1 at 0", "stall at 500", "60 at 800");
        assertThat(handed).containsExactly(1, 2, 60);
        assertThat(skippedMillis).as("slices 2 to 59").containsExactly(58_000L);
    }

    @Test
    void whatNeverWasIsNotSkipped() {
        play(header(1, 0, 1_000), header(2, 1_000, 1_000));
        SliceHeader after = new SliceHeader(60, 2_000, 1_000, 1_000, SliceHeader.DISCONTINUITY);
        playout.advance(2_000 * Rooms.MILLI);
        playout.interrupted(2_500 * Rooms.MILLI, after, 60);
        playout.skip(2_500 * Rooms.MILLI, new StartSlice(after, 10_000));
        arrive(new SliceHeader(62, 4_000, 1_000, 1_000, 0));
        SliceHeader again = new SliceHeader(90, 5_000, 1_000, 1_000, SliceHeader.DISCONTINUITY);
        playout.interrupted(2_500 * Rooms.MILLI, again, 90);
        playout.skip(2_600 * Rooms.MILLI, new StartSlice(again, 10_000));

        assertThat(skippedMillis).as("nothing, and slice 62").containsExactly(0L, 1_000L);
    }

    @Test
    void skipToWhereTheScreenMustWaitIsAStallFromThen() {
        play(header(1, 0, 1_000), header(2, 1_000, 1_000));
        playout.skip(500 * Rooms.MILLI, new StartSlice(header(60, 60_000, 1_000), 4_000));
        arrive(header(60, 60_000, 1_000));
        playout.advance(600 * Rooms.MILLI);
        playout.advance(6_500 * Rooms.MILLI);

        assertThat(seen).containsExactly("1 at 0", "stall at 500", "60 at 6500");
    }

    /** The line of slice 7 is at 2,240 ms until the header of 6 says that it was cut short. */
    @Test
    void lineThatAHeaderBringsForwardCountsFromWhenItWasKnown() {
        SliceDeadlines deadlines = new SliceDeadlines(buffer, playout, 0);
        play(header(1, 0, 1_040));
        deadlines.start(7);
        assertThat(deadlines.nextEmergency(2_000 * Rooms.MILLI, 9)).isEqualTo(SliceDeadlines.NONE);
        SliceHeader next = new SliceHeader(7, 5_300, 1_040, 99_000, SliceHeader.KEYFRAME);
        buffer.add(Rooms.chunks(next, 0, RoomSettings.BLOCK_CHUNKS, 1));

        long looked = 2_100 * Rooms.MILLI;
        assertThat(deadlines.nextEmergency(looked, 9)).isEqualTo(7);
        assertThat(deadlines.knownLineNanos(looked, 7)).isEqualTo(looked);
        long late = 2_500 * Rooms.MILLI;
        assertThat(deadlines.knownLineNanos(late, 7)).isEqualTo(2_240 * Rooms.MILLI);
    }

    @Test
    void nextDeadlineIsNeverInThePast() {
        play(
                header(1, 0, 1_000),
                header(2, 1_000, 1_000),
                header(3, 1_001, 600_000),
                header(4, 1_000, 0));
        for (long now = 0; now < 20 * Rooms.SECOND; now += 250 * Rooms.MILLI) {
            playout.advance(now);
            assertThat(playout.nextDeadlineNanos()).isGreaterThan(now);
        }
    }
}
