package dev.tributary.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.testkit.Rooms;
import dev.tributary.core.wire.Bye;
import dev.tributary.core.wire.ChunkRun;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Nack;
import dev.tributary.core.wire.Refuse;
import dev.tributary.core.wire.RefuseReason;
import dev.tributary.core.wire.Slot;
import dev.tributary.core.wire.Subscribe;
import dev.tributary.core.wire.Trouble;
import dev.tributary.core.wire.TroubleReason;
import dev.tributary.core.wire.Unsubscribe;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Protocol 5 and 6 step by step, seen from one viewer.
 *
 * <p>Slice s is published at second s - 20, should appear at second s - 11 and has its emergency
 * line at second s - 15. The viewer takes sub-stream 0 from the CDN; 201 provides 1 and 202
 * provides 2, each the other's backup.
 */
class PeerLadderTest {
    private final Viewer viewer = new Viewer(Rooms.douyu());

    private void assign() {
        viewer.assign(0, new Slot(1, 201, 202), new Slot(2, 202, 201));
    }

    private void swarm() {
        viewer.watching();
        assign();
        viewer.up(0, 201);
        viewer.up(1, 202);
    }

    /** Brings a slice from where it should come. */
    private void publish(int slice) {
        switch (viewer.settings.subStream(slice)) {
            case 0 -> viewer.edge(slice);
            case 1 -> viewer.peerSends(0, slice);
            default -> viewer.peerSends(1, slice);
        }
    }

    @Test
    void firstFrameNeedsOneSecondOfMediaAndNobodyElse() {
        viewer.joined();
        assertThat(viewer.output.starting("stream")).containsExactly("stream 111 from 11");
        viewer.until(300);
        viewer.edge(12);
        assertThat(viewer.seen).isEmpty();
        viewer.until(400);
        viewer.edge(11);

        assertThat(viewer.seen).containsExactly("first frame at 400", "shown 11 at 400");
        assertThat(viewer.output.played).containsExactly(11, 12);
    }

    @Test
    void edgeIsGivenUpSubStreamBySubStream() {
        viewer.watching();
        assign();
        assertThat(viewer.output.starting("dial")).containsExactly("dial 0", "dial 1");
        viewer.output.clear();
        viewer.up(0, 201);
        assertThat(viewer.output.starting("stream")).containsExactly("stream 101 from 21");
        assertThat(viewer.output.on(0, Subscribe.class)).containsExactly(new Subscribe(1, 23));
        viewer.up(1, 202);

        assertThat(viewer.output.starting("stream"))
                .containsExactly("stream 101 from 21", "stream 1 from 21");
        assertThat(viewer.output.on(1, Subscribe.class)).containsExactly(new Subscribe(2, 21));
    }

    @Test
    void edgeIsGivenUpWithTheSliceThatMakesTheBufferHealthy() {
        viewer.joined();
        assign();
        viewer.up(0, 201);
        viewer.up(1, 202);
        viewer.output.clear();
        for (int s = 11; s <= 15; s++) {
            viewer.edge(s);
        }
        assertThat(viewer.output.starting("stream")).isEmpty();
        viewer.edge(16);
        assertThat(viewer.output.starting("stream")).containsExactly("stream 1 from 17");
    }

    @Test
    void twoThirdsComeFromPeersWithoutAnyRequest() {
        swarm();
        viewer.output.clear();
        viewer.live(1, 30, this::publish);

        assertThat(viewer.output.starting("fetch")).isEmpty();
        assertThat(viewer.output.starting("stream")).isEmpty();
        assertThat(viewer.peerBytes).isEqualTo(20L * Rooms.SLICE_BYTES);
        assertThat(viewer.seen).doesNotContain("stall at 0").endsWith("shown 41 at 30000");
    }

    @Test
    void backupIsPromotedAtOnceWhenProviderLeaves() {
        swarm();
        viewer.live(1, 3, this::publish);
        viewer.output.clear();
        viewer.message(0, new Bye(CloseReason.LEAVING));

        assertThat(viewer.output.on(1, Subscribe.class)).containsExactly(new Subscribe(1, 26));
        assertThat(viewer.output.told(Trouble.class))
                .containsExactly(
                        new Trouble(1, 201, TroubleReason.LINK_LOST),
                        new Trouble(2, 201, TroubleReason.LINK_LOST));
        assertThat(viewer.output.starting("close")).containsExactly("close 0 LEAVING");
        assertThat(viewer.output.starting("stream")).isEmpty();
    }

