package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.measure.Measurement;
import dev.tributary.scenarios.Scenario;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Viewers behind symmetric NATs, who can meet over IPv6 alone. */
@Tag("slow")
@Tag("model")
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

    /** Full cones without IPv6, whom such seeds would meet over IPv4 and are not named to. */
    @Test
    void feedNobodyWithoutIpv6() {
        Scenario mixed =
                Rooms.library(
                        "douyu-six",
                        "audience.viewers=60",
                        "audience.sessions=forever",
                        "network.nat={SYM: 100 %}",
                        "network.cellularNat={FC: 100 %}",
                        "network.ipv6=30 %",
                        "protocol.symmetricSeeds=ipv6",
                        "run.warmUp=30 s",
                        "run.duration=300 s");
        Measurement measured = Rooms.run(mixed, 1);
        assertThat(measured.violations()).isEmpty();
        assertThat(measured.bytes().sharingRatio())
                .isBetween(.1, measured.bound().sharingRatioMax());
    }
}
