package dev.tributary.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.testkit.Rooms;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Index;
import dev.tributary.core.wire.Trouble;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What a viewer of a room with a buffer of 10 s does when no slice is published any more, and when
 * the publisher, or another origin, goes on. Slices 1 to 20 were published when it came, at 0 s.
 */
class PublisherAwayTest {
    private final Viewer viewer = new Viewer(Rooms.douyu());

    /** A slice of a second after a hole in the stream, whose media time goes on behind it. */
    private static SliceHeader interrupted(int slice, long dtsMillis) {
        int flags = SliceHeader.KEYFRAME | SliceHeader.DISCONTINUITY;
        return new SliceHeader(slice, dtsMillis, 1_000, Rooms.SLICE_BYTES, flags);
    }

    private static Data whole(SliceHeader header) {
        return Rooms.chunks(header, 0, header.chunks(), 0);
    }

    private static Index index(SliceHeader... headers) {
        return new Index(List.of(headers));
    }

    @Test
    void absenceThatNobodySeesIsMadeUpForWhereTheHoleIs() {
        viewer.linked();
        viewer.until(8_000);
        viewer.edge(0, whole(interrupted(21, 20_000)));
        viewer.until(18_000);

        assertThat(viewer.seen)
                .as("a whole buffer after slice 21 began to be published")
                .containsSubsequence(
                        "stall at 10000", "moves at 17000 after 7000", "shown 21 at 17000");
    }

    @Test
    void longAbsenceEndsAtTheDistanceOfTheRoom() {
        viewer.linked();
        viewer.until(60_000);
        viewer.edge(0, whole(interrupted(21, 20_000)));
        for (int s = 22; s <= 32; s++) {
            viewer.until(60_000 + (s - 21) * 1_000L);
            viewer.edge(s);
        }

        assertThat(viewer.seen)
                .containsSubsequence(
                        "stall at 10000", "moves at 69000 after 59000", "shown 21 at 69000");
    }

    @Test
    void nobodyIsBlamedForSlicesThatWereNotThere() {
        viewer.linked();
        viewer.until(40_000);
        viewer.edge(0, whole(interrupted(21, 20_000)));
        viewer.until(41_000);
        viewer.peerSends(0, 22);

        assertThat(viewer.output.told(Trouble.class)).isEmpty();
        assertThat(viewer.output.starting("fetch")).isEmpty();
    }

    @Test
    void indexIsAskedEveryTwoSecondsWhetherTheNextSliceExists() {
        viewer.linked();
        viewer.until(6_000);
        assertThat(viewer.output.starting("index")).hasSize(1);
        viewer.until(7_999);
        assertThat(viewer.output.starting("index")).hasSize(1);
        viewer.until(8_000);

        assertThat(viewer.output.starting("index")).hasSize(2);
    }

    @Test
    void sliceThatIsSpokenOfTooLateIsFetched() {
        viewer.linked();
        viewer.until(8_000);
        viewer.published(24);

        assertThat(viewer.output.starting("fetch"))
                .containsExactly("fetch 21 chunks 0+0", "fetch 23 chunks 0+0");
        assertThat(viewer.output.told(Trouble.class)).isEmpty();
    }

    @Test
    void deadlinesBehindTheHoleAreLaterAsSoonAsItIsKnown() {
        viewer.linked();
        viewer.until(5_000);
        viewer.peer.onIndex(viewer.now, index(Rooms.header(20), interrupted(21, 20_000)));
        viewer.until(9_900);

        assertThat(viewer.output.starting("fetch")).isEmpty();
        viewer.until(14_000 - 4_000);
        assertThat(viewer.output.starting("fetch")).containsExactly("fetch 21 chunks 0+0");
    }

    @Test
    void earlyViewersOfAYoungStreamWaitForTheDistanceOfTheRoom() {
        viewer.peer.onPlay(0);
        viewer.peer.onLinkAnswer(0, Rooms.answer(Rooms.douyu()));
        viewer.peer.onIndex(0, Rooms.index(1, 1));
        IntStream.rangeClosed(1, 9).forEach(this::publishedAt);
        assertThat(viewer.seen).isEmpty();
        viewer.until(9_000);

        assertThat(viewer.seen).startsWith("first frame at 9000", "shown 1 at 9000");
    }

    private void publishedAt(int slice) {
        viewer.until((slice - 1) * 1_000L);
        viewer.edge(slice);
    }

    @Test
    void numbersThatWereNeverCutAreLeftOut() {
        viewer.linked();
        SliceHeader again = interrupted(29, 20_000);
        viewer.until(8_500);
        viewer.edge(0, whole(again));
        assertThat(viewer.output.starting("fetch 21")).hasSize(1);
        viewer.peer.onEdgeFailed(viewer.now, 1);
        viewer.until(17_400);
        assertThat(viewer.output.starting("fetch")).hasSize(2);
        assertThat(viewer.output.told(Trouble.class)).isEmpty();
        viewer.until(20_000);

        assertThat(viewer.seen).contains("stall at 10000", "shown 29 at 19000");
    }

    @Test
    void viewerThatSleptIsBackAtTheDistanceOfTheRoom() {
        viewer.linked();
        viewer.now = 30_000 * Rooms.MILLI;
        viewer.peer.onTimer(viewer.now);
        assertThat(viewer.seen).endsWith("stall at 10000");
        viewer.edge(50);
        assertThat(viewer.output.starting("index")).isNotEmpty();
        viewer.peer.onIndex(viewer.now, Rooms.index(21, 50));
        for (int s = 41; s < 50; s++) {
            viewer.edge(s);
        }

        assertThat(viewer.seen).endsWith("moves at 30000 after 20000", "shown 41 at 30000");
    }
}