    @Test
    void silentProviderIsLeftAtTheEmergencyLineAndNotBefore() {
        swarm();
        viewer.live(1, 2, this::publish);
        viewer.output.clear();
        viewer.until(3_000);
        // 23 does not come; its line is at 8 s.
        viewer.live(4, 5, this::publish);
        viewer.until(7_999);
        assertThat(viewer.output.starting("fetch")).isEmpty();
        assertThat(viewer.output.told(Trouble.class)).isEmpty();
        viewer.until(8_000);

        assertThat(viewer.output.starting("fetch")).containsExactly("fetch 23 chunks 0+0");
        assertThat(viewer.output.told(Trouble.class))
                .containsExactly(new Trouble(1, 201, TroubleReason.SILENT));
        assertThat(viewer.output.on(0, Unsubscribe.class)).containsExactly(new Unsubscribe(1));
        assertThat(viewer.output.on(1, Subscribe.class)).containsExactly(new Subscribe(1, 26));
    }

    @Test
    void emergencyAsksForMissingChunksOnly() {
        swarm();
        viewer.live(1, 2, this::publish);
        viewer.output.clear();
        viewer.message(0, Rooms.chunks(Rooms.header(23), 0, 15, 1));
        viewer.message(0, Rooms.chunks(Rooms.header(23), 30, 15, 1));
        viewer.until(8_000);

        assertThat(viewer.output.starting("fetch 23"))
                .containsExactly("fetch 23 chunks 15+15", "fetch 23 chunks 45+53");
        assertThat(viewer.output.told(Trouble.class))
                .doesNotContain(new Trouble(1, 201, TroubleReason.SILENT));
    }

    @Test
    void backupRepairsForADoubtfulProviderBeforeTheLine() {
        swarm();
        viewer.live(1, 2, this::publish);
        viewer.message(0, Rooms.chunks(Rooms.header(23), 0, 45, 1));
        viewer.live(4, 5, this::publish);
        viewer.message(0, Rooms.chunks(Rooms.header(26), 0, 90, 1));
        viewer.live(7, 8, this::publish);
        viewer.output.clear();
        viewer.until(9_499);
        assertThat(viewer.output.on(1, Nack.class)).isEmpty();
        viewer.until(9_500);
        assertThat(viewer.output.on(1, Nack.class))
                .containsExactly(new Nack(26, List.of(new ChunkRun(90, 8))));
        viewer.message(1, Rooms.chunks(Rooms.header(26), 90, 8, 1));
        viewer.until(11_500);

        assertThat(viewer.output.starting("fetch 26")).isEmpty();
        assertThat(viewer.output.told(Trouble.class)).isEmpty();
    }

    @Test
    void moreThanASliceMissingOfTwoInARowIsAFailureAlthoughMediaComes() {
        swarm();
        viewer.live(1, 2, this::publish);
        viewer.message(0, Rooms.chunks(Rooms.header(23), 0, 45, 1));
        viewer.live(4, 5, this::publish);
        viewer.message(0, Rooms.chunks(Rooms.header(26), 0, 45, 1));
        viewer.live(7, 8, this::publish);
        viewer.until(10_999);
        assertThat(viewer.output.told(Trouble.class)).isEmpty();
        viewer.until(11_000);

        assertThat(viewer.output.told(Trouble.class))
                .containsExactly(new Trouble(1, 201, TroubleReason.SILENT));
    }

    @Test
    void refusedSubscriptionGoesToTheBackup() {
        swarm();
        viewer.output.clear();
        viewer.message(0, new Refuse(1, RefuseReason.FULL));

        assertThat(viewer.output.told(Trouble.class))
                .containsExactly(new Trouble(1, 201, TroubleReason.REFUSED));
        assertThat(viewer.output.on(1, Subscribe.class)).containsExactly(new Subscribe(1, 23));
        assertThat(viewer.output.on(0, Unsubscribe.class)).isEmpty();
    }

    /** What is here of a slice is not asked again, when the new provider must have all of it. */
    @Test
    void ofASliceThatIsHereInPartTheRestIsAsked() {
        swarm();
        viewer.live(1, 2, this::publish);
        viewer.message(0, Rooms.chunks(Rooms.header(23), 0, 45, 1));
        viewer.live(4, 4, this::publish);
        viewer.output.clear();
        viewer.message(0, new Refuse(1, RefuseReason.FULL));

        assertThat(viewer.output.on(1, Subscribe.class)).containsExactly(new Subscribe(1, 26));
        assertThat(viewer.output.on(1, Nack.class))
                .containsExactly(new Nack(23, List.of(new ChunkRun(45, 53))));
    }

