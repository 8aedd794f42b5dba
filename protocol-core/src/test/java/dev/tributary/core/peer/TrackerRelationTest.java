package dev.tributary.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.base.Time;
import dev.tributary.core.link.LinkTable;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.testkit.Rooms;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Hello;
import dev.tributary.core.wire.Index;
import dev.tributary.core.wire.Join;
import dev.tributary.core.wire.JoinOk;
import dev.tributary.core.wire.Leave;
import dev.tributary.core.wire.LinkAnswer;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Rejection;
import dev.tributary.core.wire.RejectionCode;
import dev.tributary.core.wire.Report;
import dev.tributary.core.wire.Signal;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.core.wire.Slot;
import dev.tributary.core.wire.Subscribe;
import dev.tributary.core.wire.Trouble;
import dev.tributary.core.wire.TroubleReason;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scheduler, index, tracker and links as one viewer sees them: who fails, who is asked again. */
class TrackerRelationTest {
    private static final Payload BLOB = Payload.ofLength(20);

    private final Viewer viewer = new Viewer(Rooms.douyu());

    private void live(long toMillis) {
        for (int s = (int) (viewer.now / Rooms.SECOND) + 21; s * 1_000L <= toMillis + 20_000; s++) {
            viewer.until((s - 20) * 1_000L);
            viewer.edge(s);
        }
        viewer.until(toMillis);
    }

    @Test
    void schedulerIsAskedAgainAfterRandomPausesBelowDoublingBounds() {
        viewer.peer.onPlay(0);
        viewer.peer.onPlay(0);
        assertThat(viewer.output.effects).containsExactly("scheduler");
        for (long most : new long[] {2_000, 4_000, 8_000, 16_000, 16_000, 16_000}) {
            assertThat(pause(viewer)).isBetween(0L, most);
        }
    }

    @Test
    void viewersThatLoseAServerTogetherDoNotComeBackTogether() {
        long[] pauses = new long[1_000];
        for (int i = 0; i < pauses.length; i++) {
            Viewer one = new Viewer(Rooms.douyu(), Rooms.config(i));
            one.peer.onPlay(0);
            pauses[i] = pause(one);
        }

        for (int from = 0; from < 2_000; from += 500) {
            long begin = from;
            assertThat(Arrays.stream(pauses).filter(at -> at >= begin && at < begin + 500).count())
                    .as("of 1,000 within half a second from %d ms on", begin)
                    .isBetween(200L, 300L);
        }
    }

    /** Fails the scheduler and returns after how many milliseconds it is asked again. */
    private static long pause(Viewer viewer) {
        long from = viewer.now;
        viewer.output.clear();
        viewer.peer.onServerFailed(viewer.now);
        while (viewer.output.effects.isEmpty()) {
            viewer.until(viewer.now / Rooms.MILLI + 1);
        }
        assertThat(viewer.output.effects).containsExactly("scheduler");
        return (viewer.now - from) / Rooms.MILLI;
    }

    @Test
    void emptyIndexAndIndexWithoutKeyframeAreAskedAgain() {
        viewer.peer.onPlay(0);
        viewer.peer.onLinkAnswer(0, Rooms.answer(3, viewer.settings));
        assertThat(viewer.output.effects).containsExactly("scheduler", "index", "tracker open 3");
        viewer.peer.onIndex(0, new Index(List.of()));
        viewer.until(2_000);
        assertThat(viewer.output.starting("index")).hasSize(2);
        viewer.peer.onIndex(viewer.now, new Index(List.of(new SliceHeader(1, 0, 1_000, 9, 0))));
        viewer.until(6_000);

        assertThat(viewer.output.starting("index")).hasSize(3);
        assertThat(viewer.output.starting("stream")).isEmpty();
    }

    @Test
    void secondAnswerOfTheSchedulerChangesNothing() {
        viewer.joined();
        viewer.output.clear();
        viewer.peer.onLinkAnswer(0, Rooms.answer(9, viewer.settings));

        assertThat(viewer.output.effects).isEmpty();
    }

