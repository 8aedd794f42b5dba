package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.measure.Checkpoint;
import dev.tributary.measure.Measurement;
import dev.tributary.measure.TraceEvent;
import dev.tributary.scenarios.Scenario;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TraceTest {
    private static final Scenario ROOM =
            Rooms.library(
                    "douyu-six",
                    "protocol.granularity=slice",
                    "audience.viewers=250",
                    "run.warmUp=20 s",
                    "run.duration=70 s");

    private static Trace of(int events, TraceWindow window) {
        Trace trace = new Trace(window);
        for (int i = 1; i <= events; i++) {
            trace.add(10L * i, i % 7, i % 5, i * 31L);
        }
        return trace;
    }

    /** Small changes are what is likely; none may make up for another one. */
    @Test
    void everyWordOfAnEventCounts() {
        Set<String> hashes = new HashSet<>();
        int events = 0;
        for (int time = 0; time < 9; time++) {
            for (int node = -4; node < 5; node++) {
                for (int kind = -1; kind < 8; kind++) {
                    for (int content = 0; content < 9; content++) {
                        Trace trace = new Trace();
                        trace.add(1_000_000_000L + time, node, kind, content);
                        trace.add(0, 0, 0, 0);
                        hashes.add(trace.hex());
                        events++;
                    }
                }
            }
        }
        assertThat(hashes).hasSize(events);
    }

    @Test
    void theOrderOfEventsCounts() {
        Trace one = new Trace();
        one.add(1, 2, 3, 4);
        one.add(1, 3, 2, 4);
        Trace two = new Trace();
        two.add(1, 3, 2, 4);
        two.add(1, 2, 3, 4);
        assertThat(one.hex()).isNotEqualTo(two.hex());
    }

    /** Another function would make every hash that anybody has written down worthless. */
    @Test
    void theFunctionStaysTheSame() {
        assertThat(of(3, TraceWindow.NONE).hex()).isEqualTo("50153bac38204639");
    }

    @Test
    void aCheckpointEvery65536EventsAndOneAtTheEnd() {
        int every = Checkpoint.EVERY;
        List<Checkpoint> all = of(40 * every + 5, TraceWindow.NONE).checkpoints(1L << 40);
        assertThat(all).hasSize(41);
        for (int i = 0; i < 40; i++) {
            Trace upToHere = of((i + 1) * every, TraceWindow.NONE);
            assertThat(all.get(i).events()).isEqualTo((i + 1L) * every);
            assertThat(all.get(i).nanos()).isEqualTo(10L * (i + 1) * every);
            assertThat(HexFormat.of().toHexDigits(all.get(i).hash())).isEqualTo(upToHere.hex());
        }
        assertThat(all.get(40).events()).isEqualTo(40L * every + 5);
        assertThat(all.get(40).nanos()).isEqualTo(1L << 40);
        assertThat(of(every, TraceWindow.NONE).checkpoints(7)).hasSize(1);
        assertThat(of(0, TraceWindow.NONE).checkpoints(7)).isEmpty();
    }

    @Test
    void aWindowHoldsItsEventsAndLeavesTheHashAlone() {
        int from = Checkpoint.EVERY - 2;
        int to = Checkpoint.EVERY + 3;
        int[] over = {0};
        TraceWindow window = new TraceWindow(from, to, () -> over[0]++);
        Trace trace = of(2 * Checkpoint.EVERY, window);
        assertThat(trace.checkpoints(0))
                .isEqualTo(of(2 * Checkpoint.EVERY, TraceWindow.NONE).checkpoints(0));
        List<TraceEvent> events = window.events();
        assertThat(over[0]).isEqualTo(1);
        assertThat(events).hasSize(to - from + 1);
        for (int i = 0; i < events.size(); i++) {
            int number = from + i;
            TraceEvent event = events.get(i);
            assertThat(event.number()).isEqualTo(number);
            assertThat(event.nanos()).isEqualTo(10L * number);
            assertThat(event.node()).isEqualTo("viewer-" + number % 7);
            assertThat(event.kind()).isEqualTo(Delivery.Kind.values()[number % 5].name());
            assertThat(event.content()).isEqualTo(number * 31L);
            assertThat(HexFormat.of().toHexDigits(event.hash()))
                    .isEqualTo(of(number, TraceWindow.NONE).hex());
        }
    }

    @Test
    void aRecordingIsThePartOfTheRunThatItSays() {
        Measurement measured = Rooms.run(ROOM, 4);
        List<Checkpoint> checkpoints = measured.checkpoints();
        assertThat(checkpoints).hasSizeGreaterThan(1);
        Checkpoint first = checkpoints.get(0);
        long from = first.events() - 9;
        List<TraceEvent> events = new Simulation(ROOM, 4).record(from, first.events());
        assertThat(events).hasSize(10);
        TraceEvent last = events.get(9);
        assertThat(last.hash()).isEqualTo(first.hash());
        assertThat(last.nanos()).isEqualTo(first.nanos());
        Checkpoint end = checkpoints.get(checkpoints.size() - 1);
        assertThat(HexFormat.of().toHexDigits(end.hash())).isEqualTo(measured.traceHash());
        assertThat(new Simulation(ROOM, 4).record(end.events(), end.events() + 100))
                .singleElement()
                .satisfies(event -> assertThat(event.hash()).isEqualTo(end.hash()));
    }

    @Test
    void aRecordingNamesEveryKindOfNode() {
        Scenario room =
                Rooms.library(
                        "douyu-six",
                        "audience.viewers=30",
                        "audience.ramp=5 s",
                        "run.warmUp=10 s",
                        "run.duration=20 s",
                        "events=[{at: 15 s, do: cut-p2p}]");
        List<TraceEvent> events = new Simulation(room, 1).record(1, 100_000);
        assertThat(events.stream().map(event -> event.node().replaceAll("\\d+", "N")).distinct())
                .containsExactlyInAnyOrder("viewer-N", "servers", "edge", "source", "agenda");
        assertThat(events.stream().map(TraceEvent::kind))
                .contains("JOIN", "LEAVE", "WAKE_UP", "LINK_MESSAGE", "CUT_P2P");
    }

    @Test
    void aWindowIsBounded() {
        Simulation simulation = new Simulation(ROOM, 1);
        assertThatThrownBy(() -> simulation.record(0, 1)).hasMessageContaining("a window");
        assertThatThrownBy(() -> simulation.record(2, 1)).hasMessageContaining("a window");
        assertThatThrownBy(() -> simulation.record(1, Simulation.WINDOW_MAX + 1L))
                .hasMessageContaining("a window");
    }
}
