package dev.tributary.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.system.random.RandomSystem;
import dev.tributary.core.testkit.Rooms;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.JoinOk;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Peers;
import dev.tributary.core.wire.Signal;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.core.wire.Slot;
import dev.tributary.core.wire.Subscribe;
import dev.tributary.core.wire.Trouble;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Between the question whether media is the origin's and its answer: a host takes its time, answers
 * in any order, and links and sessions may be others' by then.
 */
class LateAnswersTest {
    private final Viewer viewer =
            new Viewer(Rooms.small().frameChunks(210).relayDepthMax(2).build());

    @Test
    void answersMayComeInAnyOrderButCountOnce() {
        viewer.linked();
        viewer.late = true;
        viewer.peerSends(0, 23);
        viewer.peerSends(1, 21);
        List<Integer> checks = viewer.asked();
        viewer.answer(checks.get(1), true);
        viewer.answer(checks.get(1), false);
        viewer.answer(checks.get(0), true);
        viewer.answer(checks.get(0), true);

        assertThat(viewer.peerBytes).isEqualTo(2L * Rooms.SLICE_BYTES);
        assertThat(viewer.output.starting("close")).isEmpty();
    }

    @Test
    void answersToNothingAreIgnored() {
        viewer.linked();
        for (int check : new int[] {0, -1, 1, 11, 12, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            viewer.peer.onVerified(viewer.now, check, false);
            viewer.peer.onVerified(viewer.now, check, true);
        }

        assertThat(viewer.output.effects).isEmpty();
        assertThat(viewer.refused).isEmpty();
    }

    @Test
    void lateAnswerDoesNotHitWhoGotTheLinkNumber() {
        viewer.linked();
        viewer.late = true;
        viewer.peerSends(0, 23);
        viewer.peer.onLinkDown(viewer.now, 0, CloseReason.LEAVING);
        viewer.offered(0, 203);
        viewer.output.effects.clear();
        viewer.answer(viewer.asked().get(0), false);
        assertThat(viewer.output.effects).as("203 did nothing").isEmpty();
        viewer.tracker(new Signal(201, 1, SignalKind.OFFER, Payload.ofLength(10)));

        assertThat(viewer.output.effects).as("201 is banned although it left in time").isEmpty();
    }

    @Test
    void forgerWhoLeftInTimeHarmsNobodyWhoseLinkWasFull() {
        viewer.linked();
        viewer.peer.onLinkTakes(viewer.now, 0, false);
        viewer.late = true;
        viewer.peerSends(0, 23);
        viewer.peer.onLinkDown(viewer.now, 0, CloseReason.LEAVING);

        viewer.answer(viewer.asked().get(0), false);

        assertThat(viewer.refused).as("and nothing worse").contains(Refusal.FORGED);
    }

    @Test
    void lateAnswerReachesTheForgerOnItsNewLink() {
        viewer.linked();
        viewer.late = true;
        viewer.peerSends(0, 23);
        viewer.peer.onLinkDown(viewer.now, 0, CloseReason.LEAVING);
        viewer.offered(0, 203);
        viewer.offered(2, 201);
        viewer.output.effects.clear();
        viewer.answer(viewer.asked().get(0), false);

        assertThat(viewer.output.starting("close")).containsExactly("close 2 PROTOCOL");
    }

    @Test
    void lateAnswerDoesNotHitWhoANewTrackerGaveTheSession() {
        viewer.linked();
        viewer.late = true;
        viewer.peerSends(0, 23);
        viewer.peerSends(1, 21);
        viewer.message(1, Rooms.block(24, 1));
        viewer.peer.onLinkDown(viewer.now, 1, CloseReason.LEAVING);
        newTracker();
        viewer.answer(viewer.asked().get(1), false);
        assertThat(viewer.output.starting("close")).as("whoever sent 21 has gone").isEmpty();
        viewer.answer(viewer.asked().get(0), false);
        assertThat(viewer.output.starting("close")).containsExactly("close 0 PROTOCOL");
        viewer.tracker(new Signal(201, 1, SignalKind.OFFER, Payload.ofLength(10)));
        viewer.tracker(new Signal(202, 1, SignalKind.OFFER, Payload.ofLength(10)));

        assertThat(viewer.output.starting("answer")).as("others of these names").hasSize(2);
    }

    @Test
    void providerWhoseMediaIsBeingCheckedIsNotSilent() {
        viewer.linked();
        viewer.late = true;
        viewer.published(23);
        viewer.until(7_990);
        viewer.peerSends(0, 23);
        viewer.until(8_000);

        assertThat(viewer.output.starting("fetch 23")).as("not here at its line").hasSize(1);
        assertThat(viewer.output.told(Trouble.class)).noneMatch(t -> t.provider() == 201);
    }

    @Test
    void sliceThatIsBeingCheckedIsNotAskedOfAProviderAsWell() {
        viewer.watching();
        viewer.late = true;
        viewer.edge(21);
        viewer.assign(0, new Slot(1, 201, 202), new Slot(2, 202, 201));
        viewer.up(0, 201);
        viewer.up(1, 202);

        assertThat(viewer.output.starting("stream")).endsWith("stream 1 from 22");
        assertThat(viewer.output.on(1, Subscribe.class)).containsExactly(new Subscribe(2, 24));
    }

    @Test
    void whoGotTheLinkNumberIsNotTakenForTheSender() {
        Viewer pusher = new Viewer(Rooms.small(RandomSystem.SYSTEM).build()).watching();
        pusher.tracker(new Peers(List.of(201)));
        pusher.up(0, 201);
        pusher.late = true;
        pusher.peerSends(0, 21);
        pusher.peer.onLinkDown(pusher.now, 0, CloseReason.LEAVING);
        pusher.tracker(new Peers(List.of(203)));
        pusher.up(0, 203);
        pusher.answer(pusher.asked().get(0), true);
        pusher.until(1_000);

        assertThat(pusher.output.on(0, Data.class)).as("203 has not got it").isNotEmpty();
    }

    private void newTracker() {
        viewer.peer.onTrackerDown(viewer.now);
        viewer.until(2_000);
        viewer.peer.onTrackerUp(viewer.now);
        viewer.tracker(new JoinOk(4, 3_600_000));
        viewer.output.clear();
    }
}
