package dev.tributary.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.store.SliceBuffer;
import dev.tributary.core.testkit.Rooms;
import dev.tributary.core.wire.Bye;
import dev.tributary.core.wire.ChunkRun;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Hello;
import dev.tributary.core.wire.Leave;
import dev.tributary.core.wire.Nack;
import dev.tributary.core.wire.Refuse;
import dev.tributary.core.wire.RefuseReason;
import dev.tributary.core.wire.Slot;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.core.wire.Subscribe;
import dev.tributary.core.wire.Unsubscribe;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What other viewers may not do: reliability.md 2.2, protocol.md 5.7 and 7. */
class HostilePeerTest {
    private final Viewer viewer = new Viewer(Rooms.douyu());

    private void linked() {
        viewer.watching();
        viewer.assign(0, new Slot(1, 201, 202), new Slot(2, 202, 201));
        viewer.up(0, 201);
        viewer.up(1, 202);
        viewer.output.clear();
    }

    @Test
    void sliceOfTheFarFutureLeavesTheBufferAlone() {
        linked();
        int end = Integer.MAX_VALUE;
        SliceHeader far = new SliceHeader(end, 0, 1_000, Rooms.SLICE_BYTES, 0);
        viewer.message(0, Rooms.chunks(far, 0, 98, 1));
        viewer.peerSends(0, 26);
        viewer.until(10_000);

        assertThat(viewer.refused).containsExactly(Refusal.WINDOW, Refusal.WINDOW);
        assertThat(viewer.seen).endsWith("shown 20 at 9000", "stall at 10000");
    }

    @Test
    void slicesUpToThreeBeyondWhatShouldExistAreTaken() {
        linked();
        viewer.until(2_000);
        viewer.peerSends(0, 26);
        assertThat(viewer.refused).containsExactly(Refusal.WINDOW);
        viewer.peerSends(1, 25);
        viewer.peerSends(0, 28);

        assertThat(viewer.refused).as("25 is proven").containsExactly(Refusal.WINDOW);
    }

    @Test
    void sliceFromBehindAHoleMovesTheWindowOnlyWhenItIsProven() {
        linked();
        SliceHeader behind =
                new SliceHeader(29, 20_000, 1_000, Rooms.SLICE_BYTES, SliceHeader.DISCONTINUITY);
        viewer.forged = data -> true;
        viewer.message(0, Rooms.chunks(behind, 0, 15, 1));
        viewer.peerSends(1, 28);
        assertThat(viewer.refused).containsExactly(Refusal.FORGED, Refusal.WINDOW);
        viewer.refused.clear();
        viewer.forged = data -> false;
        viewer.message(1, Rooms.chunks(behind, 0, 15, 1));
        viewer.peerSends(1, 32);

        assertThat(viewer.refused).isEmpty();
    }

    @Test
    void otherHeaderOfAViewerIsRefused() {
        linked();
        viewer.message(0, Rooms.chunks(Rooms.header(23), 0, 15, 1));
        SliceHeader other = new SliceHeader(23, 22_000, 1_000, 5_000, 0);
        viewer.message(1, Rooms.chunks(other, 0, 5, 1));

        assertThat(viewer.refused).containsExactly(Refusal.HEADER);
    }

    @Test
    void impossibleSlicesOfViewersAreRefused() {
        linked();
        SliceHeader huge = new SliceHeader(23, 22_000, 1_000, SliceHeader.SIZE_MAX, 0);
        SliceHeader endless = new SliceHeader(23, 22_000, 600_000, 1_000, 0);
        viewer.message(0, Rooms.chunks(huge, 0, 15, 1));
        viewer.message(0, Rooms.chunks(endless, 0, 1, 1));
        viewer.message(0, Rooms.whole(23, 0));

        assertThat(viewer.refused)
                .containsExactly(Refusal.IMPLAUSIBLE, Refusal.IMPLAUSIBLE, Refusal.IMPLAUSIBLE);
    }

    @Test
    void largestSliceAndHopCountDoNotBreakTheBuffer() {
        SliceBuffer buffer = new SliceBuffer(Rooms.LAYOUT, 10_000);
        SliceHeader largest = new SliceHeader(5, 0, 1_000, SliceHeader.SIZE_MAX, 0);
        buffer.add(Rooms.chunks(largest, 0, 15, Data.HOP_MAX));

        assertThat(buffer.complete(5)).isFalse();
        assertThat(buffer.read(5, 0, 15).hop()).isEqualTo(Data.HOP_MAX);
    }

    @Test
    void secondGreetingClosesTheLinkAndSaysWhy() {
        linked();
        viewer.message(0, new Hello(Rooms.STREAM, 201, 15));

        assertThat(viewer.output.on(0, Bye.class)).containsExactly(new Bye(CloseReason.PROTOCOL));
        assertThat(viewer.output.starting("close")).containsExactly("close 0 PROTOCOL");
    }

