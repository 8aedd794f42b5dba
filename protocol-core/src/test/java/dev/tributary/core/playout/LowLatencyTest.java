package dev.tributary.core.playout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.base.Time;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.store.SliceBuffer;
import dev.tributary.core.testkit.Rooms;
import dev.tributary.core.testkit.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A screen two seconds behind the live edge, of slices of one frame at 25 a second, with a keyframe
 * every two seconds. It is looked at when it asks for it, and when a frame comes.
 */
class LowLatencyTest {
    private static final int FRAME_MILLIS = 40;
    private static final int GROUP = 50;

    private static Settings room() {
        return Settings.douyu()
                .sliceMillis(20)
                .bufferMillis(2_000)
                .emergencyWindowMillis(800)
                .startMillis(200);
    }

    private static SliceHeader frame(int number) {
        int flags = number % GROUP == 1 ? SliceHeader.KEYFRAME : 0;
        return new SliceHeader(number, (number - 1L) * FRAME_MILLIS, FRAME_MILLIS, 1_000, flags);
    }

    /** A screen, and what was seen of it. */
    private static final class Viewer implements ScreenObserver {
        private final TreeMap<Integer, Long> shownMillis = new TreeMap<>();
        private final List<String> seen = new ArrayList<>();
        private final SliceBuffer buffer;
        private final Playout playout;
        private long nowMillis;

        Viewer(Settings settings) {
            RoomSettings room = settings.build();
            buffer = new SliceBuffer(room.layout(), room.playout().bufferMillis());
            playout = new Playout(room, buffer, (header, payload) -> {}, this);
        }

        @Override
        public void sliceShown(long shownNanos, SliceHeader header) {
            shownMillis.put(header.slice(), shownNanos / Rooms.MILLI);
        }

        @Override
        public void stallBegan(long nowNanos) {
            seen.add("stall at " + nowNanos / Rooms.MILLI);
        }

        @Override
        public void stallEnded(long nowNanos, long lengthNanos) {
            seen.add("moves at " + nowNanos / Rooms.MILLI);
        }

        @Override
        public void skipped(long nowNanos, int from, int to, long mediaMillis) {
            seen.add(from + " to " + to + " skipped, " + mediaMillis + " ms");
        }

        private void arrive(int number) {
            buffer.add(Rooms.chunks(frame(number), 0, 1, 1));
            look();
        }

        private void look() {
            playout.advance(nowMillis * Rooms.MILLI);
            SliceHeader beyond = playout.beyondGap(nowMillis * Rooms.MILLI);
            if (beyond != null) {
                playout.skipGap(nowMillis * Rooms.MILLI, beyond);
                playout.advance(nowMillis * Rooms.MILLI);
            }
        }

        /** Begins with frame 1 so far behind the live edge, with all frames up to there. */
        private void begin(int aheadMillis) {
            playout.start(0, new StartSlice(frame(1), aheadMillis));
            for (int n = 1; n <= aheadMillis / FRAME_MILLIS; n++) {
                arrive(n);
            }
        }

        /** Frames go on coming as they are made, but for one. */
        private void until(long endMillis, int but) {
            int next = buffer.newest() + 1;
            long comesMillis = nowMillis;
            while (comesMillis + FRAME_MILLIS <= endMillis) {
                comesMillis += FRAME_MILLIS;
                while (playout.nextDeadlineNanos() < comesMillis * Rooms.MILLI) {
                    nowMillis = (playout.nextDeadlineNanos() + Rooms.MILLI - 1) / Rooms.MILLI;
                    look();
                }
                nowMillis = comesMillis;
                if (next != but) {
                    arrive(next);
                }
                next++;
            }
        }

        private long latencyMillis(int frame) {
            return shownMillis.get(frame) - (frame - 1L) * FRAME_MILLIS;
        }
    }

    @Test
    void aScreenThatIsFurtherBehindThanTheBufferCatchesUp() {
        Viewer fast = new Viewer(room().catchUpPercent(10));
        fast.begin(3_480);
        fast.until(30_000, 0);
        int shown = fast.shownMillis.lastKey();

        assertThat(fast.latencyMillis(1)).isZero();
        assertThat(fast.shownMillis.get(11)).as("ten frames at 1.1").isBetween(362L, 368L);
        assertThat(fast.latencyMillis(shown)).as("1.48 s nearer").isBetween(-1_500L, -1_440L);
        assertThat(fast.shownMillis.get(shown) - fast.shownMillis.get(shown - 10)).isEqualTo(400);
        assertThat(fast.seen).isEmpty();
    }

