package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.measure.Measurement;
import dev.tributary.scenarios.Scenario;
import dev.tributary.sim.script.Appearance;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rooms whose lines change their rates, and other software that uploads. */
final class VaryingLinesTest {
    private static final String CELLULAR = "network.variation.cellular=0.6";
    private static final String WIFI = "network.variation.wifi=0.6";
    private static final String[] BUSY = {
        "network.crossTraffic.share=50 %", "network.crossTraffic.leaves=10 %"
    };

    private static Scenario room(String... overrides) {
        String[] whole = {"protocol.granularity=slice"};
        return Golden.small("douyu-six", Rooms.join(whole, overrides));
    }

    private static List<Appearance> viewers(Scenario scenario) {
        Simulation simulation = new Simulation(scenario, 3);
        simulation.run();
        return simulation.script().appearances();
    }

    @Test
    void otherDrawsStayWhatTheyAre() {
        List<Appearance> before = viewers(room());

        assertThat(viewers(room(CELLULAR, WIFI))).isEqualTo(before);
        assertThat(viewers(room(BUSY))).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fifo", "fair-share"})
    void aRunIsTheSameEachTimeAndBreaksNoInvariant(String uplink) {
        Scenario varying = room(Rooms.join(BUSY, CELLULAR, WIFI, "network.uplink=" + uplink));
        Measurement once = Rooms.run(varying, 3);
        Measurement level = Rooms.run(room("network.uplink=" + uplink), 3);

        assertThat(once.violations()).isEmpty();
        assertThat(once.traceHash())
                .isEqualTo(Rooms.run(varying, 3).traceHash())
                .isNotEqualTo(level.traceHash());
    }

    /** An uplink that others take all the time is a slower uplink. */
    @ParameterizedTest
    @ValueSource(strings = {"fifo", "fair-share"})
    void trafficThatNeverEndsIsASlowerLine(String uplink) {
        String[] always = {
            "network.crossTraffic.share=100 %",
            "network.crossTraffic.leaves=50 %",
            "network.access=[{down: 100 Mbps, up: 20 Mbps, share: 100 %}]",
            "network.uplink=" + uplink
        };
        String[] slower = {
            "network.access=[{down: 100 Mbps, up: 10 Mbps, share: 100 %}]",
            "network.uplinkUse.capFraction=100 %",
            "network.uplink=" + uplink
        };
        Measurement busy = Rooms.run(room(always), 3);
        Measurement slow = Rooms.run(room(slower), 3);

        assertThat(busy.bytes().sharingRatio())
                .isCloseTo(slow.bytes().sharingRatio(), Offset.offset(0.001));
    }
}
