package dev.tributary.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.testkit.Rooms;
import dev.tributary.core.wire.Index;
import dev.tributary.core.wire.Subscribe;
import dev.tributary.core.wire.Trouble;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The origin signs with another key from slice 22 on (decision 70). As in {@link PeerLadderTest},
 * 201 provides sub-stream 1 and 202 provides 2; the edge streams sub-stream 0: 22, 25 and so on.
 */
class NewKeyTest {
    private final Viewer viewer = new Viewer(Rooms.douyu());

    /** Until the scheduler names the new key, all from 22 on is sealed with a strange one. */
    private void keyChanges() {
        viewer.linked();
        viewer.published(24);
        viewer.strange = data -> data.header().slice() >= 22;
        viewer.until(2_000);
    }

    private void schedulerKnows() {
        viewer.strange = data -> false;
        viewer.peer.onLinkAnswer(viewer.now, Rooms.answer(viewer.settings));
    }

    @Test
    void edgeIsLeftAloneAndTheSchedulerAskedWithinASecond() {
        keyChanges();
        viewer.edge(22);
        assertThat(viewer.output.starting("stream")).containsExactly("stream 0 from 0");
        viewer.until(3_000);

        assertThat(viewer.output.effects).containsOnlyOnce("scheduler");
        assertThat(viewer.refused).containsExactly(Refusal.UNKNOWN_KEY);
        viewer.edge(25);
        viewer.until(10_000);
        assertThat(viewer.output.starting("fetch")).as("media asked for in vain").isEmpty();
        assertThat(viewer.output.starting("stream")).hasSize(1);
    }

    @Test
    void nothingStandsStillWhenTheSchedulerKnowsTheNewKey() {
        keyChanges();
        viewer.edge(22);
        viewer.until(3_000);
        viewer.edge(23);
        viewer.output.clear();
        schedulerKnows();
        assertThat(viewer.output.effects).as("the edge proves itself first").containsOnly("index");
        viewer.published(23);
        viewer.until(3_001);
        assertThat(viewer.output.starting("stream")).containsExactly("stream 1 from 21");
        for (int s = 21; s <= 40; s++) {
            viewer.until(Math.max(viewer.now / Rooms.MILLI, (s - 20) * 1_000L));
            viewer.edge(s);
        }

        assertThat(viewer.seen).contains("shown 22 at 11000", "shown 30 at 19000");
        assertThat(viewer.seen).noneMatch(what -> what.startsWith("stall"));
        assertThat(viewer.output.starting("close")).isEmpty();
    }

    @Test
    void schedulerIsAskedEverMoreRarelyUntilItKnows() {
        keyChanges();
        viewer.edge(22);
        long[] asked = new long[6];
        for (int i = 0; i < asked.length; i++) {
            viewer.output.clear();
            while (viewer.output.starting("scheduler").isEmpty()) {
                viewer.until(viewer.now / Rooms.MILLI + 1);
            }
            asked[i] = viewer.now;
            viewer.peer.onLinkAnswer(viewer.now, Rooms.answer(viewer.settings));
            assertThat(viewer.output.effects).contains("index");
            viewer.peer.onUnknownKey(viewer.now, 0);
        }

        for (int i = 1; i < asked.length; i++) {
            assertThat(asked[i] - asked[i - 1]).isLessThanOrEqualTo(Rooms.SECOND << i);
        }
        assertThat(asked[5] - asked[0]).as("not every second").isGreaterThan(10 * Rooms.SECOND);
    }

    @Test
    void viewersDoNotAskTogether() {
        long[] asked = new long[20];
        for (int i = 0; i < asked.length; i++) {
            Viewer one = new Viewer(Rooms.douyu(), Rooms.config(i + 1)).watching();
            one.strange = data -> true;
            one.output.clear();
            one.edge(21);
            while (one.output.starting("scheduler").isEmpty()) {
                one.until(one.now / Rooms.MILLI + 1);
            }
            asked[i] = one.now / Rooms.MILLI;
        }

        assertThat(Arrays.stream(asked).distinct().count()).isGreaterThan(15);
        assertThat(Arrays.stream(asked).max().getAsLong()).isLessThanOrEqualTo(1_000);
    }