    @Test
    void repeatedEmergenciesBringTheFullStreamBackForTenSeconds() {
        swarm();
        viewer.output.clear();
        // Nobody but the edge delivers; 21, 23 and 24 miss their lines at 6, 8 and 9 s.
        viewer.live(1, 5, s -> onlyEdge(s));
        viewer.until(8_999);
        assertThat(viewer.output.effects).doesNotContain("stream 111 from 21");
        viewer.until(9_000);
        assertThat(viewer.output.starting("stream"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("stream 111 from");
        viewer.output.clear();
        for (int late : new int[] {21, 23, 24, 26, 27, 29}) {
            viewer.edge(late);
        }
        viewer.live(10, 18, viewer::edge);
        viewer.until(18_999);
        assertThat(viewer.output.starting("stream")).isEmpty();
        viewer.until(19_000);

        assertThat(viewer.output.starting("stream")).containsExactly("stream 101 from 39");
    }

    private void onlyEdge(int slice) {
        if (viewer.settings.subStream(slice) == 0) {
            viewer.edge(slice);
        }
    }

    @Test
    void subscriptionsResumeAfterTheFullStreamWithoutAskingTwice() {
        swarm();
        // One chunk of each slice: the providers live, but are slow.
        viewer.live(1, 9, s -> slow(s));
        for (int late : new int[] {21, 23, 24}) {
            viewer.edge(late);
        }
        viewer.live(10, 12, s -> slow(s));
        assertThat(viewer.output.starting("stream 111")).hasSize(2);
        viewer.output.clear();
        viewer.live(13, 28, viewer::edge);

        assertThat(viewer.output.sent.stream().filter(s -> s.message() instanceof Subscribe))
                .hasSizeLessThanOrEqualTo(2);
        for (int link = 0; link < 2; link++) {
            for (Subscribe again : viewer.output.on(link, Subscribe.class)) {
                assertThat(again.fromSlice()).isGreaterThan(38);
            }
        }
    }

    private void slow(int slice) {
        switch (viewer.settings.subStream(slice)) {
            case 0 -> viewer.edge(slice);
            case 1 -> viewer.message(0, Rooms.chunks(Rooms.header(slice), 0, 15, 1));
            default -> viewer.message(1, Rooms.chunks(Rooms.header(slice), 0, 15, 1));
        }
    }

    @Test
    void gapIsBridgedForTheGraceAndThenCoveredByTheEdge() {
        viewer.watching();
        viewer.assign(0, new Slot(1, 201, 0), new Slot(2, 202, 0));
        viewer.up(0, 201);
        viewer.up(1, 202);
        viewer.live(1, 4, this::publish);
        viewer.output.clear();
        viewer.peer.onLinkDown(viewer.now, 0, CloseReason.FAILED);
        assertThat(viewer.output.starting("stream")).isEmpty();
        viewer.until(6_999);
        assertThat(viewer.output.starting("stream")).isEmpty();
        viewer.until(7_000);

        assertThat(viewer.output.starting("stream")).containsExactly("stream 11 from 25");
    }

    @Test
    void stallBeginsAndEndsAtExactInstantsAndMovesAllDeadlines() {
        viewer.watching();
        viewer.until(10_000);
        assertThat(viewer.seen).endsWith("shown 20 at 9000", "stall at 10000");
        viewer.until(12_500);
        viewer.edge(21);
        assertThat(viewer.seen).endsWith("moves at 12500 after 2500", "shown 21 at 12500");
        viewer.output.clear();
        viewer.edge(22);
        viewer.until(14_500);

        assertThat(viewer.seen).endsWith("shown 22 at 13500", "stall at 14500");
    }

    @Test
    void baseStreamViewerTakesNothingFromTheEdge() {
        viewer.watching();
        viewer.assign(-1, new Slot(0, 203, 0), new Slot(1, 201, 0), new Slot(2, 202, 0));
        viewer.up(0, 203);
        viewer.up(1, 201);
        viewer.output.clear();
        viewer.up(2, 202);

        assertThat(viewer.output.starting("stream")).containsExactly("stream 0 from 21");
    }
}
