package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.measure.Measurement;
import dev.tributary.scenarios.Scenario;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Viewers behind symmetric NATs, who can meet over IPv6 alone. */
@Tag("slow")
final class SymmetricSeedsTest {
    private static Scenario room(String seeds, String ipv6) {
        return Rooms.library(
                "douyu-six",
                "audience.viewers=100",
                "audience.devices={pc: 100 %, mobile: 0 %}",
                "network.nat={SYM: 100 %}",
                "network.ipv6=" + ipv6,
                "protocol.symmetricSeeds=" + seeds,
                "run.warmUp=30 s",
                "run.duration=60 s");
    }

    @ParameterizedTest
    @CsvSource({"never, 100 %, 0, 0", "ipv6, 100 %, .7, .84", "ipv6, 0 %, 0, 0"})
    void serveEachOtherWhereTheyMay(String seeds, String ipv6, double low, double high) {
        Measurement measured = Rooms.run(room(seeds, ipv6), 1);
        assertThat(measured.violations()).isEmpty();
        assertThat(measured.bytes().sharingRatio()).isBetween(low, high);
        assertThat(measured.bound().sharingRatioMax())
                .isGreaterThanOrEqualTo(measured.bytes().sharingRatio());
    }
}
