package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.measure.Measurement;
import dev.tributary.measure.ViewerRow;
import dev.tributary.scenarios.Scenario;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many viewers there are, while they come and when an event takes or brings some. */
@Tag("slow")
@Tag("model")
final class AudienceSizeTest {
    private static final int SEEDS = 8;

    /** A room whose size is all that matters, and which costs next to nothing. */
    private static Scenario room(String... overrides) {
        String[] cheap = {
            "system=cdn-only",
            "stream.bitrate=8 kbps",
            "stream.frameRate=1 fps",
            "run.warmUp=0 s",
            "run.step=60 s"
        };
        return Rooms.library("cdn-only", Rooms.join(cheap, overrides));
    }

    private static int present(Measurement measured, double seconds) {
        int present = 0;
        for (ViewerRow row : measured.viewers()) {
            present += row.joinedSeconds() <= seconds && seconds < row.leftSeconds() ? 1 : 0;
        }
        return present;
    }

    private static double viewerSeconds(Measurement measured) {
        return measured.viewers().stream()
                .mapToDouble(row -> row.leftSeconds() - row.joinedSeconds())
                .sum();
    }

    /**
     * Those who come while the first viewers come replace whom of them has gone: the room is as
     * large as was asked for when the ramp ends, and not by {@code N m/R (1 - e^(-R/m)) - N
     * e^(-R/m)} larger (1.26 N instead of N with R = m).
     */
    @ParameterizedTest
    @CsvSource({
        "30, {exponential: 90 s}",
        "90, {exponential: 90 s}",
        "180, {exponential: 90 s}",
        "200, game-live",
        "60, '{lognormal: {median: 30 s, sigma: 1}}'"
    })
    void aRampFillsTheRoomToWhatWasAskedFor(int ramp, String sessions) {
        Scenario scenario =
                room(
                        "audience.viewers=1000",
                        "audience.sessions=" + sessions,
                        "audience.ramp=" + ramp + " s",
                        "run.duration=" + 2 * ramp + " s");
        double half = 0;
        double full = 0;
        double later = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            Measurement measured = Rooms.run(scenario, seed);
            half += present(measured, ramp / 2.) / (double) SEEDS;
            full += present(measured, ramp) / (double) SEEDS;
            later += present(measured, 1.9 * ramp) / (double) SEEDS;
        }
        // The number present is Poisson at most: 4 standard errors of the mean of eight.
        assertThat(half).as("half of the ramp").isBetween(468., 532.);
        assertThat(full).as("end of the ramp").isBetween(955., 1_045.);
        assertThat(later).as("later").isBetween(955., 1_045.);
    }

    /** 500 viewers, of whom 30 % leave at 240 s of 300 s: 141,000 viewer seconds. */
    @ParameterizedTest
    @CsvSource({"replace", "none"})
    void nobodyFollowsWhoLeavesByAPlan(String arrivals) {
        String sessions = arrivals.equals("none") ? "forever" : "{exponential: 100 s}";
        Scenario scenario =
                room(
                        "audience.viewers=500",
                        "audience.ramp=0 s",
                        "audience.sessions=" + sessions,
                        "audience.arrivals=" + arrivals,
                        "run.duration=300 s",
                        "events=[{at: 240 s, do: mass-leave, share: 30 %}]");
        double sum = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            Measurement measured = Rooms.run(scenario, seed);
            assertThat(present(measured, 239)).isEqualTo(500);
            int stay = present(measured, 241);
            assertThat(stay).isBetween(300, 400);
            assertThat(present(measured, 299)).as("nobody came back").isEqualTo(stay);
            sum += viewerSeconds(measured) / SEEDS;
        }
        // 150 leave with a standard deviation of 10.2; 60 s each, mean of eight rooms.
        assertThat(sum).isBetween(141_000 - 900., 141_000 + 900.);
    }

    /** A crowd comes, stays as long as anybody does, and goes; the room is what it was before. */
    @Test
    void nobodyFollowsACrowd() {
        Scenario scenario =
                room(
                        "audience.viewers=200",
                        "audience.ramp=0 s",
                        "audience.sessions={exponential: 20 s}",
                        "audience.arrivals=replace",
                        "run.duration=600 s",
                        "events=[{at: 100 s, do: flash-crowd, viewers: 400, over: 1 s}]");
        Measurement measured = Rooms.run(scenario, 1);
        assertThat(present(measured, 99)).isEqualTo(200);
        assertThat(present(measured, 102)).isBetween(540, 600);
        assertThat(present(measured, 599)).isEqualTo(200);
    }

    /** The room is as large as the curve says at every instant, whoever leaves of himself. */
    @ParameterizedTest
    @CsvSource({"forever", "{exponential: 15 s}", "game-live"})
    void aCurveOfViewersIsFollowed(String sessions) {
        Scenario scenario =
                room(
                        "audience.arrivals={curve: [{at: 0 s, viewers: 20}, {at: 20 s, viewers:"
                                + " 100.4}, {at: 40 s, viewers: 100.4}, {at: 50 s, viewers: 0},"
                                + " {at: 60 s, viewers: 0}, {at: 61 s, viewers: 50}]}",
                        "audience.sessions=" + sessions,
                        "run.duration=90 s");
        Measurement measured = Rooms.run(scenario, 1);
        int[][] expected = {{0, 20}, {5, 40}, {20, 100}, {39, 100}, {45, 50}, {55, 0}, {61, 50}};
        for (int[] point : expected) {
            assertThat(present(measured, point[0] + .001))
                    .as("at %s s", point[0])
                    .isEqualTo(point[1]);
        }
        assertThat(present(measured, 89)).isEqualTo(50);
    }

    /** Whom an event takes is missed by nobody, and a crowd does not count. */
    @Test
    void eventsMoveARoomAwayFromItsCurve() {
        Scenario scenario =
                room(
                        "audience.arrivals={curve: [{at: 0 s, viewers: 200}]}",
                        "audience.sessions={exponential: 15 s}",
                        "run.duration=200 s",
                        "events=[{at: 50 s, do: mass-leave, share: 50 %},"
                                + " {at: 60 s, do: flash-crowd, viewers: 70},"
                                + " {at: 61 s, do: crash, share: 20 %}]");
        Measurement measured = Rooms.run(scenario, 1);
        assertThat(present(measured, 49)).isEqualTo(200);
        int after = present(measured, 51);
        assertThat(after).isBetween(70, 130).isEqualTo(present(measured, 59));
        assertThat(present(measured, 60.5)).isBetween(after + 50, after + 70);
        int rest = present(measured, 199);
        assertThat(rest).isBetween(50, after - 5);
    }

    /** Arrivals at 0 and 8 a second for 30 s each, with a slope of 10 s between them. */
    @Test
    void aCurveOfArrivalsIsFollowed() {
        Scenario scenario =
                room(
                        "audience.viewers=0",
                        "audience.sessions=forever",
                        "audience.arrivals={curve: [{at: 30 s, perSecond: 0}, {at: 40 s,"
                                + " perSecond: 8}]}",
                        "run.duration=70 s");
        double half = 0;
        double all = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            Measurement measured = Rooms.run(scenario, seed);
            assertThat(present(measured, 30)).isZero();
            half += present(measured, 40) / (double) SEEDS;
            all += present(measured, 69.999) / (double) SEEDS;
        }
        assertThat(half).isBetween(40 - 9., 40 + 9.);
        assertThat(all).isBetween(280 - 24., 280 + 24.);
    }

    @ParameterizedTest
    @CsvSource({"poisson", "replace", "none"})
    void aRoomThatOnlyACrowdFills(String arrivals) {
        Scenario scenario =
                room(
                        "audience.viewers=0",
                        "audience.arrivals=" + arrivals,
                        "audience.sessions={exponential: 20 s}",
                        "run.duration=300 s",
                        "events=[{at: 100 s, do: flash-crowd, viewers: 100}]");
        Measurement measured = Rooms.run(scenario, 1);
        assertThat(measured.violations()).isEmpty();
        assertThat(present(measured, 99)).isZero();
        assertThat(present(measured, 100.1)).isBetween(95, 100);
        assertThat(measured.viewers()).hasSize(100);
    }

    /** A crowd that stays for a minute in a room that stays for ever. */
    @Test
    void aCrowdStaysAsLongAsItsOwnSessions() {
        Scenario scenario =
                room(
                        "audience.viewers=100",
                        "audience.sessions=forever",
                        "run.duration=300 s",
                        "events=[{at: 100 s, do: flash-crowd, viewers: 1000,"
                                + " crowd: {sessions: {exponential: 60 s}}}]");
        Measurement measured = Rooms.run(scenario, 1);
        assertThat(present(measured, 100.1)).isBetween(1_080, 1_100);
        assertThat(present(measured, 160)).isBetween(100 + 307, 100 + 429);
        assertThat(present(measured, 299)).isBetween(100 + 10, 100 + 70);
    }
}
