package dev.tributary.core.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.base.Rng;
import dev.tributary.core.nat.NatType;
import dev.tributary.core.system.random.RandomSystem;
import dev.tributary.core.testkit.Settings;
import dev.tributary.core.wire.Peers;
import dev.tributary.core.wire.TroubleReason;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RandomNeighboursTest {
    private static final int WANTED = 8;
    private static final int MOST = 16;
    private static final int FEW = 4;

    private final TrackerRig rig = new TrackerRig(Settings.of(RandomSystem.SYSTEM).build());

    @Test
    void aJoinerGetsUpToEightNeighbours() {
        for (int viewers = 0; viewers < 40; viewers++) {
            rig.join(viewers, Audience.wired(NatType.OPEN));
        }
        assertThat(rig.output.to(0, Peers.class)).as("alone").isEmpty();
        assertThat(rig.output.last(39, Peers.class).sessions())
                .hasSize(WANTED)
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
        Member first = rig.roster().member(29);
        for (int i = 0; i < 4; i++) {
            rig.report(first, 0, List.of());
        }
        assertThat(RandomSeat.of(first).count()).isGreaterThanOrEqualTo(WANTED);
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
        Roster roster = rig.roster();
        for (int i = 0; i < roster.count(); i++) {
            assertThat(RandomSeat.of(roster.member(i)).count()).isGreaterThanOrEqualTo(FEW);
        }
    }

    @Test
    void aFailedNeighbourIsReplacedAndNotGivenAgain() {
        rig.join(0, Audience.wired(NatType.OPEN));
        Member viewer = rig.join(1, Audience.wired(NatType.OPEN));
        rig.trouble(viewer, 0, 1, TroubleReason.CONNECT_FAILED);
        rig.report(viewer, 0, List.of());
        assertThat(RandomSeat.of(viewer).count()).isZero();
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
            Member member = rig.roster().random(rng);
            if (i % 2 == 0) {
                rig.leave(rig.connection(member));
                rig.message(rig.connection(member), TrackerRig.joinOf(audience.next()));
            } else if (RandomSeat.of(member).count() > 0) {
                int other = RandomSeat.of(member).last().session();
                rig.trouble(member, 0, other, TroubleReason.LINK_LOST);
            }
            check();
        }
    }

    private void check() {
        Roster roster = rig.roster();
        for (int i = 0; i < roster.count(); i++) {
            RandomSeat a = RandomSeat.of(roster.member(i));
            assertThat(a.count()).isLessThanOrEqualTo(MOST);
            int mutual = 0;
            for (int j = 0; j < roster.count(); j++) {
                RandomSeat b = RandomSeat.of(roster.member(j));
                if (a.neighbour(b.session()) != null) {
                    checkPair(a, b);
                    mutual++;
                }
            }
            assertThat(mutual).as("nobody who is gone is a neighbour").isEqualTo(a.count());
        }
    }

    private static void checkPair(RandomSeat a, RandomSeat b) {
        boolean known = b.neighbour(a.session()) == a;
        if (a == b || !known || !a.member.reaches(b.member) || (!a.maySeed() && !b.maySeed())) {
            throw new AssertionError(a.member.capabilities() + " with " + b.member.capabilities());
        }
    }
}