    @Test
    void newcomerWithAnOldAnswerAsksAgain() {
        viewer.peer.onPlay(0);
        viewer.peer.onLinkAnswer(0, Rooms.answer(viewer.settings));
        viewer.output.clear();
        viewer.peer.onUnknownKey(0, 0);
        viewer.until(1_000);
        assertThat(viewer.output.effects).containsOnlyOnce("scheduler").doesNotContain("index");
        schedulerKnows();
        viewer.peer.onIndex(viewer.now, Rooms.index(1, 20));
        viewer.until(1_001);

        assertThat(viewer.output.starting("stream")).endsWith("stream 111 from 11");
    }

    @Test
    void viewerThatKnowsTheNewKeyEarlierIsNotBlamed() {
        keyChanges();
        viewer.peerSends(0, 23);
        viewer.until(3_000);
        viewer.peerSends(0, 26);
        assertThat(viewer.refused).containsExactly(Refusal.UNKNOWN_KEY, Refusal.UNKNOWN_KEY);
        viewer.until(9_900);

        assertThat(viewer.output.starting("scheduler")).as("a viewer's word").isEmpty();
        assertThat(viewer.output.starting("close")).isEmpty();
        assertThat(viewer.output.told(Trouble.class)).isEmpty();
        viewer.strange = data -> false;
        viewer.peerSends(0, 29);
        assertThat(viewer.peerBytes).isEqualTo(Rooms.SLICE_BYTES);
    }

    @Test
    void nobodyIsBlamedForSlicesOfThatTimeHoweverLateTheirLineIs() {
        keyChanges();
        viewer.edge(22);
        viewer.until(3_000);
        viewer.peerSends(0, 23);
        schedulerKnows();
        viewer.published(24);
        viewer.until(4_000);
        SliceHeader hole = new SliceHeader(22, 21_000, 1_000, Rooms.SLICE_BYTES, 3);
        viewer.peer.onIndex(viewer.now, new Index(List.of(Rooms.header(21), hole)));
        viewer.until(30_000);

        assertThat(viewer.output.starting("fetch 23")).isNotEmpty();
        assertThat(viewer.output.told(Trouble.class)).isEmpty();
    }

    @Test
    void secondChangeWithinAMinuteBlamesNobodyEither() {
        keyChanges();
        viewer.peerSends(0, 23);
        viewer.edge(22);
        viewer.until(3_000);
        schedulerKnows();
        viewer.published(23);
        for (int s = 21; s <= 44; s++) {
            viewer.until(Math.max(viewer.now / Rooms.MILLI, (s - 20) * 1_000L));
            viewer.edge(s);
        }
        viewer.strange = data -> data.header().slice() >= 44;
        viewer.peerSends(0, 44);

        assertThat(viewer.output.starting("close")).isEmpty();
        assertThat(viewer.output.told(Trouble.class)).isEmpty();
    }

    @Test
    void strangeKeyIsForgeryOnceTheEdgeShowsThatTheKnownOneIsInForce() {
        viewer.linked();
        viewer.strange = data -> data.hop() > 0;
        viewer.peerSends(0, 23);
        viewer.live(1, 9, viewer::edge);
        viewer.peerSends(0, 32);
        assertThat(viewer.output.starting("close")).isEmpty();
        viewer.live(10, 11, viewer::edge);
        viewer.peerSends(0, 32);

        assertThat(viewer.output.starting("close")).containsExactly("close 0 PROTOCOL");
        assertThat(viewer.output.on(0, Subscribe.class)).isNotNull();
    }

    @Test
    void damageOnTheWayIsNoNewKey() {
        viewer.linked();
        viewer.forged = data -> true;
        viewer.edge(21);
        viewer.edge(22);
        viewer.until(2_000);
        assertThat(viewer.output.starting("scheduler")).isEmpty();
        viewer.forged = data -> false;
        viewer.edge(22);
        viewer.forged = data -> true;
        viewer.edge(25);
        viewer.edge(25);
        viewer.until(4_000);
        assertThat(viewer.output.starting("scheduler")).isEmpty();
        viewer.edge(25);
        viewer.until(5_000);

        assertThat(viewer.output.starting("scheduler")).hasSize(1);
    }
}
