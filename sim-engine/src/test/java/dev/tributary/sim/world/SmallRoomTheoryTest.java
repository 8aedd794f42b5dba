package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.core.room.MediaSource;
import dev.tributary.scenarios.Scenario;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Check V11 of theory.md 1.7: rooms with fewer viewers than sub-streams or little more; every
 * viewer takes one sub-stream from the CDN, and those that nobody else takes as well.
 *
 * <p>A still room in which D different sub-streams are taken shares exactly (D - 1) / K: every
 * viewer has its own and gets D - 1 from others. The random assignment's figure is the mean over
 * the draws.
 */
@Tag("slow")
@Tag("model")
final class SmallRoomTheoryTest {
    private static final String[] SHORT = {
        "run.warmUp=8 s", "run.duration=12.48 s", "run.step=10 s", "audience.ramp=1 s"
    };

    /** Every viewer has one link to every other. */
    private static Scenario room(int viewers, String assignment) {
        return Rooms.still(
                Rooms.join(
                        SHORT,
                        "audience.viewers=" + viewers,
                        "protocol.assignment=" + assignment,
                        "protocol.fanOut=20"));
    }

    @ParameterizedTest
    @CsvSource({"2, .1667", "4, .5", "6, .8333", "10, .8333", "20, .8333"})
    void roundRobin(int viewers, double expected) {
        double share = Rooms.liveShare(room(viewers, "balanced"), Estimate.SEED);
        Figures.add("V11, round robin, N = " + viewers, expected + " +- 0.01", "" + share);
        assertThat(share).isCloseTo((Math.min(viewers, 6) - 1) / 6., within(1e-9));
        assertThat(share).isCloseTo(expected, within(.01));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1000, .139",
        "4, 2500, .351",
        "6, 2500, .498",
        "10, 2500, .672",
        "20, 800, .807"
    })
    void randomAssignment(int viewers, int rooms, double expected) {
        Scenario scenario = room(viewers, "random");
        Estimate share = Estimate.over(rooms, seed -> one(scenario, seed));
        share.isWithin("V11, random, N = " + viewers, .01, expected);
    }

    private static double one(Scenario scenario, long seed) {
        LiveShare share = new LiveShare(scenario);
        boolean[] taken = new boolean[6];
        MediaProbe both =
                (joined, header, source, useful) -> {
                    share.received(joined, header, source, useful);
                    taken[scenario.room().subStream(header.slice())] |=
                            source == MediaSource.CDN_OWN;
                };
        assertThat(new Simulation(scenario, seed, both).run().violations()).isEmpty();
        int different = 0;
        for (boolean one : taken) {
            different += one ? 1 : 0;
        }
        assertThat(share.ratio()).as("seed %d", seed).isCloseTo((different - 1) / 6., within(1e-9));
        return share.ratio();
    }
}
