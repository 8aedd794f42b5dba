package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.measure.Measurement;
import dev.tributary.measure.ViewerRow;
import dev.tributary.scenarios.PlannedEvent;
import dev.tributary.scenarios.PlannedEvent.Clock;
import dev.tributary.scenarios.PlannedEvent.Kind;
import dev.tributary.scenarios.Scenario;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each event does what it says and nothing else (decision 73). */
@Tag("slow")
@Tag("model")
final class PlannedEventsTest {
    private static final double END = 90;

    private static Scenario room(String events, String... overrides) {
        String[] small = {
            "audience.viewers=80",
            "audience.ramp=10 s",
            "audience.sessions={exponential: 60 s}",
            "run.warmUp=20 s",
            "run.duration=70 s",
            "events=[" + events + "]"
        };
        return Rooms.library("douyu-six", Rooms.join(small, overrides));
    }

    private static Scenario with(Scenario scenario, List<PlannedEvent> events) {
        return new Scenario(
                scenario.name(),
                scenario.about(),
                scenario.media(),
                scenario.room(),
                scenario.autoGranularity(),
                scenario.symmetricSeeds(),
                scenario.audience(),
                scenario.network(),
                scenario.cdn(),
                scenario.host(),
                scenario.run(),
                events,
                scenario.expectations());
    }

