package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.measure.Measurement;
import dev.tributary.measure.ViewerRow;
import dev.tributary.scenarios.Scenario;
import dev.tributary.sim.script.Appearance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What providers may exchange. */
final class BorderTest {
    private static Scenario room(String... overrides) {
        String[] whole = {"protocol.granularity=slice"};
        return Golden.small("douyu-six", Rooms.join(whole, overrides));
    }

    /** Nobody goes: with a link that ends, what waits at the border is lost. */
    private static Measurement run(String limit) {
        String[] still = {"audience.sessions=forever", "network.interProvider=" + limit};
        return Rooms.run(room(still), 3);
    }

    @Test
    void aBorderThatIsNeverFullIsNotFelt() {
        Measurement open = run("unlimited");
        Measurement wide = run("10000 Gbps");

        assertThat(wide.violations()).isEmpty();
        assertThat(wide.bytes().sharingRatio())
                .isCloseTo(open.bytes().sharingRatio(), Offset.offset(1e-3));
        assertThat(wide.traceHash()).as("crossings are events").isNotEqualTo(open.traceHash());
    }

    /** Two providers, all peers across: what they give each other is what the border carries. */
    @Test
    void whatCrossesIsAtMostWhatTheBorderCarries() {
        Scenario narrow =
                room(
                        "network.isps=[50 %, 50 %]",
                        "network.interProvider=5 Mbps",
                        "audience.devices={pc: 100 %, mobile: 0 %}");
        Measurement measured = Rooms.run(narrow, 3);
        Measurement open =
                Rooms.run(
                        room(
                                "network.isps=[50 %, 50 %]",
                                "audience.devices={pc: 100 %, mobile: 0 %}"),
                        3);

        assertThat(measured.violations()).isEmpty();
        // Half of what is given crosses; the two borders carry 10 Mbit/s of 100 * 2.5 Mbit/s.
        assertThat(open.bytes().sharingRatio() - measured.bytes().sharingRatio())
                .isGreaterThan(0.2);
        assertThat(measured.viewers().stream().mapToInt(ViewerRow::stalls).sum()).isZero();
    }

    @Test
    void aRoomOfOneProviderHasNoBorder() {
        String one = "network.isps=[100 %]";
        Measurement open = Rooms.run(room(one), 3);
        Measurement limited = Rooms.run(room(one, "network.interProvider=1 Mbps"), 3);

        assertThat(limited.traceHash()).isEqualTo(open.traceHash());
    }

    @Test
    void whoIsThereStaysTheSame() {
        Map<String, List<Appearance>> seen = new HashMap<>();
        for (String limit : new String[] {"unlimited", "5 Mbps"}) {
            Simulation simulation = new Simulation(room("network.interProvider=" + limit), 3);
            simulation.run();
            seen.put(limit, simulation.script().appearances());
        }
        assertThat(seen.get("5 Mbps")).isEqualTo(seen.get("unlimited"));
    }
}
