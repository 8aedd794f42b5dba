package dev.tributary.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.testkit.Rooms;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Index;
import dev.tributary.core.wire.Join;
import dev.tributary.core.wire.JoinOk;
import dev.tributary.core.wire.Leave;
import dev.tributary.core.wire.Slot;
import dev.tributary.core.wire.Trouble;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * An origin that lost its numbers goes on below those that were played (decision 70). Slices 3,621
 * on were to come; another origin begins at 21, and its media time with it.
 */
class NumbersBackTest {
    private int ahead = 3_600;

    private final Viewer viewer = new Viewer(Rooms.douyu());

    private SliceHeader before(int slice) {
        return new SliceHeader(
                ahead + slice,
                (100 + slice) * 1_000L,
                1_000,
                Rooms.SLICE_BYTES,
                SliceHeader.KEYFRAME);
    }

    private Index indexBefore(int newest) {
        List<SliceHeader> headers = new ArrayList<>();
        for (int s = newest - 19; s <= newest; s++) {
            headers.add(before(s));
        }
        return new Index(headers);
    }

    /** Plays 3,611 to 3,620; the screen stands still from 10 s on. */
    private void standsStill() {
        viewer.peer.onPlay(0);
        viewer.peer.onLinkAnswer(0, Rooms.answer(viewer.settings));
        viewer.peer.onIndex(0, indexBefore(20));
        viewer.peer.onTrackerUp(0);
        viewer.tracker(new JoinOk(100, 3_600_000));
        for (int s = 11; s <= 20; s++) {
            SliceHeader header = before(s);
            viewer.edge(0, Rooms.chunks(header, 0, header.chunks(), 0));
        }
        viewer.until(11_000);
        assertThat(viewer.seen).contains("stall at 10000");
        viewer.output.clear();
    }

    private void twoIndexes() {
        viewer.peer.onIndex(viewer.now, Rooms.index(21, 30));
        viewer.until(viewer.now / Rooms.MILLI + 2_000);
        viewer.peer.onIndex(viewer.now, Rooms.index(21, 32));
    }

    private void schedulerAnswers() {
        viewer.until(viewer.now / Rooms.MILLI + 1_000);
        viewer.peer.onLinkAnswer(viewer.now, Rooms.answer(viewer.settings));
    }

    @Test
    void viewerBeginsAgainAsANewcomer() {
        standsStill();
        twoIndexes();
        schedulerAnswers();
        assertThat(viewer.output.effects)
                .containsSubsequence(
                        "scheduler",
                        "stream 0 from 0",
                        "tracker LEAVE",
                        "tracker close",
                        "index",
                        "tracker open 0");
        viewer.peer.onTrackerUp(viewer.now);
        assertThat(viewer.output.told(Leave.class)).hasSize(1);
        assertThat(viewer.output.told(Join.class)).hasSize(1);
        viewer.peer.onIndex(viewer.now, Rooms.index(21, 34));
        assertThat(viewer.output.starting("stream 111")).containsExactly("stream 111 from 25");
        for (int s = 25; s <= 34; s++) {
            viewer.edge(s);
        }

        assertThat(viewer.seen).endsWith("moves at 14000 after 4000", "shown 25 at 14000");
    }

    /** What others still hold has good seals and old pictures; nobody is late with it either. */
    @Test
    void slicesOfTheSameNumbersComeFromTheEdgeAloneForAMinute() {
        ahead = 30;
        standsStill();
        twoIndexes();
        schedulerAnswers();
        viewer.peer.onTrackerUp(viewer.now);
        viewer.tracker(new JoinOk(101, 3_600_000));
        viewer.peer.onIndex(viewer.now, Rooms.index(21, 34));
        viewer.assign(0, new Slot(1, 201, 0), new Slot(2, 202, 0));
        viewer.up(0, 201);
        viewer.refused.clear();
        viewer.message(0, Rooms.chunks(before(5), 0, 15, 1));
        assertThat(viewer.refused).containsExactly(Refusal.WINDOW);
        for (int s = 25; s <= 34; s++) {
            viewer.edge(s);
        }
        viewer.edge(36);
        viewer.until(30_000);
        assertThat(viewer.output.told(Trouble.class)).isEmpty();
        assertThat(viewer.output.starting("fetch 35")).isNotEmpty();
    }

