package dev.tributary.sim.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.core.nat.NatType;
import dev.tributary.core.nat.SymmetricSeeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of theory.md 1.2; in all of them the bound equals the exact fluid optimum. */
class PoolBoundTest {
    private static final long MEGABIT = 1_000_000L;
    private static final long RATE = 2 * MEGABIT;

    @Test
    void e1ScarceUploadIsUsedUpToTheLastBit() {
        PoolBound bound = open(10, 7, 13);
        assertThat(bound.flowBitsPerSecond()).isEqualTo(13 * MEGABIT);
        assertThat(bound.sigmaUpperBound()).isCloseTo(0.65, within(1e-9));
    }

    @Test
    void e2WithPlentyOfUploadOneCopyStillComesFromTheCdn() {
        PoolBound bound = open(10, 10, 300);
        assertThat(bound.flowBitsPerSecond()).isEqualTo(20 * MEGABIT);
        assertThat(bound.sourceComponents()).isEqualTo(1);
        assertThat(bound.sigmaUpperBound()).isCloseTo(0.90, within(1e-9));
    }

    /** Ten viewers F P P P P S S P P X at 2 Mbit/s; viewer 7 is cellular; upload in kbit/s each. */
    @ParameterizedTest
    @CsvSource({
        "4000, false, 18, .80",
        "4000, true, 18, .80",
        "2000, false, 14, .70",
        "2000, true, 12, .60",
        "1500, false, 11, .55",
        "1500, true, 9, .45"
    })
    void e3NatsAndTheSeedRuleLowerTheCeiling(
            int kilobits, boolean seedRule, int flowMegabits, double sigma) {
        long upload = kilobits * 1_000L;
        int symmetricSeeds = seedRule ? 0 : 2;
        PoolBound bound =
                PoolBound.of(
                        List.of(
                                pool(NatType.FULL_CONE, 1, 1, upload),
                                pool(NatType.PORT_RESTRICTED, 6, 5, 5 * upload),
                                pool(NatType.SYMMETRIC, 2, symmetricSeeds, symmetricSeeds * upload),
                                pool(NatType.UDP_BLOCKED, 1, 0, 0)),
                        RATE);
        assertThat(bound.flowBitsPerSecond()).isEqualTo(flowMegabits * MEGABIT);
        assertThat(bound.sourceComponents()).isEqualTo(2);
        assertThat(bound.sigmaUpperBound()).isCloseTo(sigma, within(1e-9));
    }

    @Test
    void e3ByCensusAppliesTheSeedRuleItself() {
        PoolCensus census = new PoolCensus(1, SymmetricSeeds.NEVER);
        List<PoolCensus.Viewer> viewers = new ArrayList<>();
        viewers.add(viewer(NatType.FULL_CONE, false));
        for (int i = 0; i < 6; i++) {
            viewers.add(viewer(NatType.PORT_RESTRICTED, i == 5));
        }
        viewers.add(viewer(NatType.SYMMETRIC, false));
        viewers.add(viewer(NatType.SYMMETRIC, false));
        viewers.add(viewer(NatType.UDP_BLOCKED, false));
        viewers.forEach(census::enter);
        assertThat(census.bound(RATE).sigmaUpperBound()).isCloseTo(0.60, within(1e-9));
        assertThat(census.bound(RATE).flowBitsPerSecond()).isEqualTo(12 * MEGABIT);
        viewers.forEach(census::leave);
        assertThat(census.bound(RATE)).isEqualTo(new PoolBound(0, 0, 0, RATE));
    }

    @Test
    void e4TwoIslandsNeedTwoCopies() {
        PoolClass east = new PoolClass(NatType.OPEN, false, 0, 5, 5, 50 * MEGABIT);
        PoolClass west = new PoolClass(NatType.OPEN, false, 1, 5, 5, 50 * MEGABIT);
        PoolBound bound = PoolBound.of(List.of(east, west), RATE);
        assertThat(bound.flowBitsPerSecond()).isEqualTo(20 * MEGABIT);
        assertThat(bound.sigmaUpperBound()).isCloseTo(0.80, within(1e-9));
    }

    @Test
    void aLoneViewerCannotServeItself() {
        assertThat(open(1, 1, 100).sigmaUpperBound()).isZero();
        assertThat(open(1, 1, 100).flowBitsPerSecond()).isZero();
        assertThat(open(2, 1, 100).sigmaUpperBound()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void symmetricViewersWithoutOpenSeedsTakeACopyEach() {
        PoolBound bound =
                PoolBound.of(
                        List.of(
                                pool(NatType.PORT_RESTRICTED, 4, 4, 40 * MEGABIT),
                                pool(NatType.SYMMETRIC, 3, 0, 0)),
                        RATE);
        assertThat(bound.sourceComponents()).isEqualTo(4);
        assertThat(bound.sigmaUpperBound()).isCloseTo(3 / 7.0, within(1e-9));
    }

    /** A room of the largest size neither overflows nor takes longer than a small one. */
    @Test
    void aMillionViewersFitInLongs() {
        PoolBound bound = open(1_000_000, 1_000_000, 10_000_000);
        assertThat(bound.sigmaUpperBound()).isCloseTo(0.999999, within(1e-9));
    }

    @Test
    void anEmptyRoomHasTheBoundZero() {
        assertThat(PoolBound.of(List.of(), RATE).sigmaUpperBound()).isZero();
    }

    @Test
    void rejectsUploadWithoutSeeds() {
        assertThatThrownBy(() -> pool(NatType.OPEN, 3, 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pool(NatType.OPEN, 3, 4, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static PoolBound open(int viewers, int seeds, long megabits) {
        return PoolBound.of(List.of(pool(NatType.OPEN, viewers, seeds, megabits * MEGABIT)), RATE);
    }

    private static PoolClass pool(NatType nat, int viewers, int seeds, long upload) {
        return new PoolClass(nat, false, 0, viewers, seeds, upload);
    }

    private static PoolCensus.Viewer viewer(NatType nat, boolean cellular) {
        return new PoolCensus.Viewer(nat, false, cellular, 0, RATE);
    }
}
