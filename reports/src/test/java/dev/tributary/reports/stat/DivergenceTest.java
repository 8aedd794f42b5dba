package dev.tributary.reports.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.measure.Checkpoint;
import dev.tributary.measure.Measurement;
import dev.tributary.measure.TraceEvent;
import dev.tributary.reports.Rooms;
import dev.tributary.reports.run.ReportException;
import dev.tributary.reports.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DivergenceTest {
    /** A trace of some events that differs from others with another mark from one event on. */
    private static List<Checkpoint> trace(long events, long differentFrom, long mark) {
        List<Checkpoint> out = new ArrayList<>();
        for (long at = Checkpoint.EVERY; at - Checkpoint.EVERY < events; at += Checkpoint.EVERY) {
            long number = Math.min(at, events);
            out.add(new Checkpoint(number, number, number >= differentFrom ? mark : number));
        }
        return out;
    }

    private static Run run(long seed, List<Checkpoint> checkpoints) {
        Measurement m = Rooms.tiny(seed, 800);
        return Rooms.run(
                List.of(
                        new Measurement(
                                m.seed(),
                                m.fromSeconds(),
                                m.toSeconds(),
                                m.viewers(),
                                m.series(),
                                m.latencyMillis(),
                                m.bound(),
                                m.meanViewers(),
                                m.edgePeakBitsPerSecond(),
                                m.uploadPerDownloadMax(),
                                m.violations(),
                                m.traceHash(),
                                checkpoints,
                                m.cost())));
    }

    private static TraceEvent event(long number, String kind) {
        return new TraceEvent(number, number, "viewer-1", kind, 0, kind.length() + number);
    }

    @Test
    void theFirstWindowThatDiffersIsFoundWhereverItIs() {
        long end = 20L * Checkpoint.EVERY + 77;
        Run a = run(1, trace(end, Long.MAX_VALUE, 0));
        assertThat(Divergence.first(a, a)).isEmpty();
        for (int window = 0; window <= 20; window++) {
            long from = (long) window * Checkpoint.EVERY + 1;
            long last = Math.min(from + Checkpoint.EVERY - 1, end);
            for (long event : new long[] {from, from + 5, last}) {
                Divergence found = Divergence.first(a, run(1, trace(end, event, -9))).orElseThrow();
                assertThat(found.from()).isEqualTo(from);
                assertThat(found.to()).isEqualTo(last);
                assertThat(found.agreed().events()).isEqualTo(from - 1);
                assertThat(found.b().hash()).isEqualTo(-9);
            }
        }
    }

    @Test
    void aRunThatGoesOnDiffersWhereTheOtherEnds() {
        Run exact = run(1, trace(2L * Checkpoint.EVERY, Long.MAX_VALUE, 0));
        Run more = run(1, trace(2L * Checkpoint.EVERY + 5, Long.MAX_VALUE, 0));
        Divergence found = Divergence.first(exact, more).orElseThrow();
        assertThat(found.from()).isEqualTo(2L * Checkpoint.EVERY + 1);
        assertThat(found.to()).isEqualTo(2L * Checkpoint.EVERY + 5);
        assertThat(found.reached(found.a(), List.of())).isTrue();
        assertThat(Divergence.first(List.of(), List.of(event(found.from(), "X"))))
                .contains(
                        new Divergence.Split(
                                found.from(),
                                Optional.empty(),
                                Optional.of(event(found.from(), "X"))));
        assertThat(Divergence.first(more, exact)).isPresent();
    }

    @Test
    void onlySeedsInCommonAreCompared() {
        Run a = Rooms.run(List.of(Rooms.tiny(1, 800), Rooms.tiny(2, 800)));
        assertThat(Divergence.first(a, Rooms.run(List.of(Rooms.tiny(2, 800))))).isEmpty();
        assertThatThrownBy(() -> Divergence.first(a, Rooms.run(List.of(Rooms.tiny(3, 800)))))
                .isInstanceOf(ReportException.class)
                .hasMessage("no seed in common: A has [1, 2], B has [3]");
        Run without = Rooms.run(List.of(Rooms.empty(1)));
        assertThatThrownBy(() -> Divergence.first(a, without))
                .hasMessageContaining("B was written without checkpoints");
    }

    @Test
    void aSideIsReachedWhenItsOwnHashIs() {
        Checkpoint agreed = new Checkpoint(65536, 0, 1);
        Checkpoint a = new Checkpoint(65538, 0, event(65538, "A").hash());
        Checkpoint b = new Checkpoint(65539, 0, 7);
        Divergence divergence = new Divergence(1, agreed, a, b);
        List<TraceEvent> events = List.of(event(65537, "A"), event(65538, "A"), event(65539, "A"));
        assertThat(divergence.reached(a, events)).isTrue();
        assertThat(divergence.reached(b, events)).isFalse();
        assertThat(divergence.reached(a, events.subList(0, 1))).isFalse();
    }

    @Test
    void theFirstEventThatDiffersIsFoundInWhatBothHold() {
        List<TraceEvent> a = List.of(event(5, "X"), event(6, "X"), event(7, "X"));
        List<TraceEvent> b = List.of(event(6, "X"), event(7, "Y"), event(8, "X"));
        Divergence.Split split = Divergence.first(a, b).orElseThrow();
        assertThat(split.number()).isEqualTo(7);
        assertThat(split.a()).contains(event(7, "X"));
        assertThat(split.b()).contains(event(7, "Y"));
        assertThat(Divergence.first(a, a)).isEmpty();
        assertThat(Divergence.first(a, List.of(event(6, "X"), event(7, "X")))).isEmpty();
        assertThat(Divergence.first(a.subList(0, 2), a).orElseThrow().a()).isEmpty();
        List<TraceEvent> later = List.of(event(Long.MAX_VALUE, "X"));
        assertThatThrownBy(() -> Divergence.first(a, later))
                .hasMessage("A and B hold no event of the same number");
        assertThatThrownBy(() -> Divergence.first(later, a)).isInstanceOf(ReportException.class);
    }

    @Test
    void scenariosAreComparedWithoutTheirSeeds() {
        String text = "name: a\nrun:\n  warmUp: 5 s\n  replications: 3\n  seed: 1\n";
        Run a = withText(text);
        Run other = withText(text.replace("3", "4").replace("seed: 1", "seed: 7"));
        assertThat(Divergence.scenarios(a, other)).isEmpty();
        assertThat(Divergence.scenarios(a, withText(text.replace("5 s", "6 s"))))
                .contains("A says 'warmUp: 5 s', B says 'warmUp: 6 s'");
        assertThat(Divergence.scenarios(a, withText(text + "events:\n")))
                .contains("A says '', B says 'events:'");
    }

    private static Run withText(String text) {
        Run run = Rooms.run(List.of(Rooms.tiny(1, 800)));
        return new Run(
                run.scenario(),
                run.about(),
                run.sweepLabel(),
                run.world(),
                run.messages(),
                text,
                run.replications(),
                run.expectations(),
                run.software(),
                run.started(),
                run.ended());
    }
}