    /** The edge's stream goes on with the new numbers, which the buffer would have room for. */
    @Test
    void smallStepBackIsNotTakenForWhatWasShown() {
        ahead = 30;
        standsStill();
        for (int s = 21; s <= 30; s += 3) {
            viewer.edge(s);
        }
        twoIndexes();
        viewer.until(viewer.now / Rooms.MILLI + 1_000);

        assertThat(viewer.output.starting("scheduler")).hasSize(1);
    }

    @Test
    void answersToTheFormerStayAreTakenForNoOthers() {
        standsStill();
        viewer.late = true;
        SliceHeader next = before(21);
        viewer.edge(0, Rooms.chunks(next, 0, next.chunks(), 0));
        int former = viewer.asked().get(0);
        twoIndexes();
        schedulerAnswers();
        viewer.peer.onIndex(viewer.now, Rooms.index(21, 34));
        viewer.output.checks.clear();
        viewer.edge(25);
        assertThat(viewer.asked()).allMatch(check -> check > former);
        viewer.peer.onVerified(viewer.now, former, true);

        assertThat(viewer.output.played).isEmpty();
    }

    @Test
    void edgeThatStandsStillFarBehindIsNotFollowed() {
        standsStill();
        for (int i = 0; i < 10; i++) {
            viewer.peer.onIndex(viewer.now, Rooms.index(21, 30));
            viewer.until(viewer.now / Rooms.MILLI + 2_000);
        }

        assertThat(viewer.output.starting("scheduler")).isEmpty();
    }

    @Test
    void edgeThatIsALittleBehindIsNotFollowed() {
        standsStill();
        for (int newest = 12; newest < 20; newest++) {
            viewer.peer.onIndex(viewer.now, indexBefore(newest));
            viewer.until(viewer.now / Rooms.MILLI + 1_000);
        }

        assertThat(viewer.output.starting("scheduler")).as("what it lists is known").isEmpty();
    }

    @Test
    void screenThatPlaysOnIsNotTakenBack() {
        viewer.watching();
        viewer.until(1_000);
        SliceHeader other = new SliceHeader(2, 70_000, 1_000, 5_000, SliceHeader.KEYFRAME);
        SliceHeader further = new SliceHeader(3, 71_000, 1_000, 5_000, SliceHeader.KEYFRAME);
        viewer.output.clear();
        viewer.peer.onIndex(viewer.now, new Index(List.of(other)));
        viewer.peer.onIndex(viewer.now, new Index(List.of(other, further)));
        viewer.until(3_000);

        assertThat(viewer.output.starting("scheduler")).isEmpty();
    }

    @Test
    void mediaThatComesBeforeTheAnswerKeepsTheViewerWhereItIs() {
        standsStill();
        twoIndexes();
        for (int s = 21; s <= 30; s++) {
            SliceHeader header = before(s);
            viewer.edge(0, Rooms.chunks(header, 0, header.chunks(), 0));
        }
        schedulerAnswers();

        assertThat(viewer.output.starting("tracker")).isEmpty();
        assertThat(viewer.seen).anyMatch(what -> what.startsWith("moves"));
    }

    @Test
    void recordedIndexesTakeAViewerBackOnceInThirtySeconds() {
        standsStill();
        twoIndexes();
        schedulerAnswers();
        long first = viewer.now;
        viewer.peer.onIndex(viewer.now, indexBefore(40));
        for (int s = 31; s <= 40; s++) {
            SliceHeader header = before(s);
            viewer.edge(0, Rooms.chunks(header, 0, header.chunks(), 0));
        }
        viewer.output.clear();
        int newest = 30;
        while (viewer.output.starting("scheduler").isEmpty()) {
            viewer.until(viewer.now / Rooms.MILLI + 2_000);
            viewer.peer.onIndex(viewer.now, Rooms.index(21, ++newest));
        }

        assertThat(viewer.now - first).isBetween(30 * Rooms.SECOND, 65 * Rooms.SECOND);
    }

    @Test
    void whatOtherViewersSendTakesNobodyBack() {
        viewer.linked();
        viewer.until(11_000);
        viewer.output.clear();
        for (int s = 1; s < 10; s++) {
            Data old = Rooms.whole(s, 1);
            viewer.message(0, old);
            viewer.until(viewer.now / Rooms.MILLI + 1_000);
        }

        assertThat(viewer.output.starting("scheduler")).isEmpty();
    }
}
