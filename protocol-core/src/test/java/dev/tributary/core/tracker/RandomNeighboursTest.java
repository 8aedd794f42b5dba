package dev.tributary.core.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.base.Rng;
import dev.tributary.core.nat.Connectivity;
import dev.tributary.core.nat.NatType;
import dev.tributary.core.room.StrategyKind;
import dev.tributary.core.testkit.Settings;
import dev.tributary.core.wire.Peers;
import dev.tributary.core.wire.TroubleReason;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RandomNeighboursTest {
    private final TrackerRig rig = new TrackerRig(Settings.of(StrategyKind.RANDOM_PUSH).build());

    @Test
    void aJoinerGetsUpToEightNeighbours() {
        for (int viewers = 0; viewers < 40; viewers++) {
            rig.join(viewers, Audience.wired(NatType.OPEN));
        }
        assertThat(rig.output.to(0, Peers.class)).as("alone").isEmpty();
        assertThat(rig.output.last(39, Peers.class).sessions())
                .hasSize(RandomNeighbours.WANTED)
                .doesNotHaveDuplicates()
                .doesNotContain(40);
        check();
    }

    @Test
    void aReportRefills() {
        for (int viewers = 0; viewers < 3; viewers++) {
            rig.join(viewers, Audience.wired(NatType.OPEN));
        }
        rig.join(3, Audience.wired(NatType.OPEN));
        for (int viewers = 4; viewers < 30; viewers++) {
            rig.join(viewers, Audience.wired(NatType.OPEN));
        }
        Member first = rig.tracker.room(TrackerRig.STREAM).roster.member(29);
        for (int i = 0; i < 4; i++) {
            rig.report(first, 0, List.of());
        }
        assertThat(first.neighbours.count()).isGreaterThanOrEqualTo(RandomNeighbours.WANTED);
        check();
    }

    @Test
    void aViewerLeftWithFewNeighboursGetsOthersAtOnce() {
        for (int viewers = 0; viewers < 100; viewers++) {
            rig.join(viewers, Audience.wired(NatType.OPEN));
        }
        for (int viewers = 0; viewers < 60; viewers++) {
            rig.leave(viewers);
            check();
        }
        Roster roster = rig.tracker.room(TrackerRig.STREAM).roster;
        for (int i = 0; i < roster.count(); i++) {
            assertThat(roster.member(i).neighbours.count())
                    .isGreaterThanOrEqualTo(RandomNeighbours.FEW);
        }
    }

    @Test
    void aFailedNeighbourIsReplacedAndNotGivenAgain() {
        rig.join(0, Audience.wired(NatType.OPEN));
        Member viewer = rig.join(1, Audience.wired(NatType.OPEN));
        rig.trouble(viewer, 0, 1, TroubleReason.CONNECT_FAILED);
        rig.report(viewer, 0, List.of());
        assertThat(viewer.neighbours.count()).isZero();
        check();
    }

    @Test
    void neighboursAreCompatibleInAMixedAudience() {
        Audience audience = new Audience(new Rng(4));
        Rng rng = new Rng(5);
        for (int viewers = 0; viewers < 300; viewers++) {
            rig.join(viewers, audience.next());
        }
        for (int i = 0; i < 1_000; i++) {
            Member member = rig.tracker.room(TrackerRig.STREAM).roster.random(rng);
            if (i % 2 == 0) {
                rig.leave(member.connection);
                rig.message(member.connection, TrackerRig.joinOf(audience.next()));
            } else if (member.neighbours.count() > 0) {
                rig.trouble(
                        member, 0, member.neighbours.member(0).session, TroubleReason.LINK_LOST);
            }
            check();
        }
    }

    private void check() {
        Roster roster = rig.tracker.room(TrackerRig.STREAM).roster;
        for (int i = 0; i < roster.count(); i++) {
            Member a = roster.member(i);
            assertThat(a.neighbours.count()).isLessThanOrEqualTo(RandomNeighbours.MOST);
            for (int j = 0; j < a.neighbours.count(); j++) {
                checkPair(a, a.neighbours.member(j));
            }
        }
    }

    private static void checkPair(Member a, Member b) {
        boolean known = false;
        for (int i = 0; i < b.neighbours.count(); i++) {
            known |= b.neighbours.member(i) == a;
        }
        if (a == b || b.gone || !known || !a.reaches(b) || (!seeds(a) && !seeds(b))) {
            throw new AssertionError(a.capabilities + " with " + b.capabilities);
        }
    }

    private static boolean seeds(Member member) {
        return Connectivity.maySeed(
                member.capabilities.nat(),
                member.capabilities.ipv6(),
                member.capabilities.cellular());
    }
}