    @Test
    void lostTrackerIsJoinedAgainWhileThePictureGoesOn() {
        viewer.watching();
        viewer.assign(0, new Slot(1, 201, 0), new Slot(2, 202, 0));
        viewer.up(0, 201);
        viewer.up(1, 202);
        live(3_000);
        viewer.output.clear();
        viewer.peer.onTrackerDown(viewer.now);
        viewer.peer.onTrackerDown(viewer.now);
        assertThat(viewer.output.toTracker).isEmpty();
        live(5_000);
        assertThat(viewer.output.starting("tracker")).containsExactly("tracker open 0");
        viewer.peer.onTrackerUp(viewer.now);
        assertThat(viewer.output.told(Join.class)).hasSize(1);
        live(30_000);

        assertThat(viewer.seen).noneMatch(what -> what.startsWith("stall"));
    }

    @Test
    void reportsThatFallDueWithoutATrackerAreLeftOut() {
        viewer.peer.onPlay(0);
        viewer.peer.onLinkAnswer(0, Rooms.answer(viewer.settings));
        viewer.peer.onTrackerUp(0);
        viewer.tracker(new JoinOk(100, 5_000));
        viewer.until(6_000);
        assertThat(viewer.output.told(Report.class)).hasSize(2);
        viewer.peer.onTrackerDown(viewer.now);
        viewer.until(60_000);

        assertThat(viewer.output.told(Report.class)).hasSize(2);
    }

    @Test
    void sessionsOfAnEarlierTrackerAreNotMistakenForNewOnes() {
        viewer.watching();
        viewer.assign(0, new Slot(1, 201, 0), new Slot(2, 202, 0));
        viewer.up(0, 201);
        viewer.up(1, 202);
        live(2_000);
        viewer.peer.onTrackerDown(viewer.now);
        live(4_000);
        viewer.peer.onTrackerUp(viewer.now);
        viewer.tracker(new JoinOk(7, 5_000));
        viewer.output.clear();
        viewer.peerSends(1, 27);
        assertThat(viewer.refused).isEmpty();
        // 201 is somebody else now, and must be dialed.
        viewer.assign(0, new Slot(2, 201, 0));

        assertThat(viewer.output.starting("dial")).containsExactly("dial 2");
        assertThat(viewer.output.on(0, Subscribe.class)).isEmpty();
        viewer.peer.onLinkDown(viewer.now, 0, CloseReason.FAILED);
        assertThat(viewer.output.told(Trouble.class))
                .containsExactly(new Trouble(1, 0, TroubleReason.LINK_LOST));
    }

    @Test
    void rejectedViewerComesBackWhenToldToOrNever() {
        viewer.peer.onPlay(0);
        viewer.peer.onLinkAnswer(0, Rooms.answer(viewer.settings));
        viewer.peer.onTrackerUp(0);
        viewer.tracker(new Rejection(RejectionCode.FULL, 9_000));
        viewer.peer.onTrackerDown(0);
        assertThat(viewer.output.starting("tracker close")).hasSize(1);
        viewer.until(8_999);
        assertThat(viewer.output.starting("tracker open")).hasSize(1);
        viewer.until(11_000);
        assertThat(viewer.output.starting("tracker open")).hasSize(2);
        viewer.peer.onTrackerUp(viewer.now);
        viewer.tracker(new Rejection(RejectionCode.BAD_TOKEN, 0));
        viewer.until(3_600_000);

        assertThat(viewer.output.starting("tracker open")).hasSize(2);
    }

    @Test
    void leavingSaysSoToEverybodyAndEndsAllDeadlines() {
        viewer.watching();
        viewer.assign(0, new Slot(1, 201, 0), new Slot(2, 202, 0));
        viewer.up(0, 201);
        viewer.output.clear();
        viewer.peer.onLeave(viewer.now);
        viewer.peer.onLeave(viewer.now);

        assertThat(viewer.output.effects)
                .containsExactly(
                        "send 0 BYE",
                        "close 0 LEAVING",
                        "close 1 LEAVING",
                        "tracker LEAVE",
                        "tracker close");
        assertThat(viewer.output.told(Leave.class)).hasSize(1);
        assertThat(viewer.peer.nextDeadlineNanos()).isEqualTo(Time.NEVER);
    }