    private static String trace(Scenario scenario) {
        return Rooms.run(scenario, 3).traceHash();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{at: 30 s, do: mass-leave, share: 0 %, over: 5 s}",
                "{at: 30 s, do: crash, share: 0 %}",
                "{at: 30 s, do: restore-p2p}",
                "{at: 30 s, do: cdn-outage, for: 0 s}",
                "{at: 41 s, do: cut-p2p}",
                "{at: 45 s, do: restore-p2p}, {at: 46 s, do: restore-p2p}"
            })
    void whatChangesNothingLeavesNoTrace(String idle) {
        String acting = "{at: 40 s, do: cut-p2p}, {at: 45 s, do: restore-p2p}";
        String without = acting + ", {at: 60 s, do: mass-leave, share: 40 %, over: 5 s}";
        assertThat(trace(room(idle + ", " + without))).isEqualTo(trace(room(without)));
    }

    @Test
    void whatComesAfterTheEndLeavesNoTrace() {
        Scenario plain = room("{at: 60 s, do: mass-leave, share: 40 %, over: 5 s}");
        String expected = trace(plain);
        for (Kind kind : Kind.values()) {
            for (double at : new double[] {END, END + 1}) {
                List<PlannedEvent> events = new ArrayList<>(plain.events());
                events.add(0, new PlannedEvent(at, kind, 1, 1, Clock.KEPT));
                assertThat(trace(with(plain, events))).as("%s at %s", kind, at).isEqualTo(expected);
            }
        }
    }

    /** Random scenarios of events, many of them at one instant, listed in random orders. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theOrderInWhichEventsAreListedChangesNothing(long seed) {
        Random random = new Random(seed);
        List<String> events = new ArrayList<>(List.of("{at: 50 s, do: cdn-outage, for: 2 s}"));
        for (int i = 0; i < 6; i++) {
            int at = 30 + 10 * random.nextInt(3);
            int share = 10 * random.nextInt(5);
            int over = random.nextInt(3);
            events.add(
                    switch (random.nextInt(4)) {
                        case 0 -> "{at: %d s, do: crash, share: %d %%}".formatted(at, share);
                        case 2 ->
                                "{at: %d s, do: flash-crowd, viewers: 20, crowd: {ipv6: %d %%}}"
                                        .formatted(at, share);
                        case 1 ->
                                "{at: %d s, do: flash-crowd, viewers: %d, over: %d s}"
                                        .formatted(at, 10 + share, over);
                        default ->
                                "{at: %d s, do: mass-leave, share: %d %%, over: %d s}"
                                        .formatted(at, share, over);
                    });
        }
        Scenario listed = room(String.join(", ", events));
        String expected = trace(listed);
        for (int i = 0; i < 3; i++) {
            Collections.shuffle(events, random);
            assertThat(trace(room(String.join(", ", events)))).as("%s", events).isEqualTo(expected);
            List<PlannedEvent> held = new ArrayList<>(listed.events());
            Collections.shuffle(held, random);
            assertThat(trace(with(listed, held))).as("%s", held).isEqualTo(expected);
        }
    }

    private static Stream<ViewerRow> audience(Scenario scenario) {
        return Rooms.run(with(scenario, scenario.events()), 3).viewers().stream();
    }

    /** What a viewer is and when it comes and goes, but for its number. */
    private static String person(ViewerRow row) {
        return row.capabilities() + " from " + row.joinedSeconds() + " to " + row.leftSeconds();
    }

    private static List<String> people(Scenario scenario) {
        return audience(scenario).map(PlannedEventsTest::person).collect(Collectors.toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "poisson",
                "replace",
                "{curve: [{at: 0 s, viewers: 60}, {at: 50 s, viewers: 90}, {at: 90 s, viewers: 30}]}",
                "{curve: [{at: 0 s, perSecond: 1}, {at: 90 s, perSecond: 2}]}"
            })
    void aCrowdLeavesTheOthersAsTheyAre(String arrivals) {
        String crowd = "{at: 30 s, do: flash-crowd, viewers: 50, over: 5 s}";
        List<String> without = people(room("", way(arrivals)));
        List<String> with = people(room(crowd, way(arrivals)));
        assertThat(with).hasSize(without.size() + 50).containsAll(without);
        with.removeAll(without);
        assertThat(with).hasSize(50).allMatch(who -> who.matches(".* from 3[0-4]\\.?\\d* to .*"));
    }

    private static String[] way(String arrivals) {
        String way = "audience.arrivals=" + arrivals;
        boolean population = arrivals.contains("viewers");
        return population
                ? new String[] {way, "audience.viewers=60", "audience.ramp=0 s"}
                : new String[] {way};
    }

    /** Another event before it, or more viewers, and the same ones leave. */
    @Test
    void whoLeavesDependsOnNothingElse() {
        String leave = "{at: 60 s, do: mass-leave, share: 50 %}";
        List<String> stay = stayers(room(leave));
        for (String before :
                List.of(
                        "{at: 59 s, do: mass-leave, share: 30 %}",
                        "{at: 60 s, do: crash, share: 20 %}",
                        "{at: 40 s, do: flash-crowd, viewers: 30}")) {
            List<String> fewer = stayers(room(before + ", " + leave));
            assertThat(fewer.stream().filter(stay::contains).count())
                    .as(before)
                    .isGreaterThan(stay.size() / 2);
            List<String> others = stayers(room(before));
            others.removeAll(stay);
            assertThat(others).as("those who leave without " + before).isNotEmpty();
            assertThat(fewer).doesNotContainAnyElementsOf(leavers(room(leave)));
        }
        assertThat(stayers(room(leave.replace("50", "30")))).containsAll(stay);
    }

    private static List<String> stayers(Scenario scenario) {
        return at60(scenario)
                .filter(row -> row.leftSeconds() > 60.001)
                .map(PlannedEventsTest::who)
                .collect(Collectors.toList());
    }

    private static List<String> leavers(Scenario scenario) {
        return at60(scenario)
                .filter(row -> row.leftSeconds() <= 60.001)
                .map(PlannedEventsTest::who)
                .collect(Collectors.toList());
    }

    private static Stream<ViewerRow> at60(Scenario scenario) {
        return audience(scenario)
                .filter(row -> row.joinedSeconds() < 60 && row.leftSeconds() > 59.999);
    }

    /** Names a viewer, whenever it leaves. */
    private static String who(ViewerRow row) {
        return row.capabilities() + " from " + row.joinedSeconds();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{at: 60 s, do: crash, share: 50 %}",
                "{at: 60 s, do: mass-leave, share: 50 %}",
                "{at: 59.9 s, do: crash, share: 50 %}"
            })
    void twoEventsAreTwoDraws(String other) {
        String one = "{at: 60 s, do: crash, share: 50 %}";
        long once = present(Rooms.run(room(one), 3));
        assertThat(once).isBetween(25L, 55L);
        long both = present(Rooms.run(room(one + ", " + other), 3));
        assertThat(both).isBetween(once / 4, 3 * once / 4);
    }

    private static long present(Measurement measured) {
        return measured.viewers().stream()
                .filter(row -> row.joinedSeconds() < 60 && row.leftSeconds() > 60.001)
                .count();
    }
}
