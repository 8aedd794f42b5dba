package dev.tributary.core.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.base.Time;
import dev.tributary.core.nat.NatType;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.StrategyKind;
import dev.tributary.core.testkit.Settings;
import dev.tributary.core.wire.JoinOk;
import dev.tributary.core.wire.Leave;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Rejection;
import dev.tributary.core.wire.RejectionCode;
import dev.tributary.core.wire.Signal;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.core.wire.Trouble;
import dev.tributary.core.wire.TroubleReason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody is in a room before its token was found valid (reliability.md T4); T1 at the tracker. */
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
        assertThat(rig.tracker.counters().badRequests()).isEqualTo(3);
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
        rig.tracker.openRoom(0, TrackerRig.STREAM, Settings.of(StrategyKind.CDN_ONLY).build());
        checked(1, true);
        assertThat(rig.output.last(1, Rejection.class).code())
                .isEqualTo(RejectionCode.UNKNOWN_ROOM);
    }

    /** Joins a seed with at least two receivers, and returns it. */
    private Member seed() {
        for (int i = 0; i < 24; i++) {
            rig.join(i, Audience.wired(NatType.OPEN));
        }
        rig.advance(1_000);
        return rig.tracker.room(TrackerRig.STREAM).roster.member(0);
    }

    private void complain(Member about, TroubleReason reason, int complainers) {
        int done = 0;
        Room room = rig.tracker.room(TrackerRig.STREAM);
        for (int i = 1; i < room.roster.count() && done < complainers; i++) {
            Member viewer = room.roster.member(i);
            for (int j = 0; j < 6; j++) {
                if (viewer.plan.provider[j] == about || viewer.plan.backup[j] == about) {
                    Trouble trouble = new Trouble(j, about.session, reason);
                    rig.message(viewer.connection, trouble);
                    done++;
                    break;
                }
            }
        }
        assertThat(done).isEqualTo(complainers);
    }

    private void report() {
        Room room = rig.tracker.room(TrackerRig.STREAM);
        for (int i = 0; i < room.roster.count(); i++) {
            rig.report(room.roster.member(i), 0, List.of());
        }
    }

    private void minutes(int seconds) {
        for (int s = 0; s < seconds; s += 10) {
            report();
            rig.advance(10_000);
        }
    }

    @Test
    void aForgerIsOutForTenMinutes() {
        Member forger = seed();
        complain(forger, TroubleReason.FORGED, 1);
        assertThat(forger.plan.quarantined).isFalse();
        complain(forger, TroubleReason.FORGED, 1);
        assertThat(forger.plan.quarantined).isTrue();
        assertThat(forger.plan.children.count()).isZero();
        minutes(590);
        assertThat(forger.plan.quarantined).isTrue();
        minutes(10);
        assertThat(forger.plan.quarantined).isFalse();
    }

    @Test
    void aForgerDoesNotKeepOthersInQuarantine() {
        Member forger = seed();
        complain(forger, TroubleReason.FORGED, 2);
        Member silent = rig.tracker.room(TrackerRig.STREAM).roster.member(2);
        silent.score.connected(true);
        complainAbout(silent);
        assertThat(silent.plan.quarantined).isTrue();
        minutes(40);
        assertThat(silent.plan.quarantined).isFalse();
        assertThat(forger.plan.quarantined).isTrue();
    }

    private void complainAbout(Member about) {
        Room room = rig.tracker.room(TrackerRig.STREAM);
        for (int i = 0; i < room.roster.count(); i++) {
            Member viewer = room.roster.member(i);
            for (int j = 0; j < 6; j++) {
                if (viewer.plan.provider[j] == about) {
                    Trouble trouble = new Trouble(j, about.session, TroubleReason.SILENT);
                    rig.message(viewer.connection, trouble);
                    break;
                }
            }
        }
    }

    @Test
    void aSeedInQuarantineThatIsFoundForgingStaysForTenMinutes() {
        Member seed = seed();
        complain(seed, TroubleReason.CONNECT_FAILED, 4);
        assertThat(seed.plan.quarantined).isTrue();
        assertThat(seed.plan.children.count()).as("links that are up stay").isPositive();
        rig.advance(1_000);
        complain(seed, TroubleReason.FORGED, 1);
        assertThat(seed.plan.quarantined).isTrue();
        minutes(590);
        assertThat(seed.plan.quarantined).isTrue();
        minutes(20);
        assertThat(seed.plan.quarantined).isFalse();
    }
}
