package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.room.Access;
import dev.tributary.measure.Measurement;
import dev.tributary.measure.ViewerRow;
import dev.tributary.scenarios.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Check V13 of theory.md 1.3 and 1.5: what viewers may upload bounds what the room shares; the
 * bound is never exceeded, and at least 93 % of it is reached.
 */
final class UploadTheoryTest {
    private static final double REACHED = .93;
    private static final double ROUNDING = 1e-9;
    private static final int SEEDS = 5;
    private static final String FORTY_PERCENT_CELLULAR =
            "audience.devices={pc: 60 %, mobile: 40 %, cellular: 100 % of mobile,"
                    + " wifi: 0 % of fixed}";

    private static double fixedShare(Measurement measured) {
        long fixed = 0;
        for (ViewerRow row : measured.viewers()) {
            fixed += row.capabilities().access() == Access.CELLULAR ? 0 : 1;
        }
        return (double) fixed / measured.viewers().size();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void fewUploadSlots(int slots) {
        Scenario room = Rooms.still("audience.viewers=150", "protocol.fanOut=" + slots);
        for (long seed = 1; seed <= SEEDS; seed++) {
            double share = Rooms.liveShare(room, seed);
            assertThat(share).isLessThanOrEqualTo(slots / 6. + ROUNDING);
            assertThat(share).isGreaterThanOrEqualTo(REACHED * slots / 6.);
            if (seed == 1) {
                Figures.add("V13, " + slots + " slots", "<= " + slots / 6., "" + share);
            }
        }
    }

    /** The expected share of 40 % is a draw in each room: the bound is what was drawn. */
    @Test
    void manyWhoCannotUpload() {
        Scenario room =
                Rooms.still("audience.viewers=300", "protocol.fanOut=6", FORTY_PERCENT_CELLULAR);
        double worst = 1;
        double share = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            LiveShare live = new LiveShare(room);
            Measurement measured = new Simulation(room, seed, live).run();
            double fixed = fixedShare(measured);
            assertThat(measured.violations()).isEmpty();
            assertThat(live.ratio()).isLessThanOrEqualTo(fixed + ROUNDING);
            assertThat(live.ratio()).isGreaterThanOrEqualTo(REACHED * fixed);
            worst = Math.min(worst, live.ratio() / fixed);
            share += live.ratio() / SEEDS;
        }
        Figures.add("V13, 40 % cannot upload", "0.558 to 0.600", share + ", worst " + worst);
        assertThat(share / .6).isBetween(REACHED, 1.05);
    }

    /** Bilibili's cap: nobody uploads more than it has downloaded, at any instant. */
    @Test
    void uploadUpToDownload() {
        Scenario room =
                Rooms.still(
                        "audience.viewers=300",
                        "protocol.fanOut=12",
                        "protocol.uploadPerDownload=100 %",
                        FORTY_PERCENT_CELLULAR);
        double worst = 1;
        double most = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            LiveShare live = new LiveShare(room);
            Measurement measured = new Simulation(room, seed, live).run();
            double fixed = fixedShare(measured);
            assertThat(measured.violations()).isEmpty();
            assertThat(measured.uploadPerDownloadMax()).isLessThanOrEqualTo(1);
            assertThat(live.ratio()).isLessThanOrEqualTo(fixed + ROUNDING);
            assertThat(live.ratio()).isGreaterThanOrEqualTo(REACHED * fixed);
            worst = Math.min(worst, live.ratio() / fixed);
            most = Math.max(most, measured.uploadPerDownloadMax());
        }
        Figures.add(
                "V13, upload <= download",
                "S / f 0.93 to 1, U / D <= 1",
                worst + ", U / D " + most);
    }
}
