package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.measure.Bound;
import org.junit.jupiter.api.Test;

/** A bound says what keeps the room from it that it does not know. */
final class NotCountedTest {
    private static String[] room(String... overrides) {
        return Rooms.join(
                new String[] {"audience.viewers=4", "run.warmUp=30 s", "run.duration=60 s"},
                overrides);
    }

    private static void says(String words, String... overrides) {
        assertThat(NotCounted.in(Rooms.still(room(overrides)))).containsExactly(words);
    }

    private static void saysNothing(String... overrides) {
        assertThat(NotCounted.in(Rooms.still(room(overrides)))).isEmpty();
    }

    @Test
    void linesAndPaths() {
        saysNothing();
        says("other uploads (network.crossTraffic)", "network.crossTraffic.share=30 %");
        saysNothing("network.crossTraffic={share: 30 %, leaves: 100 %}");
        says("lines that vary (network.variation)", "network.variation.wifi=0.2");
        says("what providers exchange (network.interProvider)", "network.interProvider=1 Gbps");
        says("long round trips (network.rtt.fixed)", "network.rtt.fixed=10000 ms");
        says("slow connecting (network.ice.fixedConnect)", "network.ice.fixedConnect=120 s");
        saysNothing("network.ice.fixedConnect=0.3 s");
        says("an edge slower than the stream (cdn.perViewer)", "cdn.perViewer=2 Mbps");
        saysNothing("cdn.perViewer=2.5 Mbps");
    }

    @Test
    void eventsWithinTheMeasuredTime() {
        says("cut-p2p at 40 s", "events=[{at: 40 s, do: cut-p2p}]");
        says("cut-p2p at 10 s", "events=[{at: 10 s, do: cut-p2p}, {at: 31 s, do: restore-p2p}]");
        saysNothing("events=[{at: 10 s, do: cut-p2p}, {at: 30 s, do: restore-p2p}]");
        says("tracker-outage at 10 s", "events=[{at: 10 s, do: tracker-outage, for: 60 s}]");
        saysNothing("events=[{at: 10 s, do: tracker-outage, for: 20 s}]");
    }

    @Test
    void comesWithTheBoundOfARun() {
        Bound bound = Rooms.run(Rooms.still(room("network.crossTraffic.share=30 %")), 1).bound();
        assertThat(bound.notCounted()).containsExactly("other uploads (network.crossTraffic)");
    }
}
