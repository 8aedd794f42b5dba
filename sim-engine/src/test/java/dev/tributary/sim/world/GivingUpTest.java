package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.base.Time;
import dev.tributary.measure.TraceEvent;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** When transports give up: attempts that come to nothing, and links over which nothing comes. */
final class GivingUpTest {
    private static List<TraceEvent> events(String... overrides) {
        String[] pair = {
            "audience.viewers=2",
            "audience.ramp=0 s",
            "audience.sessions=forever",
            "audience.devices={pc: 100 %, mobile: 0 %}",
            "network.nat={OPEN: 100 %}",
            "run.warmUp=10 s",
            "run.duration=60 s"
        };
        return new Simulation(Rooms.library("douyu-six", Rooms.join(pair, overrides)), 1)
                .record(1, 60_000);
    }

    private static List<Double> seconds(List<TraceEvent> events, Predicate<TraceEvent> which) {
        return events.stream().filter(which).map(event -> Time.seconds(event.nanos())).toList();
    }

    private static Predicate<TraceEvent> down() {
        return event -> event.kind().equals("LINK_DOWN");
    }

    /** An attempt needs less than half a second until the other side is known. */
    @Test
    void anAttemptThatComesToNothingFailsEightSecondsAfterTheDescription() {
        List<TraceEvent> events = events("network.connectSuccess=0 %", "network.ipv6Success=0 %");

        List<Double> dialed = seconds(events, event -> event.kind().equals("LOCAL_SIGNAL"));
        List<Double> failed = seconds(events, down());
        assertThat(failed).hasSizeGreaterThanOrEqualTo(2);
        assertThat(failed.get(0) - dialed.get(0)).isBetween(8.0, 8.5);
        assertThat(failed.get(1) - failed.get(0)).as("who answers knows first").isBetween(0.0, 0.5);
    }

    @Test
    void aSilentLinkIsGivenUpWhenItsConsentExpires() {
        for (String[] keys :
                new String[][] {{"network.ice.consent=15 s"}, {"network.ice.consent=30 s"}}) {
            List<TraceEvent> events =
                    events(Rooms.join(new String[] {"events=[{at: 20 s, do: cut-p2p}]"}, keys));
            double after = keys[0].contains("15") ? 15 : 30;

            List<Double> downs =
                    seconds(events, down().and(event -> event.nanos() > Time.nanos(20)));
            assertThat(downs).isNotEmpty();
            assertThat(downs.get(0)).isEqualTo(20 + after);
        }
    }
}
