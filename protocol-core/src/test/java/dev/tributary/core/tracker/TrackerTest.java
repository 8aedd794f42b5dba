package dev.tributary.core.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.base.Rng;
import dev.tributary.core.base.Time;
import dev.tributary.core.nat.NatType;
import dev.tributary.core.nat.SymmetricSeeds;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.system.cdn.CdnSystem;
import dev.tributary.core.testkit.Settings;
import dev.tributary.core.wire.Assign;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.Join;
import dev.tributary.core.wire.JoinOk;
import dev.tributary.core.wire.Leave;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.PeerId;
import dev.tributary.core.wire.ProviderReport;
import dev.tributary.core.wire.Rejection;
import dev.tributary.core.wire.RejectionCode;
import dev.tributary.core.wire.Report;
import dev.tributary.core.wire.Signal;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.core.wire.Trouble;
import dev.tributary.core.wire.TroubleReason;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TrackerTest {
    private static final RoomSettings SETTINGS = Settings.douyu().build();

    private final TrackerRig rig = new TrackerRig(SETTINGS);

    @Test
    void aJoinIsAnsweredWithASessionFromOneOn() {
        rig.join(4, Audience.wired(NatType.OPEN));
        rig.join(9, Audience.wired(NatType.OPEN));
        assertThat(rig.output.last(4, JoinOk.class)).isEqualTo(new JoinOk(1, 5_000));
        assertThat(rig.output.last(9, JoinOk.class)).isEqualTo(new JoinOk(2, 5_000));
        assertThat(rig.tracker.viewers()).isEqualTo(2);
        assertThat(rig.tracker.viewers(TrackerRig.STREAM)).isEqualTo(2);
    }

    @Test
    void aViewerWhoComesBackOverTheSameConnectionGetsANewSession() {
        rig.join(1, Audience.wired(NatType.OPEN));
        rig.leave(1);
        assertThat(rig.tracker.viewers()).isZero();
        rig.message(1, TrackerRig.joinOf(Audience.wired(NatType.OPEN)));
        assertThat(rig.output.last(1, JoinOk.class).session()).isEqualTo(2);
    }

    @Test
    void anUnknownRoomIsRejected() {
        rig.tracker.onConnected(0, 1, TrackerRig.NOTHING);
        Join join =
                new Join(
                        new StreamKey(9, 9),
                        new PeerId(1, 1),
                        Audience.wired(NatType.OPEN),
                        Payload.ofLength(0));
        rig.message(1, join);
        assertRejected(1, RejectionCode.UNKNOWN_ROOM);
    }

    @Test
    void aFullRoomIsRejected() {
        TrackerConfig config =
                new TrackerConfig(
                        5_000,
                        2,
                        50,
                        400,
                        1_000,
                        2_000,
                        1,
                        2,
                        1,
                        16,
                        SignalRule.OPAQUE,
                        SymmetricSeeds.NEVER);
        TrackerRig small = new TrackerRig(config, SETTINGS, 1, TrackerObserver.NONE);
        for (int viewers = 1; viewers <= 3; viewers++) {
            small.join(viewers, Audience.wired(NatType.OPEN));
        }
        assertThat(small.output.last(3, Rejection.class).code()).isEqualTo(RejectionCode.FULL);
        assertThat(small.tracker.viewers()).isEqualTo(2);
    }

    @Test
    void whatMakesNoSenseIsCountedAndRejected() {
        rig.tracker.onConnected(0, 1, TrackerRig.NOTHING);
        rig.message(1, new Leave());
        rig.message(1, new GetLink(TrackerRig.STREAM, Payload.ofLength(32)));
        rig.message(1, TrackerRig.joinOf(Audience.wired(NatType.OPEN)));
        rig.message(1, TrackerRig.joinOf(Audience.wired(NatType.OPEN)));
        rig.message(1, new Trouble(6, 1, TroubleReason.SILENT));
        rig.message(
                1,
                new Report(
                        1,
                        1,
                        1,
                        1,
                        1,
                        1,
                        Collections.nCopies(65, new ProviderReport(1, 1, 1, true))));
        assertThat(rig.output.to(1, Rejection.class))
                .hasSize(5)
                .containsOnly(new Rejection(RejectionCode.BAD_REQUEST, 0));
        assertThat(rig.tracker.counted(TrackerCounter.BAD_REQUESTS)).isEqualTo(5);
        assertThat(rig.tracker.viewers()).as("still a member").isEqualTo(1);
    }

    @Test
    void aSilentViewerIsExpiredAfterThreePeriods() {
        rig.join(1, Audience.wired(NatType.OPEN));
        rig.join(2, Audience.wired(NatType.OPEN));
        rig.advance(10_000);
        rig.report(rig.roster().member(1), 0, List.of());
        rig.advance(5_000);
        assertThat(rig.output.closed).isEmpty();
        rig.advance(1);
        assertThat(rig.output.closed).containsExactly(1);
        assertThat(rig.tracker.counted(TrackerCounter.EXPIRED)).isEqualTo(1);
        rig.advance(10_000);
        assertThat(rig.output.closed).containsExactly(1, 2);
        rig.advance(2_000);
        assertThat(rig.tracker.nextDeadlineNanos()).isEqualTo(Time.NEVER);
    }

    @Test
    void aClosedConnectionIsForgotten() {
        rig.join(1, Audience.wired(NatType.OPEN));
        rig.advance(20_000);
        rig.tracker.onDisconnected(rig.nowNanos, 1);
        rig.message(1, new Leave());
        rig.join(1, Audience.wired(NatType.OPEN));
        assertThat(rig.output.last(1, JoinOk.class).session()).isEqualTo(2);
    }

    @Test
    void signalsReachMembersOfTheRoomWithTheSendersSession() {
        rig.join(1, Audience.wired(NatType.OPEN));
        rig.join(2, Audience.wired(NatType.OPEN));
        rig.message(1, new Signal(2, 5, SignalKind.OFFER, Payload.ofLength(300)));
        assertThat(rig.output.last(2, Signal.class))
                .isEqualTo(new Signal(1, 5, SignalKind.OFFER, Payload.ofLength(300)));
        assertThat(rig.tracker.counted(TrackerCounter.SIGNALS_RELAYED)).isEqualTo(1);
    }

    @Test
    void signalsToNobodyToOneselfOrToOtherRoomsAreDropped() {
        StreamKey other = new StreamKey(5, 5);
        rig.tracker.openRoom(0, other, SETTINGS);
        rig.join(1, Audience.wired(NatType.OPEN));
        rig.tracker.onConnected(0, 2, TrackerRig.NOTHING);
        rig.message(
                2,
                new Join(
                        other,
                        new PeerId(1, 1),
                        Audience.wired(NatType.OPEN),
                        Payload.ofLength(0)));
        rig.message(1, new Signal(2, 1, SignalKind.OFFER, Payload.ofLength(1)));
        rig.message(1, new Signal(1, 1, SignalKind.OFFER, Payload.ofLength(1)));
        rig.message(1, new Signal(99, 1, SignalKind.OFFER, Payload.ofLength(1)));
        assertThat(rig.tracker.counted(TrackerCounter.SIGNALS_DROPPED)).isEqualTo(3);
        assertThat(rig.output.to(2, Signal.class)).isEmpty();
        assertThat(rig.output.to(1, Rejection.class)).isEmpty();
    }

    @Test
    void aFloodIsDroppedThenClosed() {
        rig.join(1, Audience.wired(NatType.OPEN));
        rig.join(2, Audience.wired(NatType.OPEN));
        Message signal = new Signal(2, 1, SignalKind.CANDIDATE, Payload.ofLength(100));
        for (int i = 0; i < 400; i++) {
            rig.message(1, signal);
        }
        assertThat(rig.output.to(2, Signal.class)).hasSize(399);
        assertRejected(1, RejectionCode.BUSY);
        for (int i = 0; i < 400; i++) {
            rig.message(1, signal);
        }
        assertThat(rig.output.closed).containsExactly(1);
        assertThat(rig.output.to(1, Rejection.class)).hasSize(1);
        assertThat(rig.tracker.viewers()).isEqualTo(1);
    }

    @Test
    void aBurstOfCandidatesForTenLinksPasses() {
        rig.join(1, Audience.wired(NatType.OPEN));
        rig.join(2, Audience.wired(NatType.OPEN));
        for (int i = 0; i < 120; i++) {
            rig.message(1, new Signal(2, 1, SignalKind.CANDIDATE, Payload.ofLength(100)));
        }
        assertThat(rig.tracker.counted(TrackerCounter.FLOODS)).isZero();
    }

    @Test
    void newSettingsSendTheMembersBackToTheDoor() {
        rig.join(1, Audience.wired(NatType.OPEN));
        rig.tracker.openRoom(0, TrackerRig.STREAM, SETTINGS);
        assertThat(rig.output.closed).as("nothing new").isEmpty();
        RoomSettings other = Settings.douyu().subStreams(3).build();
        rig.tracker.openRoom(0, TrackerRig.STREAM, other);
        assertThat(rig.output.closed).containsExactly(1);
        assertRejected(1, RejectionCode.BUSY);
        rig.join(1, Audience.wired(NatType.OPEN));
        assertThat(rig.output.last(1, Assign.class).slots()).as("all but its own").hasSize(2);
        rig.tracker.openRoom(
                0, TrackerRig.STREAM, Settings.of(CdnSystem.SYSTEM).subStreams(3).build());
        rig.tracker.onConnected(0, 1, TrackerRig.NOTHING);
        rig.message(1, TrackerRig.joinOf(Audience.wired(NatType.OPEN)));
        assertRejected(1, RejectionCode.UNKNOWN_ROOM);
    }

    @Test
    void manyRoomsKeepTheirOwnDeadlines() {
        Rng rng = new Rng(3);
        for (int room = 0; room < 200; room++) {
            rig.tracker.openRoom(0, new StreamKey(0, room), SETTINGS);
        }
        for (int i = 0; i < 1_000; i++) {
            rig.tracker.onConnected(rig.nowNanos, i, TrackerRig.NOTHING);
            rig.message(
                    i,
                    new Join(
                            new StreamKey(0, rng.nextInt(200)),
                            new PeerId(1, i),
                            Audience.wired(NatType.PORT_RESTRICTED),
                            Payload.ofLength(0)));
            rig.advance(rng.nextInt(20));
        }
        rig.advance(60_000);
        assertThat(rig.tracker.counted(TrackerCounter.EXPIRED)).isEqualTo(1_000);
        assertThat(rig.tracker.viewers()).isZero();
    }

    @Test
    void ourOwnErrorsEndTheRun() {
        rig.advance(10);
        rig.tracker.onTimer(rig.nowNanos);
        assertThatThrownBy(() -> rig.tracker.onTimer(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("time");
        TrackerRig other = new TrackerRig(SETTINGS);
        other.tracker.onConnected(0, 1, TrackerRig.NOTHING);
        assertThatThrownBy(() -> other.tracker.onConnected(0, 1, TrackerRig.NOTHING))
                .isInstanceOf(IllegalStateException.class);
    }

    private void assertRejected(int connection, RejectionCode code) {
        assertThat(rig.output.last(connection, Rejection.class).code()).isEqualTo(code);
    }
}