    @Test
    void ofTwoOffersAtOnceTheSmallerSessionsIsKept() {
        viewer.watching();
        viewer.assign(0, new Slot(1, 50, 0), new Slot(2, 201, 0));
        viewer.output.clear();
        viewer.tracker(new Signal(201, 3, SignalKind.OFFER, BLOB));
        assertThat(viewer.output.effects).isEmpty();
        viewer.tracker(new Signal(50, 2, SignalKind.OFFER, BLOB));

        assertThat(viewer.output.effects).containsExactly("close 0 UNUSED", "answer 0");
    }

    @Test
    void attemptsOfTheTwoSidesDiffer() {
        viewer.watching();
        viewer.assign(0, new Slot(1, 50, 0), new Slot(2, 201, 0));
        viewer.peer.onLocalSignal(viewer.now, 0, SignalKind.OFFER, BLOB);
        viewer.peer.onLocalSignal(viewer.now, 1, SignalKind.OFFER, BLOB);
        List<Signal> offers = viewer.output.told(Signal.class);

        assertThat(offers.get(0).attempt() & 1).isEqualTo(1);
        assertThat(offers.get(1).attempt() & 1).isZero();
        viewer.output.clear();
        int foreign = offers.get(1).attempt() + 1;
        viewer.tracker(new Signal(201, foreign, SignalKind.CANDIDATE, BLOB));
        assertThat(viewer.output.effects).isEmpty();
        viewer.tracker(new Signal(201, foreign - 1, SignalKind.CANDIDATE, BLOB));
        assertThat(viewer.output.effects).containsExactly("signal 1 CANDIDATE");
    }

    @Test
    void repeatedOfferDoesNotEndTheLinkItMade() {
        viewer.watching();
        viewer.offered(0, 300);
        viewer.output.clear();
        viewer.tracker(new Signal(300, 1, SignalKind.OFFER, BLOB));
        assertThat(viewer.output.effects).isEmpty();
        viewer.tracker(new Signal(300, 2, SignalKind.OFFER, BLOB));

        assertThat(viewer.output.effects).containsExactly("close 0 UNUSED", "answer 0");
    }

    @Test
    void newLinkUnderAnOldNumberStartsWithoutReceivers() {
        viewer.watching();
        viewer.assign(0, new Slot(1, 201, 0));
        viewer.offered(1, 300);
        viewer.message(1, new Subscribe(0, 21));
        viewer.tracker(new Signal(300, 2, SignalKind.OFFER, BLOB));
        viewer.up(1, 300);
        viewer.output.clear();
        live(4_000);

        assertThat(viewer.output.on(1, Data.class)).isEmpty();
    }

    @Test
    void offersLeaveRoomForOwnLinks() {
        viewer.watching();
        for (int session = 1_000; session < 1_100; session++) {
            viewer.tracker(new Signal(session, 1, SignalKind.OFFER, BLOB));
        }
        assertThat(viewer.output.starting("answer"))
                .hasSize(LinkTable.LINKS_MAX - PeerConfig.LINKS_RESERVED);
        viewer.assign(0, new Slot(1, 201, 0));

        assertThat(viewer.output.starting("dial")).hasSize(1);
    }

    @Test
    void linkThatNobodyNeedsIsClosedByTheSideThatDialed() {
        viewer.peer.onPlay(0);
        viewer.peer.onLinkAnswer(0, Rooms.answer(viewer.settings));
        viewer.peer.onIndex(0, Rooms.index(1, 20));
        viewer.peer.onTrackerUp(0);
        viewer.tracker(new JoinOk(100, 1_000));
        viewer.assign(0, new Slot(1, 201, 0), new Slot(2, 202, 0));
        viewer.up(0, 201);
        viewer.up(1, 202);
        viewer.offered(2, 300);
        live(4_000);
        viewer.assign(0, new Slot(1, 202, 0));
        viewer.output.clear();
        live(18_000);
        assertThat(viewer.output.starting("close")).isEmpty();
        live(21_000);

        assertThat(viewer.output.starting("close")).containsExactly("close 0 UNUSED");
        assertThat(viewer.output.told(Trouble.class)).isEmpty();
    }

