package dev.tributary.core.system.substream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.core.base.Rng;
import dev.tributary.core.nat.NatType;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Device;
import dev.tributary.core.testkit.Settings;
import dev.tributary.core.tracker.Audience;
import dev.tributary.core.tracker.TrackerCounter;
import dev.tributary.core.tracker.TrackerObserver;
import dev.tributary.core.tracker.TrackerRig;
import dev.tributary.core.wire.Assign;
import dev.tributary.core.wire.ProviderReport;
import dev.tributary.core.wire.Slot;
import dev.tributary.core.wire.TroubleReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SubStreamAssignmentTest {
    private final SubStreamRig rig = new SubStreamRig(Settings.douyu().build());

    @Test
    void smallRoomsAreFilledRoundRobin() {
        for (int subStreams : new int[] {3, 6}) {
            SubStreamRig small = new SubStreamRig(Settings.douyu().subStreams(subStreams).build());
            for (int viewers = 1; viewers <= 12; viewers++) {
                small.enter(viewers, Audience.wired(NatType.PORT_RESTRICTED));
                double expected = (Math.min(viewers, subStreams) - 1) / (double) subStreams;
                assertThat(sharing(small)).isCloseTo(expected, within(1e-12));
            }
        }
    }

    @Test
    void mixedKindsAreFilledRoundRobinToo() {
        NatType[] kinds = {
            NatType.FULL_CONE,
            NatType.PORT_RESTRICTED,
            NatType.OPEN,
            NatType.PORT_RESTRICTED,
            NatType.ADDRESS_RESTRICTED,
            NatType.PORT_RESTRICTED
        };
        for (int viewers = 1; viewers <= 6; viewers++) {
            rig.enter(viewers, Audience.wired(kinds[viewers - 1]));
            assertThat(sharing(rig)).isCloseTo((viewers - 1) / 6.0, within(1e-12));
        }
    }

    @Test
    void aSmallRoomStaysBalancedWhenTheOnlySeedOfASubStreamLeaves() {
        for (int viewers = 1; viewers <= 8; viewers++) {
            rig.enter(viewers, Audience.wired(NatType.PORT_RESTRICTED));
        }
        rig.leave(3);
        assertThat(sharing(rig)).isCloseTo(5 / 6.0, within(1e-12));
        rig.leave(4);
        assertThat(sharing(rig)).isCloseTo(5 / 6.0, within(1e-12));
        rig.leave(5);
        assertThat(sharing(rig)).isCloseTo(4 / 6.0, within(1e-12));
        RoomInvariants.check(rig);
    }

    @Test
    void withoutBalanceTheCdnSubStreamIsDrawn() {
        double sum = 0;
        int runs = 400;
        for (int seed = 0; seed < runs; seed++) {
            SubStreamRig drawn =
                    new SubStreamRig(
                            TrackerRig.CONFIG,
                            Settings.douyu().roundRobin(false).build(),
                            seed,
                            TrackerObserver.NONE);
            for (int viewers = 0; viewers < 6; viewers++) {
                drawn.enter(viewers, Audience.wired(NatType.PORT_RESTRICTED));
            }
            sum += sharing(drawn);
        }
        assertThat(sum / runs).as("theory.md 1.7: K=6, N=6").isCloseTo(0.498, within(0.02));
    }

    @Test
    void theFirstAssignListsAllSlotsAndLaterOnesOnlyChanges() {
        rig.enter(1, Audience.wired(NatType.OPEN));
        assertThat(rig.output.last(1, Assign.class))
                .isEqualTo(
                        new Assign(
                                0,
                                List.of(
                                        new Slot(1, 0, 0),
                                        new Slot(2, 0, 0),
                                        new Slot(3, 0, 0),
                                        new Slot(4, 0, 0),
                                        new Slot(5, 0, 0))));
        rig.enter(2, Audience.wired(NatType.OPEN));
        assertThat(rig.output.last(1, Assign.class))
                .isEqualTo(new Assign(0, List.of(new Slot(1, 2, 0))));
    }

    @Test
    void childrenOfALeaverGetAnotherProviderWithinTheSameInput() {
        for (int viewers = 1; viewers <= 60; viewers++) {
            rig.enter(viewers, Audience.wired(NatType.PORT_RESTRICTED));
        }
        Seat leaver = member(7);
        Dependants children = leaver.children;
        int count = children.count();
        Seat[] orphans = new Seat[count];
        Seat[] heirs = new Seat[count];
        int subStream = leaver.cdn;
        for (int i = 0; i < count; i++) {
            orphans[i] = children.seat(i);
            heirs[i] = orphans[i].backup[subStream];
        }
        int promoted = 0;
        rig.output.sent.clear();
        rig.tracker.onDisconnected(rig.nowNanos, 7);
        assertThat(count).isPositive();
        for (int i = 0; i < count; i++) {
            Slot told = slot(rig.output.last(rig.connection(orphans[i]), Assign.class), subStream);
            assertThat(told.provider()).isNotZero().isNotEqualTo(leaver.session());
            if (heirs[i] != null && heirs[i].free > 0) {
                promoted++;
                assertThat(told.provider())
                        .as("the backup is promoted")
                        .isEqualTo(heirs[i].session());
            }
        }
        assertThat(promoted).isPositive();
        RoomInvariants.check(rig);
    }

    @Test
    void freeFanOutIsBalancedOverTheSubStreams() {
        Audience audience = new Audience(new Rng(9));
        for (int viewers = 0; viewers < 1_000; viewers++) {
            rig.enter(viewers, audience.next());
        }
        SubStreamAssignment policy = rig.policy();
        int least = Integer.MAX_VALUE;
        int most = 0;
        for (int k = 0; k < 6; k++) {
            least = Math.min(least, policy.slots.supply.free(k));
            most = Math.max(most, policy.slots.supply.free(k));
        }
        assertThat(most - least).as("two kinds of seeds, one fan-out each").isLessThanOrEqualTo(24);
    }

    @Test
    void flexibleSeedsAreKeptForSymmetricViewers() {
        for (int viewers = 0; viewers < 12; viewers++) {
            boolean flexible = viewers % 2 == 0;
            NatType nat = flexible ? NatType.FULL_CONE : NatType.PORT_RESTRICTED;
            rig.enter(viewers, Audience.wired(nat));
        }
        Seat restricted = rig.enter(20, Audience.wired(NatType.PORT_RESTRICTED));
        Seat symmetric = rig.enter(21, Audience.wired(NatType.SYMMETRIC));
        assertThat(restricted.complete()).isTrue();
        assertThat(symmetric.complete()).isTrue();
        for (int j = 0; j < 6; j++) {
            if (restricted.cdn != j) {
                assertThat(restricted.provider[j].member.capabilities().nat())
                        .isEqualTo(NatType.PORT_RESTRICTED);
            }
            if (symmetric.cdn != j) {
                assertThat(symmetric.provider[j].member.capabilities().nat())
                        .isEqualTo(NatType.FULL_CONE);
            }
        }
        assertThat(symmetric.children.count()).as("a symmetric viewer seeds nobody").isZero();
    }

    @Test
    void nearSeedsComeFirst() {
        for (int viewers = 0; viewers < 36; viewers++) {
            Capabilities near =
                    new Capabilities(
                            NatType.PORT_RESTRICTED,
                            false,
                            Access.WIRED,
                            Device.PC,
                            50_000,
                            viewers / 6 % 3,
                            viewers / 18);
            rig.enter(viewers, near);
        }
        Seat viewer =
                rig.enter(
                        50,
                        new Capabilities(
                                NatType.OPEN, false, Access.WIRED, Device.PC, 50_000, 2, 1));
        for (Seat provider : viewer.provider) {
            if (provider != null) {
                assertThat(provider.member.capabilities().zone()).isEqualTo(1);
                assertThat(provider.member.capabilities().isp()).isEqualTo(2);
            }
        }
    }

    @Test
    void whoWaitsIsServedWhenASeedJoins() {
        Seat first = rig.enter(1, Audience.wired(NatType.SYMMETRIC));
        assertThat(first.complete()).isFalse();
        for (int viewers = 2; viewers <= 7; viewers++) {
            rig.enter(viewers, Audience.wired(NatType.OPEN));
        }
        assertThat(first.complete()).isTrue();
    }

    @Test
    void cellularViewersReceiveAndNeverGive() {
        for (int viewers = 1; viewers <= 6; viewers++) {
            rig.enter(viewers, Audience.wired(NatType.OPEN));
        }
        Seat mobile =
                rig.enter(
                        7,
                        new Capabilities(
                                NatType.OPEN, true, Access.CELLULAR, Device.PHONE, 50_000, 1, 1));
        rig.enter(8, Audience.wired(NatType.OPEN));
        assertThat(mobile.complete()).isTrue();
        assertThat(mobile.fanOut).isZero();
        RoomInvariants.check(rig);
    }

    @Test
    void aProviderThatFailedAViewerIsNotGivenToItAgainForAMinute() {
        for (int viewers = 1; viewers <= 12; viewers++) {
            rig.enter(viewers, Audience.wired(NatType.OPEN));
        }
        Seat viewer = member(12);
        int j = viewer.cdn == 0 ? 1 : 0;
        Seat failed = viewer.provider[j];
        rig.trouble(viewer, j, failed.session(), TroubleReason.CONNECT_FAILED);
        Seat other = viewer.provider[j];
        assertThat(other).isNotNull().isNotSameAs(failed);
        rig.advance(2_000);
        rig.trouble(viewer, j, other.session(), TroubleReason.CONNECT_FAILED);
        assertThat(viewer.provider[j]).as("both seeds have failed").isNull();
        for (int i = 0; i < 61; i++) {
            rig.advance(1_000);
            for (int viewers = 1; viewers <= 12; viewers++) {
                rig.report(member(viewers), 0, List.of());
            }
        }
        rig.advance(2_001);
        assertThat(viewer.provider[j]).as("forgiven").isNotNull();
    }

    @Test
    void repeatedTroublesOfOneSlotAreDebounced() {
        for (int viewers = 1; viewers <= 40; viewers++) {
            rig.enter(viewers, Audience.wired(NatType.OPEN));
        }
        Seat viewer = member(40);
        int j = viewer.cdn == 0 ? 1 : 0;
        rig.trouble(viewer, j, viewer.provider[j].session(), TroubleReason.CONNECT_FAILED);
        Seat second = viewer.provider[j];
        rig.trouble(viewer, j, second.session(), TroubleReason.CONNECT_FAILED);
        rig.trouble(viewer, j, second.session(), TroubleReason.CONNECT_FAILED);
        assertThat(viewer.provider[j]).as("not yet").isSameAs(second);
        rig.advance(999);
        assertThat(viewer.provider[j]).as("not yet").isSameAs(second);
        rig.advance(2);
        assertThat(viewer.provider[j]).isNotNull().isNotSameAs(second);
    }

    @Test
    void twoComplainersTakeAProvidersChildrenAway() {
        for (int viewers = 1; viewers <= 48; viewers++) {
            rig.enter(viewers, Audience.wired(NatType.OPEN));
        }
        Seat bad = busiest();
        int j = bad.cdn;
        Seat one = bad.children.seat(0);
        Seat two = bad.children.seat(1);
        rig.trouble(one, j, bad.session(), TroubleReason.SILENT);
        assertThat(bad.children.count()).isPositive();
        rig.trouble(two, j, bad.session(), TroubleReason.SILENT);
        assertThat(bad.children.count()).isZero();
        assertThat(rig.tracker.counted(TrackerCounter.QUARANTINED)).isEqualTo(1);
        assertThat(sharing(rig)).isCloseTo(5 / 6.0, within(1e-12));
        RoomInvariants.check(rig);
    }

    /**
     * A room in which two attempts in five failed shared 0.69 instead of 0.81, and less the larger
     * it was, when failed attempts cost a provider the children that it serves well.
     */
    @Test
    void failedAttemptsKeepNewChildrenAwayButTakeNone() {
        for (int viewers = 1; viewers <= 48; viewers++) {
            rig.enter(viewers, Audience.wired(NatType.OPEN));
        }
        Seat busy = busiest();
        int j = busy.cdn;
        List<Seat> failed = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            failed.add(busy.children.seat(i));
        }
        int children = busy.children.count();
        for (Seat viewer : failed) {
            rig.trouble(viewer, j, busy.session(), TroubleReason.CONNECT_FAILED);
        }
        assertThat(rig.tracker.counted(TrackerCounter.QUARANTINED)).isEqualTo(1);
        assertThat(busy.children.count()).isEqualTo(children - failed.size());
        for (int viewers = 49; viewers <= 80; viewers++) {
            rig.enter(viewers, Audience.wired(NatType.OPEN));
        }
        assertThat(busy.children.count()).isEqualTo(children - failed.size());
        RoomInvariants.check(rig);
        rig.trouble(busy.children.seat(0), j, busy.session(), TroubleReason.SILENT);
        assertThat(busy.children.count()).as("silence is about all children").isZero();
        RoomInvariants.check(rig);
    }

    @Test
    void oneComplainerAloneCannotTakeThemAway() {
        for (int viewers = 1; viewers <= 48; viewers++) {
            rig.enter(viewers, Audience.wired(NatType.OPEN));
        }
        Seat victim = busiest();
        Seat slanderer = victim.children.seat(0);
        Seat stranger = member(rig.connection(victim) == 1 ? 2 : 1);
        for (int i = 0; i < 5; i++) {
            rig.trouble(slanderer, victim.cdn, victim.session(), TroubleReason.SILENT);
            rig.trouble(stranger, victim.cdn, victim.session(), TroubleReason.NONE_ASSIGNED);
        }
        assertThat(rig.tracker.counted(TrackerCounter.QUARANTINED)).isZero();
    }

    @Test
    void lateSlicesLowerTheScoreOfTheirProviderOnly() {
        for (int viewers = 1; viewers <= 12; viewers++) {
            rig.enter(viewers, Audience.wired(NatType.OPEN));
        }
        Seat viewer = member(12);
        int j = viewer.cdn == 0 ? 1 : 0;
        Seat provider = viewer.provider[j];
        int before = provider.score.at(rig.nowNanos);
        rig.report(viewer, 0, List.of(new ProviderReport(provider.session(), 1, 9, true)));
        assertThat(provider.score.at(rig.nowNanos)).isLessThan(before);
        int once = provider.score.at(rig.nowNanos);
        ProviderReport slander = new ProviderReport(provider.session(), 0, 99, false);
        rig.report(viewer, 0, Collections.nCopies(64, slander));
        assertThat(provider.score.at(rig.nowNanos)).as("no vote so soon").isEqualTo(once);
        rig.advance(2_500);
        rig.report(viewer, 0, Collections.nCopies(64, slander));
        assertThat(provider.score.at(rig.nowNanos))
                .as("one vote however often it is said")
                .isGreaterThan(once - SeedScore.ONE / 10);
        rig.advance(2_500);
        int own = viewer.score.at(rig.nowNanos);
        rig.report(viewer, 0, List.of(new ProviderReport(viewer.session(), 0, 9, false)));
        assertThat(viewer.score.at(rig.nowNanos)).isEqualTo(own);
    }

    @Test
    void relaysServeWhenSeedsRunOut() {
        for (int depth = 1; depth <= 2; depth++) {
            SubStreamRig room =
                    new SubStreamRig(Settings.douyu().subStreams(3).relayDepthMax(depth).build());
            Seat strong = room.enter(1, Audience.wired(NatType.OPEN));
            room.enter(2, withUplink(2_100));
            room.enter(3, withUplink(2_100));
            Seat viewer = room.enter(4, withUplink(0));
            assertThat(viewer.complete()).isEqualTo(depth == 2);
            if (depth == 2) {
                assertThat(viewer.provider).containsOnly(null, strong);
                assertThat(viewer.depth).containsExactlyInAnyOrder(0, 1, 2);
            }
            RoomInvariants.check(room);
        }
    }

    private static Capabilities withUplink(int kbps) {
        return new Capabilities(NatType.OPEN, false, Access.WIRED, Device.PC, kbps, 1, 1);
    }

    private Seat busiest() {
        Seat best = member(1);
        for (int viewers = 2; viewers <= 48; viewers++) {
            Seat one = member(viewers);
            best = one.children.count() > best.children.count() ? one : best;
        }
        return best;
    }

    private Seat member(int connection) {
        for (int i = 0; i < rig.count(); i++) {
            if (rig.connection(rig.seat(i)) == connection) {
                return rig.seat(i);
            }
        }
        throw new AssertionError("no member on connection " + connection);
    }

    private static Slot slot(Assign assign, int subStream) {
        for (Slot slot : assign.slots()) {
            if (slot.subStream() == subStream) {
                return slot;
            }
        }
        throw new AssertionError("sub-stream " + subStream + " is not in " + assign);
    }

    /** Returns the share of sub-streams that come from providers. */
    private static double sharing(SubStreamRig rig) {
        int fromPeers = 0;
        for (int i = 0; i < rig.count(); i++) {
            for (Seat provider : rig.seat(i).provider) {
                fromPeers += provider != null ? 1 : 0;
            }
        }
        return fromPeers / (double) (rig.count() * rig.context().subStreams());
    }
}
