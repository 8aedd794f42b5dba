package dev.tributary.core.system.substream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.nat.NatType;
import dev.tributary.core.testkit.Settings;
import dev.tributary.core.tracker.Audience;
import dev.tributary.core.wire.Assign;
import dev.tributary.core.wire.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BaseStreamTest {
    private static final int VIEWERS = 200;

    private final SubStreamRig rig =
            new SubStreamRig(Settings.douyu().relayDepthMax(2).baseStreamMaxPercent(30).build());

    @Test
    void theShareRisesByFivePointsWhilePeersDeliver() {
        fill();
        period(1);
        assertThat(base()).isEqualTo(10);
        period(1);
        assertThat(base()).isEqualTo(20);
        RoomInvariants.check(rig);
    }

    @Test
    void theShareStopsAtTheRoomsMaximum() {
        fill();
        for (int i = 0; i < 9; i++) {
            period(1);
        }
        assertThat(base()).isEqualTo(60);
        RoomInvariants.check(rig);
    }

    @Test
    void theShareStaysBetweenTwoAndFivePercentOfEmergencies() {
        fill();
        period(1);
        period(3);
        assertThat(base()).isEqualTo(10);
    }

    @Test
    void theShareFallsByTenPointsWhenEmergenciesAreMany() {
        fill();
        period(1);
        period(1);
        period(1);
        assertThat(base()).isEqualTo(30);
        period(6);
        assertThat(base()).isEqualTo(10);
        period(6);
        assertThat(base()).isZero();
        RoomInvariants.check(rig);
    }

    @Test
    void withoutReportsNothingMoves() {
        fill();
        rig.advance(14_000);
        assertThat(base()).isZero();
    }

    @Test
    void aMovedViewerIsToldAndStillGetsEverything() {
        fill();
        period(1);
        for (int i = 0; i < rig.count(); i++) {
            Seat member = rig.seat(i);
            if (member.cdn == Assign.NONE) {
                assertThat(member.complete()).isTrue();
                assertThat(rig.output.last(rig.connection(member), Assign.class).cdnSubStream())
                        .isEqualTo(Assign.NONE);
            }
        }
    }

    @Test
    void withoutSpareFanOutNothingMoves() {
        SubStreamRig tight = new SubStreamRig(Settings.douyu().baseStreamMaxPercent(30).build());
        BaseStream share = new BaseStream(tight.context().settings());
        Seat viewer = tight.enter(1, Audience.wired(NatType.OPEN));
        assertThat(viewer).isNotNull();
        share.reported(new Report(5_000, 1_000, 1_000, 0, 0, 0, List.of()));
        share.decide(10, 10);
        assertThat(share.target(100)).isZero();
        share.reported(new Report(5_000, 1_000, 1_000, 0, 0, 0, List.of()));
        share.decide(11, 10);
        assertThat(share.target(100)).isEqualTo(5);
    }

    private void fill() {
        for (int i = 0; i < VIEWERS; i++) {
            rig.enter(i, Audience.wired(i % 3 == 0 ? NatType.FULL_CONE : NatType.PORT_RESTRICTED));
        }
    }

    /** One period of the controller in which everybody reports twice. */
    private void period(int emergencyPercent) {
        for (int half = 0; half < 2; half++) {
            rig.advance(half == 0 ? 4_000 : 2_000);
            for (int i = 0; i < rig.count(); i++) {
                rig.report(rig.seat(i), emergencyPercent, List.of());
            }
        }
        rig.advance(4_000);
    }

    private int base() {
        int count = 0;
        for (int i = 0; i < rig.count(); i++) {
            count += rig.seat(i).cdn == Assign.NONE ? 1 : 0;
        }
        return count;
    }
}