    @Test
    void linkThatDoesNotComeUpIsGivenUpAndReported() {
        viewer.peer.onPlay(0);
        viewer.peer.onLinkAnswer(0, Rooms.answer(viewer.settings));
        viewer.peer.onTrackerUp(0);
        viewer.tracker(new JoinOk(100, 1_000));
        viewer.assign(0, new Slot(1, 201, 202));
        viewer.peer.onLinkUp(0, 1, Rooms.MESSAGE_BYTES_MAX);
        viewer.message(1, new Hello(Rooms.STREAM, 202, 15));
        viewer.until(17_000);

        assertThat(viewer.output.starting("close")).containsExactly("close 0 FAILED");
        assertThat(viewer.output.told(Trouble.class))
                .containsExactly(new Trouble(1, 201, TroubleReason.CONNECT_FAILED));
    }

    @Test
    void missingProviderIsCalledToMindEveryHalfMinute() {
        viewer.peer.onPlay(0);
        viewer.peer.onLinkAnswer(0, Rooms.answer(viewer.settings));
        viewer.peer.onTrackerUp(0);
        viewer.tracker(new JoinOk(100, 1_000));
        viewer.assign(0, new Slot(1, 0, 0), new Slot(2, 202, 0));
        viewer.up(0, 202);
        viewer.until(65_000);

        assertThat(viewer.output.told(Trouble.class))
                .containsExactly(
                        new Trouble(1, 0, TroubleReason.NONE_ASSIGNED),
                        new Trouble(1, 0, TroubleReason.NONE_ASSIGNED));
    }

    @Test
    void viewerFarBehindGoesOnAtTheLiveEdge() {
        viewer.watching();
        viewer.until(45_000);
        assertThat(viewer.seen).endsWith("shown 20 at 9000", "stall at 10000");
        viewer.output.clear();
        viewer.peer.onIndex(viewer.now, Rooms.index(36, 65));
        assertThat(viewer.seen).endsWith("skipped 21 to 56");
        for (int s = 56; s <= 65; s++) {
            viewer.edge(s);
        }

        assertThat(viewer.seen).endsWith("moves at 45000 after 35000", "shown 56 at 45000");
        assertThat(viewer.output.played).startsWith(56).endsWith(65);
    }

    @Test
    void edgeThatIsFartherThanTheBufferHoldsIsFollowedAtOnce() {
        viewer.watching();
        viewer.until(40_000);
        for (int s = 22; s <= 60; s++) {
            viewer.edge(s);
        }

        assertThat(viewer.seen)
                .endsWith("skipped 21 to 43", "moves at 40000 after 30000", "shown 43 at 40000");
        viewer.until(58_000);
        assertThat(viewer.seen).endsWith("shown 60 at 57000", "stall at 58000");
    }

    @Test
    void refusedTokenIsRenewedAtTheSchedulerAndUsed() {
        viewer.watching();
        viewer.assign(0);
        viewer.peer.onTrackerDown(viewer.now);
        live(2_000);
        viewer.peer.onTrackerUp(viewer.now);
        viewer.output.clear();
        viewer.tracker(new Rejection(RejectionCode.BAD_TOKEN, 2_000));
        assertThat(viewer.output.starting("tracker")).containsExactly("tracker close");
        live(3_999);
        assertThat(viewer.output.starting("scheduler")).isEmpty();
        live(8_000);
        assertThat(viewer.output.starting("scheduler")).hasSize(1);
        viewer.peer.onServerFailed(viewer.now);
        live(16_000);
        assertThat(viewer.output.starting("scheduler")).as("asked again").hasSize(2);
        viewer.output.clear();
        Payload token = Payload.of(new byte[] {7, 7});
        LinkAnswer first = Rooms.answer(viewer.settings);
        LinkAnswer renewed = new LinkAnswer(3, token, first.originKey(), viewer.settings);
        viewer.peer.onLinkAnswer(viewer.now, renewed);
        viewer.peer.onLinkAnswer(viewer.now, renewed);
        viewer.peer.onTrackerUp(viewer.now);

        assertThat(viewer.output.effects).containsExactly("tracker open 3", "tracker JOIN");
        assertThat(viewer.output.told(Join.class).get(0).token()).isEqualTo(token);
        viewer.tracker(new JoinOk(9, 3_600_000));
        live(20_000);
        assertThat(viewer.seen)
                .as("nothing else was disturbed")
                .noneMatch(s -> s.contains("stall"));
    }
}