    @Test
    void deadlinesFollowTheTempo() {
        Viewer fast = new Viewer(room().catchUpPercent(25));
        fast.begin(3_480);
        fast.until(400, 0);
        long due = fast.playout.showNanos(61) / Rooms.MILLI;
        fast.until(4_000, 0);

        assertThat(fast.shownMillis.get(61)).isEqualTo(due).isBetween(1_915L, 1_930L);
    }

    @Test
    void aRoomThatDoesNotCatchUpStaysWhereItIs() {
        Viewer viewer = new Viewer(room());
        viewer.begin(3_480);
        viewer.until(10_000, 0);

        assertThat(viewer.latencyMillis(viewer.shownMillis.lastKey())).isZero();
    }

    @Test
    void whatVariesByAFrameOrALittleOfTheBufferIsNoReasonToHurry() {
        Viewer fast = new Viewer(room().catchUpPercent(10));
        fast.begin(2_160);
        fast.until(10_000, 0);

        assertThat(fast.latencyMillis(fast.shownMillis.lastKey())).isZero();
    }

    @Test
    void afterAStallThatIsLongEnoughItGoesOnAtTheNextKeyframeWhenThatIsDue() {
        Viewer patient = new Viewer(room().skipAfterMillis(500));
        patient.begin(2_000);
        patient.until(6_000, 60);

        assertThat(patient.seen)
                .containsExactly("stall at 2360", "60 to 101 skipped, 1640 ms", "moves at 4000");
        assertThat(patient.latencyMillis(101)).isZero();
        assertThat(patient.shownMillis).doesNotContainKeys(60, 100).containsKeys(59, 101, 140);
    }

    @Test
    void withoutAKeyframeItWaitsForOne() {
        Viewer patient = new Viewer(room().skipAfterMillis(1));
        patient.begin(2_000);
        patient.until(2_039, 51);
        assertThat(patient.seen).as("frame 101 has not come").containsExactly("stall at 2000");
        patient.until(6_000, 51);

        assertThat(patient.seen)
                .containsExactly("stall at 2000", "51 to 101 skipped, 2000 ms", "moves at 4000");
    }

    /** A patience of 1.9 s ends at 4,260 ms, when frame 101 is late by 260 ms. */
    @Test
    void aKeyframeThatIsLateAppearsAtOnceAndTheNextGapIsCountedFromThere() {
        Viewer patient = new Viewer(room().skipAfterMillis(1_900));
        patient.begin(2_000);
        patient.until(8_000, 60);

        assertThat(patient.seen)
                .containsExactly("stall at 2360", "60 to 101 skipped, 1640 ms", "moves at 4260");
        assertThat(patient.latencyMillis(101)).isEqualTo(260);
        assertThat(patient.latencyMillis(patient.shownMillis.lastKey())).isEqualTo(260);
    }

    /** Frames 1 to 60 but 44, then nothing: the pause before frame 61 stays planned. */
    @Test
    void thePauseAtAHoleOutlastsASkipBeforeIt() {
        Viewer viewer = new Viewer(room().skipAfterMillis(100));
        viewer.begin(1_600);
        viewer.until(800, 44);
        SliceHeader after = new SliceHeader(61, 2_400, 40, 1_000, 3);
        viewer.nowMillis = 1_200;
        viewer.buffer.add(Rooms.chunks(after, 0, 1, 1));
        viewer.playout.interrupted(1_200 * Rooms.MILLI, after, 61);
        long planned = viewer.playout.showNanos(61) / Rooms.MILLI;
        assertThat(planned).as("a buffer from now").isEqualTo(3_160);
        viewer.look();
        for (long millis : new long[] {2_120, 2_220, 2_400}) {
            viewer.nowMillis = millis;
            viewer.look();
        }

        assertThat(viewer.seen).contains("44 to 51 skipped, 280 ms");
        // Of frames 61 to 100 nothing is known: they may have been longer than a slice is
        // nominally.
        assertThat(viewer.playout.showNanos(61) / Rooms.MILLI).isBetween(planned, planned + 500);
    }

    @Test
    void aRoomThatSkipsNothingWaits() {
        Viewer viewer = new Viewer(room());
        viewer.begin(2_000);
        viewer.until(6_000, 60);

        assertThat(viewer.seen).containsExactly("stall at 2360");
        assertThat(viewer.playout.nextDeadlineNanos()).isEqualTo(Time.NEVER);
    }
}
