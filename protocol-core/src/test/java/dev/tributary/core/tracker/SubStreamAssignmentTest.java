package dev.tributary.core.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.core.base.Rng;
import dev.tributary.core.nat.NatType;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Device;
import dev.tributary.core.room.StrategyKind;
import dev.tributary.core.testkit.Settings;
import dev.tributary.core.wire.Assign;
import dev.tributary.core.wire.ProviderReport;
import dev.tributary.core.wire.Slot;
import dev.tributary.core.wire.TroubleReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SubStreamAssignmentTest {
    private final TrackerRig rig = new TrackerRig(Settings.douyu().build());

    @Test
    void smallRoomsAreFilledRoundRobin() {
        for (int subStreams : new int[] {3, 6}) {
            TrackerRig small = new TrackerRig(Settings.douyu().subStreams(subStreams).build());
            for (int viewers = 1; viewers <= 12; viewers++) {
                small.join(viewers, Audience.wired(NatType.PORT_RESTRICTED));
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
            rig.join(viewers, Audience.wired(kinds[viewers - 1]));
            assertThat(sharing(rig)).isCloseTo((viewers - 1) / 6.0, within(1e-12));
        }
    }

    @Test
    void aSmallRoomStaysBalancedWhenTheOnlySeedOfASubStreamLeaves() {
        for (int viewers = 1; viewers <= 8; viewers++) {
            rig.join(viewers, Audience.wired(NatType.PORT_RESTRICTED));
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
            TrackerRig drawn =
                    new TrackerRig(
                            TrackerRig.CONFIG,
                            Settings.douyu().roundRobin(false).build(),
                            seed,
                            TrackerObserver.NONE);
            for (int viewers = 0; viewers < 6; viewers++) {
                drawn.join(viewers, Audience.wired(NatType.PORT_RESTRICTED));
            }
            sum += sharing(drawn);
        }
        assertThat(sum / runs).as("theory.md 1.7: K=6, N=6").isCloseTo(0.498, within(0.02));
    }

    @Test
    void theFirstAssignListsAllSlotsAndLaterOnesOnlyChanges() {
        rig.join(1, Audience.wired(NatType.OPEN));
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
        rig.join(2, Audience.wired(NatType.OPEN));
        assertThat(rig.output.last(1, Assign.class))
                .isEqualTo(new Assign(0, List.of(new Slot(1, 2, 0))));
    }

    @Test
    void childrenOfALeaverGetAnotherProviderWithinTheSameInput() {
        for (int viewers = 1; viewers <= 60; viewers++) {
            rig.join(viewers, Audience.wired(NatType.PORT_RESTRICTED));
        }
        Member leaver = member(7);
        Dependants children = leaver.plan.children;
        int count = children.count();
        Member[] orphans = new Member[count];
        Member[] heirs = new Member[count];
        int subStream = leaver.plan.cdn;
        for (int i = 0; i < count; i++) {
            orphans[i] = children.member(i);
            heirs[i] = orphans[i].plan.backup[subStream];
        }
        int promoted = 0;
        rig.output.sent.clear();
        rig.tracker.onDisconnected(rig.nowNanos, 7);
        assertThat(count).isPositive();
        for (int i = 0; i < count; i++) {
            Slot told = slot(rig.output.last(orphans[i].connection, Assign.class), subStream);
            assertThat(told.provider()).isNotZero().isNotEqualTo(leaver.session);
            if (heirs[i] != null && heirs[i].plan.free > 0) {
                promoted++;
                assertThat(told.provider())
                        .as("the backup is promoted")
                        .isEqualTo(heirs[i].session);
            }
        }
        assertThat(promoted).isPositive();
        RoomInvariants.check(rig);
    }

    @Test
    void freeFanOutIsBalancedOverTheSubStreams() {
        Audience audience = new Audience(new Rng(9));
        for (int viewers = 0; viewers < 1_000; viewers++) {
            rig.join(viewers, audience.next());
        }
        SubStreamAssignment policy =
                (SubStreamAssignment) rig.tracker.room(TrackerRig.STREAM).policy;
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
            rig.join(viewers, Audience.wired(nat));
        }
        Member restricted = rig.join(20, Audience.wired(NatType.PORT_RESTRICTED));
        Member symmetric = rig.join(21, Audience.wired(NatType.SYMMETRIC));
        assertThat(restricted.plan.complete()).isTrue();
        assertThat(symmetric.plan.complete()).isTrue();
        for (int j = 0; j < 6; j++) {
            if (restricted.plan.cdn != j) {
                assertThat(restricted.plan.provider[j].capabilities.nat())
                        .isEqualTo(NatType.PORT_RESTRICTED);
            }
            if (symmetric.plan.cdn != j) {
                assertThat(symmetric.plan.provider[j].capabilities.nat())
                        .isEqualTo(NatType.FULL_CONE);
            }
        }
        assertThat(symmetric.plan.children.count()).as("a symmetric viewer seeds nobody").isZero();
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
            rig.join(viewers, near);
        }
        Member viewer =
                rig.join(
                        50,
                        new Capabilities(
                                NatType.OPEN, false, Access.WIRED, Device.PC, 50_000, 2, 1));
        for (Member provider : viewer.plan.provider) {
            if (provider != null) {
                assertThat(provider.capabilities.zone()).isEqualTo(1);
                assertThat(provider.capabilities.isp()).isEqualTo(2);
            }
        }
    }

    @Test
    void whoWaitsIsServedWhenASeedJoins() {
        Member first = rig.join(1, Audience.wired(NatType.SYMMETRIC));
        assertThat(first.plan.complete()).isFalse();
        for (int viewers = 2; viewers <= 7; viewers++) {
            rig.join(viewers, Audience.wired(NatType.OPEN));
        }
        assertThat(first.plan.complete()).isTrue();
    }

    @Test
    void cellularViewersReceiveAndNeverGive() {
        for (int viewers = 1; viewers <= 6; viewers++) {
            rig.join(viewers, Audience.wired(NatType.OPEN));
        }
        Member mobile =
                rig.join(
                        7,
                        new Capabilities(
                                NatType.OPEN, true, Access.CELLULAR, Device.PHONE, 50_000, 1, 1));
        rig.join(8, Audience.wired(NatType.OPEN));
        assertThat(mobile.plan.complete()).isTrue();
        assertThat(mobile.fanOut).isZero();
        RoomInvariants.check(rig);
    }

    @Test
    void aProviderThatFailedAViewerIsNotGivenToItAgainForAMinute() {
        for (int viewers = 1; viewers <= 12; viewers++) {
            rig.join(viewers, Audience.wired(NatType.OPEN));
        }
        Member viewer = member(12);
        int j = viewer.plan.cdn == 0 ? 1 : 0;
        Member failed = viewer.plan.provider[j];
        rig.trouble(viewer, j, failed.session, TroubleReason.CONNECT_FAILED);
        Member other = viewer.plan.provider[j];
        assertThat(other).isNotNull().isNotSameAs(failed);
        rig.advance(2_000);
        rig.trouble(viewer, j, other.session, TroubleReason.CONNECT_FAILED);
        assertThat(viewer.plan.provider[j]).as("both seeds have failed").isNull();
        for (int i = 0; i < 61; i++) {
            rig.advance(1_000);
            for (int viewers = 1; viewers <= 12; viewers++) {
                rig.report(member(viewers), 0, List.of());
            }
        }
        rig.advance(2_001);
        assertThat(viewer.plan.provider[j]).as("forgiven").isNotNull();
    }

    @Test
    void repeatedTroublesOfOneSlotAreDebounced() {
        for (int viewers = 1; viewers <= 40; viewers++) {
            rig.join(viewers, Audience.wired(NatType.OPEN));
        }
        Member viewer = member(40);
        int j = viewer.plan.cdn == 0 ? 1 : 0;
        rig.trouble(viewer, j, viewer.plan.provider[j].session, TroubleReason.CONNECT_FAILED);
        Member second = viewer.plan.provider[j];
        rig.trouble(viewer, j, second.session, TroubleReason.CONNECT_FAILED);
        rig.trouble(viewer, j, second.session, TroubleReason.CONNECT_FAILED);
        assertThat(viewer.plan.provider[j]).as("not yet").isSameAs(second);
        rig.advance(999);
        assertThat(viewer.plan.provider[j]).as("not yet").isSameAs(second);
        rig.advance(2);
        assertThat(viewer.plan.provider[j]).isNotNull().isNotSameAs(second);
    }

    @Test
    void twoComplainersTakeAProvidersChildrenAway() {
        for (int viewers = 1; viewers <= 48; viewers++) {
            rig.join(viewers, Audience.wired(NatType.OPEN));
        }
        Member bad = busiest();
        int j = bad.plan.cdn;
        Member one = bad.plan.children.member(0);
        Member two = bad.plan.children.member(1);
        rig.trouble(one, j, bad.session, TroubleReason.SILENT);
        assertThat(bad.plan.children.count()).isPositive();
        rig.trouble(two, j, bad.session, TroubleReason.SILENT);
        assertThat(bad.plan.children.count()).isZero();
        assertThat(rig.tracker.counters().quarantined()).isEqualTo(1);
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
            rig.join(viewers, Audience.wired(NatType.OPEN));
        }
        Member busy = busiest();
        int j = busy.plan.cdn;
        List<Member> failed = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            failed.add(busy.plan.children.member(i));
        }
        int children = busy.plan.children.count();
        for (Member viewer : failed) {
            rig.trouble(viewer, j, busy.session, TroubleReason.CONNECT_FAILED);
        }
        assertThat(rig.tracker.counters().quarantined()).isEqualTo(1);
        assertThat(busy.plan.children.count()).isEqualTo(children - failed.size());
        for (int viewers = 49; viewers <= 80; viewers++) {
            rig.join(viewers, Audience.wired(NatType.OPEN));
        }
        assertThat(busy.plan.children.count()).isEqualTo(children - failed.size());
        RoomInvariants.check(rig);
        rig.trouble(busy.plan.children.member(0), j, busy.session, TroubleReason.SILENT);
        assertThat(busy.plan.children.count()).as("silence is about all children").isZero();
        RoomInvariants.check(rig);
    }

    @Test
    void oneComplainerAloneCannotTakeThemAway() {
        for (int viewers = 1; viewers <= 48; viewers++) {
            rig.join(viewers, Audience.wired(NatType.OPEN));
        }
        Member victim = busiest();
        Member slanderer = victim.plan.children.member(0);
        Member stranger = member(victim.connection == 1 ? 2 : 1);
        for (int i = 0; i < 5; i++) {
            rig.trouble(slanderer, victim.plan.cdn, victim.session, TroubleReason.SILENT);
            rig.trouble(stranger, victim.plan.cdn, victim.session, TroubleReason.NONE_ASSIGNED);
        }
        assertThat(rig.tracker.counters().quarantined()).isZero();
    }

    @Test
    void lateSlicesLowerTheScoreOfTheirProviderOnly() {
        for (int viewers = 1; viewers <= 12; viewers++) {
            rig.join(viewers, Audience.wired(NatType.OPEN));
        }
        Member viewer = member(12);
        int j = viewer.plan.cdn == 0 ? 1 : 0;
        Member provider = viewer.plan.provider[j];
        int before = provider.score.at(rig.nowNanos);
        rig.report(viewer, 0, List.of(new ProviderReport(provider.session, 1, 9, true)));
        assertThat(provider.score.at(rig.nowNanos)).isLessThan(before);
        int once = provider.score.at(rig.nowNanos);
        ProviderReport slander = new ProviderReport(provider.session, 0, 99, false);
        rig.report(viewer, 0, Collections.nCopies(64, slander));
        assertThat(provider.score.at(rig.nowNanos)).as("no vote so soon").isEqualTo(once);
        rig.advance(2_500);
        rig.report(viewer, 0, Collections.nCopies(64, slander));
        assertThat(provider.score.at(rig.nowNanos))
                .as("one vote however often it is said")
                .isGreaterThan(once - SeedScore.ONE / 10);
        rig.advance(2_500);
        int own = viewer.score.at(rig.nowNanos);
        rig.report(viewer, 0, List.of(new ProviderReport(viewer.session, 0, 9, false)));
        assertThat(viewer.score.at(rig.nowNanos)).isEqualTo(own);
    }

    @Test
    void relaysServeWhenSeedsRunOut() {
        for (int depth = 1; depth <= 2; depth++) {
            TrackerRig room =
                    new TrackerRig(Settings.douyu().subStreams(3).relayDepthMax(depth).build());
            Member strong = room.join(1, Audience.wired(NatType.OPEN));
            room.join(2, withUplink(2_100));
            room.join(3, withUplink(2_100));
            Member viewer = room.join(4, withUplink(0));
            assertThat(viewer.plan.complete()).isEqualTo(depth == 2);
            if (depth == 2) {
                assertThat(viewer.plan.provider).containsOnly(null, strong);
                assertThat(viewer.plan.depth).containsExactlyInAnyOrder(0, 1, 2);
            }
            RoomInvariants.check(room);
        }
    }

    @Test
    void theStrategyOfTheRoomDecidesThePolicy() {
        TrackerRig random = new TrackerRig(Settings.of(StrategyKind.RANDOM_PUSH).build());
        assertThat(random.tracker.room(TrackerRig.STREAM).policy)
                .isInstanceOf(RandomNeighbours.class);
    }

    private static Capabilities withUplink(int kbps) {
        return new Capabilities(NatType.OPEN, false, Access.WIRED, Device.PC, kbps, 1, 1);
    }

    private Member busiest() {
        Member best = member(1);
        for (int viewers = 2; viewers <= 48; viewers++) {
            Member one = member(viewers);
            best = one.plan.children.count() > best.plan.children.count() ? one : best;
        }
        return best;
    }

    private Member member(int connection) {
        Roster roster = rig.tracker.room(TrackerRig.STREAM).roster;
        for (int i = 0; i < roster.count(); i++) {
            if (roster.member(i).connection == connection) {
                return roster.member(i);
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
    private static double sharing(TrackerRig rig) {
        Room room = rig.tracker.room(TrackerRig.STREAM);
        int fromPeers = 0;
        for (int i = 0; i < room.roster.count(); i++) {
            for (Member provider : room.roster.member(i).plan.provider) {
                fromPeers += provider != null ? 1 : 0;
            }
        }
        return fromPeers / (double) (room.roster.count() * room.context.subStreams());
    }
}
