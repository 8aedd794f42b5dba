package dev.tributary.core.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.base.Time;
import dev.tributary.core.nat.NatType;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.system.cdn.CdnSystem;
import dev.tributary.core.testkit.Settings;
import dev.tributary.core.wire.JoinOk;
import dev.tributary.core.wire.Leave;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Rejection;
import dev.tributary.core.wire.RejectionCode;
import dev.tributary.core.wire.Signal;
import dev.tributary.core.wire.SignalKind;
import org.junit.jupiter.api.Test;

/** Nobody is in a room before its token was found valid (reliability.md T4). */
final class AdmissionTest {
    private static final RoomSettings SETTINGS = Settings.douyu().build();

    private final TrackerRig rig = new TrackerRig(SETTINGS);

    private void knock(int connection) {
        rig.tracker.onConnected(rig.nowNanos, connection, TrackerRig.NOTHING);
        again(connection);
    }

    private void again(int connection) {
        rig.tracker.onMessage(
                rig.nowNanos, connection, TrackerRig.joinOf(Audience.wired(NatType.OPEN)));
    }

    private void checked(int ticket, boolean valid) {
        rig.tracker.onTokenChecked(rig.nowNanos, ticket, valid, TrackerRig.NOTHING);
    }

    @Test
    void aJoinWaitsForTheCheck() {
        knock(1);
        knock(2);
        assertThat(rig.output.tickets).containsExactly(1, 2);
        assertThat(rig.tracker.viewers()).isZero();
        assertThat(rig.output.to(1, JoinOk.class)).isEmpty();
        checked(2, true);
        assertThat(rig.output.last(2, JoinOk.class).session()).isEqualTo(1);
        checked(1, true);
        assertThat(rig.output.last(1, JoinOk.class).session()).isEqualTo(2);
        checked(1, true);
        assertThat(rig.tracker.viewers()).isEqualTo(2);
        assertThat(rig.output.to(1, JoinOk.class)).hasSize(1);
    }

    @Test
    void whatIsSaidMeanwhileIsCountedAndNotAnswered() {
        knock(1);
        again(1);
        rig.tracker.onMessage(0, 1, new Leave());
        rig.tracker.onMessage(0, 1, new Signal(1, 1, SignalKind.OFFER, Payload.ofLength(3)));
        assertThat(rig.tracker.counted(TrackerCounter.BAD_REQUESTS)).isEqualTo(3);
        assertThat(rig.output.tickets).hasSize(1);
        assertThat(rig.output.to(1, Rejection.class)).isEmpty();
        checked(1, true);
        assertThat(rig.tracker.viewers()).isEqualTo(1);
    }

    @Test
    void aRefusedTokenLeavesNothingBehind() {
        knock(1);
        checked(1, false);
        assertThat(rig.output.last(1, Rejection.class).code()).isEqualTo(RejectionCode.BAD_TOKEN);
        assertThat(rig.tracker.viewers()).isZero();
        assertThat(rig.tracker.nextDeadlineNanos()).isEqualTo(Time.NEVER);
        checked(1, true);
        assertThat(rig.tracker.viewers()).isZero();
        again(1);
        checked(2, true);
        assertThat(rig.output.last(1, JoinOk.class).session()).isEqualTo(1);
    }

    @Test
    void whoGoesBeforeTheAnswerIsNotLetIn() {
        knock(1);
        rig.tracker.onDisconnected(0, 1);
        rig.tracker.onConnected(0, 1, TrackerRig.NOTHING);
        checked(1, true);
        assertThat(rig.tracker.viewers()).isZero();
        assertThat(rig.output.to(1, JoinOk.class)).isEmpty();
        again(1);
        checked(2, true);
        assertThat(rig.tracker.viewers()).isEqualTo(1);
    }

    @Test
    void answersToNothingAreIgnored() {
        for (int ticket : new int[] {0, -1, 1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            checked(ticket, true);
        }
        assertThat(rig.tracker.viewers()).isZero();
    }

    @Test
    void aFlooderWhoIsClosedIsNotLetIn() {
        knock(1);
        for (int i = 0; i < 2_000 && rig.output.closed.isEmpty(); i++) {
            again(1);
        }
        assertThat(rig.output.closed).containsExactly(1);
        checked(1, true);
        assertThat(rig.tracker.viewers()).isZero();
    }

    @Test
    void aRoomThatClosesMeanwhileIsUnknown() {
        knock(1);
        rig.tracker.openRoom(0, TrackerRig.STREAM, Settings.of(CdnSystem.SYSTEM).build());
        checked(1, true);
        assertThat(rig.output.last(1, Rejection.class).code())
                .isEqualTo(RejectionCode.UNKNOWN_ROOM);
    }
}