    @Test
    void requestBeforeTheGreetingClosesTheLinkButMediaIsIgnored() {
        viewer.watching();
        viewer.assign(0, new Slot(1, 201, 0));
        viewer.peer.onLinkUp(viewer.now, 0, Rooms.MESSAGE_BYTES_MAX);
        viewer.peerSends(0, 23);
        assertThat(viewer.output.starting("close")).isEmpty();
        viewer.message(0, new Subscribe(0, 21));

        assertThat(viewer.output.starting("close")).containsExactly("close 0 PROTOCOL");
        assertThat(viewer.refused).containsExactly(Refusal.EARLY, Refusal.PROTOCOL);
    }

    @Test
    void messageForServersClosesTheLink() {
        linked();
        viewer.message(0, new Leave());

        assertThat(viewer.output.starting("close")).containsExactly("close 0 PROTOCOL");
    }

    @Test
    void viewerOfAnotherStreamIsSentAway() {
        viewer.watching();
        viewer.assign(0, new Slot(1, 201, 0));
        viewer.peer.onLinkUp(viewer.now, 0, Rooms.MESSAGE_BYTES_MAX);
        viewer.message(0, new Hello(new StreamKey(9, 9), 201, 15));

        assertThat(viewer.output.starting("close")).containsExactly("close 0 WRONG_ROOM");
    }

    @Test
    void messagesOnUnknownLinksAreIgnored() {
        linked();
        for (int link : new int[] {-1, 7, 63, 64, 1_000, Integer.MAX_VALUE}) {
            viewer.message(link, new Hello(Rooms.STREAM, 5, 15));
            viewer.message(link, new Leave());
            viewer.message(link, new Subscribe(0, 1));
            viewer.peerSends(link, 23);
            viewer.peer.onLinkUp(viewer.now, link, Rooms.MESSAGE_BYTES_MAX);
            viewer.peer.onLinkDown(viewer.now, link, CloseReason.FAILED);
        }

        assertThat(viewer.output.effects).isEmpty();
    }

    @Test
    void subStreamsThatTheRoomDoesNotHaveAreRefused() {
        linked();
        viewer.message(0, new Subscribe(30, 21));
        viewer.message(0, new Refuse(30, RefuseReason.FULL));
        viewer.message(0, new Unsubscribe(30));

        assertThat(viewer.refused)
                .containsExactly(Refusal.SUB_STREAM, Refusal.SUB_STREAM, Refusal.UNASKED);
        assertThat(viewer.output.effects).isEmpty();
    }

    @Test
    void subscribingAgainAndAgainIsAnsweredOnce() {
        linked();
        for (int i = 0; i < 50; i++) {
            viewer.message(0, new Subscribe(0, 1));
        }
        viewer.until(60_000);

        assertThat(viewer.output.on(0, Data.class)).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void unsubscribingTakesBackWhatWaits() {
        linked();
        viewer.message(0, new Subscribe(0, 1));
        viewer.message(0, new Unsubscribe(0));
        viewer.until(60_000);

        assertThat(viewer.output.on(0, Data.class)).hasSize(1);
    }

    @Test
    void nackFloodTakesAtMostAFewSlices() {
        linked();
        for (int i = 0; i < 1_000; i++) {
            viewer.message(0, new Nack(13, List.of()));
        }
        viewer.until(60_000);

        assertThat(viewer.output.on(0, Data.class)).hasSize(4);
        assertThat(viewer.refused).hasSize(996).containsOnly(Refusal.QUEUE_FULL);
    }

    @Test
    void nackBeyondTheSliceIsAnsweredWithWhatExists() {
        linked();
        viewer.message(0, new Nack(13, List.of(new ChunkRun(97, 6_000))));
        viewer.message(0, new Nack(13, List.of(new ChunkRun(98, 1))));
        viewer.message(0, new Nack(1_000_000, List.of()));

        assertThat(viewer.output.on(0, Data.class))
                .containsExactly(Rooms.chunks(Rooms.header(13), 90, 8, 1));
    }

    @Test
    void subscriberIsPushedNothingBeforeItsFirstSlice() {
        linked();
        viewer.message(0, new Subscribe(0, 25));
        viewer.live(1, 5, viewer::edge);
        viewer.until(6_000);

        assertThat(viewer.output.on(0, Data.class)).containsExactly(Rooms.whole(25, 1));
    }

    @Test
    void receiverWithSmallMessagesGetsSmallMessages() {
        RoomSettings settings = Rooms.small().frameChunks(45).build();
        Viewer seed = new Viewer(settings).watching();
        seed.assign(0, new Slot(1, 201, 0));
        seed.peer.onLinkUp(0, 0, Rooms.MESSAGE_BYTES_MAX);
        seed.message(0, new Hello(Rooms.STREAM, 201, 29));
        seed.message(0, new Subscribe(0, 22));
        seed.live(1, 2, seed::edge);
        seed.until(5_000);

        List<Data> pushed = seed.output.on(0, Data.class);
        assertThat(pushed).hasSize(7);
        assertThat(pushed).allMatch(data -> data.chunkCount() <= 15);
    }
}
