package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.core.room.MediaSource;
import dev.tributary.measure.Measurement;
import dev.tributary.scenarios.Scenario;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Checks V10 and V12 of theory.md, and the ideal bar of systems.md 2.6: sub-streams in an ideal
 * network under churn and without.
 *
 * <p><b>What the formula counts.</b> {@code S = (K - 1) / K * A} is over the media published while
 * a viewer watches, so the ratio measured here is that of {@link LiveShare}, not the ordinary one,
 * which also counts the start-up buffer. No backups and no grace: as in the formula, the CDN covers
 * a sub-stream at once while nobody provides it. Departures are announced and replaced at once.
 *
 * <p><b>What A is here.</b> A sub-stream is down while its viewer connects, and up until viewer or
 * provider leave, at rate {@code a = 1 / T_s + 1 / T_p}. theory.md 1.5 gives A for an exponential
 * connect time: {@code 1 / (1 + a T_c)}. The world connects in a fixed time, and a provider that
 * leaves while it is being connected means a fresh start, so every ended attempt and every ended
 * sub-stream begins an attempt anew: a renewal process in which an attempt succeeds with
 * probability {@code exp(-a T_c)}, lasts {@code (1 - exp(-a T_c)) / a} on average and is followed
 * by {@code 1 / a} of service, hence {@code A = exp(-a T_c)}. To first order in {@code a T_c} that
 * is the same; for T_c = 0.5 and 5 s at T_s = 300 s both agree within 0.0005, for T_c = 10 s at T_s
 * = 60 s they do not (0.5971 and 0.6250). For an exponential T_c the fresh starts change nothing,
 * because it has no memory. With attempts that succeed with probability p in t_ok and fail in t_f,
 * the same argument gives {@code A = p exp(-a t_ok) / (1 - (1 - p) exp(-a t_f))}.
 */
@Tag("slow")
@Tag("model")
final class ChurnTheoryTest {
    private static final int REPLICATIONS = 12;

    private static Estimate share(Scenario scenario) {
        return Estimate.over(REPLICATIONS, seed -> Rooms.liveShare(scenario, seed));
    }

    /** The chance that a sub-stream is up when attempts take a fixed time and always succeed. */
    private static double up(double connectSeconds, double sessionSeconds) {
        return Math.exp(-2 / sessionSeconds * connectSeconds);
    }

    @Test
    void sixSubStreamsShareWhatTheFormulaSays() {
        Estimate six = share(Rooms.churning(150, 300, "protocol.subStreams=6"));
        assertThat(5 / 6. * up(.5, 300)).isCloseTo(.8306, within(1e-4));
        six.isWithin("V10, K = 6, T_c = 0.5 s", .003, .8306);
    }

    @Test
    void threeSubStreamsShareWhatTheFormulaSays() {
        Estimate three = share(Rooms.churning(150, 300, "protocol.subStreams=3"));
        assertThat(2 / 3. * up(.5, 300)).isCloseTo(.6645, within(1e-4));
        three.isWithin("V10, K = 3, T_c = 0.5 s", .003, .6645);
    }

    @Test
    void aSlowConnectionCostsWhatTheFormulaSays() {
        Estimate slow = share(Rooms.churning(150, 300, "network.ice.fixedConnect=5 s"));
        assertThat(5 / 6. * up(5, 300)).isCloseTo(.8065, within(5e-4));
        slow.isWithin("V12, T_c = 5 s", .005, .8065);
    }

    /** theory.md: 0.8126, from the mean T_c = 0.5 s + 5 s * 0.4 / 0.6; 0.8128 by the above. */
    @Test
    void failingAttemptsInSeriesCostWhatTheFormulaSays() {
        double a = 2 / 300.;
        double up = .6 * Math.exp(-a * .5) / (1 - .4 * Math.exp(-a * 5));
        assertThat(5 / 6. * up).isCloseTo(.8126, within(5e-4));
        Estimate serial =
                share(
                        Rooms.churning(
                                150,
                                300,
                                "network.ice.fixedConnect=0.5 s",
                                "network.ice.timeout=5 s",
                                "network.connectSuccess=60 %"));
        serial.isWithin("V12, p = 0.6, t_f = 5 s", .005, .8126);
    }

    /**
     * theory.md lists 0.625 for an exponential T_c of mean 10 s; for the fixed one of this world
     * the derivation above gives 0.5971. The room is larger than in theory.md because two viewers
     * of whom one provides for the other already are linked: their second sub-stream connects at
     * once, in about K of N cases.
     */
    @Test
    void aConnectionAsLongAsASixthOfASessionCostsWhatTheDerivationSays() {
        assertThat(5 / 6. * up(10, 60)).isCloseTo(.5971, within(1e-4));
        Estimate slow = share(Rooms.churning(600, 60, "network.ice.fixedConnect=10 s"));
        slow.isWithin("V12, T_c = 10 s, T_s = 60 s", .005, .5971);
    }

    @Test
    void aStillRoomSharesAllButTheCdnSubStream() {
        for (int subStreams : new int[] {3, 6}) {
            Scenario still =
                    Rooms.still("audience.viewers=300", "protocol.subStreams=" + subStreams);
            double share = Rooms.liveShare(still, Estimate.SEED);
            double expected = (subStreams - 1.) / subStreams;
            Figures.add("V10, K = " + subStreams + ", still room", "" + expected, "" + share);
            assertThat(share).isCloseTo(expected, within(1e-9));
        }
    }

    @Test
    void theLibrarysIdealRoomSharesTwoThirdsWithoutEmergency() {
        Measurement measured =
                Rooms.run(Rooms.library("douyu-ideal-three", "run.duration=187.2 s"), 1);
        double share = measured.bytes().sharingRatio();
        Figures.add("2.6, douyu-ideal-three", "0.6667 +- 0.005", "" + share);
        assertThat(share).isCloseTo(2 / 3., within(.005));
        assertThat(measured.bytes().useful(MediaSource.CDN_EMERGENCY)).isZero();
        assertThat(measured.violations()).isEmpty();
    }
}
