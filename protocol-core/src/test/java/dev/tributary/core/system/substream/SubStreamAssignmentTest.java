package dev.tributary.core.system.substream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.core.base.Rng;
import dev.tributary.core.nat.NatType;
import dev.tributary.core.nat.SymmetricSeeds;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Device;
import dev.tributary.core.testkit.Settings;
import dev.tributary.core.tracker.Audience;
import dev.tributary.core.tracker.TrackerObserver;
import dev.tributary.core.tracker.TrackerRig;
import dev.tributary.core.wire.Assign;
import dev.tributary.core.wire.Slot;
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
                assertThat(small.sharing()).isCloseTo(expected, within(1e-12));
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
            assertThat(rig.sharing()).isCloseTo((viewers - 1) / 6.0, within(1e-12));
        }
    }

    @Test
    void aSmallRoomStaysBalancedWhenTheOnlySeedOfASubStreamLeaves() {
        for (int viewers = 1; viewers <= 8; viewers++) {
            rig.enter(viewers, Audience.wired(NatType.PORT_RESTRICTED));
        }
        rig.leave(3);
        assertThat(rig.sharing()).isCloseTo(5 / 6.0, within(1e-12));
        rig.leave(4);
        assertThat(rig.sharing()).isCloseTo(5 / 6.0, within(1e-12));
        rig.leave(5);
        assertThat(rig.sharing()).isCloseTo(4 / 6.0, within(1e-12));
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
            sum += drawn.sharing();
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
        Seat leaver = rig.member(7);
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

    private static Slot slot(Assign assign, int subStream) {
        for (Slot slot : assign.slots()) {
            if (slot.subStream() == subStream) {
                return slot;
            }
        }
        throw new AssertionError("sub-stream " + subStream + " is not in " + assign);
    }

    /** Whoever waits is served by those whom it could have been given at once. */
    @Test
    void aSymmetricSeedIsNamedToNobodyWithoutIpv6() {
        SubStreamRig room =
                new SubStreamRig(
                        TrackerRig.CONFIG.withSymmetricSeeds(SymmetricSeeds.IPV6),
                        Settings.douyu().build(),
                        1,
                        TrackerObserver.NONE);
        Seat waiting =
                room.enter(
                        1,
                        new Capabilities(
                                NatType.FULL_CONE,
                                false,
                                Access.CELLULAR,
                                Device.PHONE,
                                9_000,
                                0,
                                0));
        for (int seeds = 2; seeds <= 8; seeds++) {
            room.enter(
                    seeds,
                    new Capabilities(
                            NatType.SYMMETRIC, true, Access.WIRED, Device.PC, 9_000, 0, 0));
        }
        assertThat(waiting.provider).containsOnlyNulls();
        assertThat(room.sharing()).isGreaterThan(.4);
    }
}
