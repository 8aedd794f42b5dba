package dev.tributary.reports.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.reports.Rooms;
import dev.tributary.reports.run.ChangedKey;
import dev.tributary.reports.run.Expected;
import dev.tributary.reports.run.Messages;
import dev.tributary.reports.run.Run;
import dev.tributary.reports.stat.Comparison;
import dev.tributary.reports.stat.Outcome;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TextTableTest {
    private final Run run =
            Rooms.expecting(
                    Rooms.run(List.of(Rooms.tiny(1, 800), Rooms.tiny(2, 790))),
                    new Expected("sharingRatio", 0.6, 0.8333),
                    new Expected("latencySeconds.p95", Double.NEGATIVE_INFINITY, 3));

    @Test
    void oneRun() {
        assertThat(TextTable.run(run, false))
                .isEqualTo(
                        """
                        tiny
                        A room to calculate by hand.
                        simulated in slices, 2 replications, 400 viewer seconds, 2.0 k events, trace 591661e8a627c80b

                          sharing ratio             64.75 % [61.57, 67.93]
                          offload                   64.25 % [61.07, 67.43]
                          stall ratio               4.76 % [4.76, 4.76]
                          stalled sessions          33.33 % [33.33, 33.33]
                          continuity                95.24 % [95.24, 95.24]
                          media skipped             2.91 % [2.91, 2.91]
                          longest stall             3.00 s [3.00, 3.00]
                          first frame, mean         1.00 s [1.00, 1.00]
                          first frame, median       0.50 s [0.50, 0.50]
                          first frame, p95          1.50 s [1.50, 1.50]
                          sessions without a frame  0.00 % [0.00, 0.00]
                          latency, mean             3.00 s [3.00, 3.00]
                          latency, median           2.01 s [2.01, 2.01]
                          latency, p95              4.00 s [4.00, 4.00]
                          latency, max              4.00 s [4.00, 4.00]
                          emergency fetches         6.00 % [6.00, 6.00]
                          join fetches              10.00 % [10.00, 10.00]
                          duplicates                1.48 % [1.48, 1.48]
                          signalling                1.00 % [1.00, 1.00]
                          upload per download, max  0.50 [0.50, 0.50]
                          CDN peak rate             1.0 Mbit/s [1.0, 1.0]

                          everything from peers  100.00 %
                          - CDN sub-stream        15.25 %
                          - joins                 10.00 %
                          - emergency              6.00 %
                          - unmatched              2.50 %
                          - fallback               1.50 %
                          = sharing ratio         64.75 %

                        sharing ratio at most 90.00 %, limited by CDN sub-stream; not counted: cut-p2p at 40 s
                        invariants ok
                        ok      sharingRatio        64.75 %  expected 60.00 % .. 83.33 %
                        FAILED  latencySeconds.p95  4.00 s   expected at most 3.00 s
                        wall 10.0 s, cpu 2.0 s, 1.0 k events/s, 4.0 kB allocated per viewer
                        """);
    }

    @Test
    void whereNobodyWasThereIsNoBound() {
        assertThat(TextTable.run(Rooms.run(List.of(Rooms.empty(1))), false))
                .contains("nobody was there")
                .doesNotContain("at most", "nobody saw a picture");
    }

    @Test
    void whereNobodySawAPictureItSaysSo() {
        assertThat(TextTable.run(Rooms.run(List.of(Rooms.dark(1))), false))
                .contains("nobody saw a picture", "sharing ratio at most 90.00 %");
        assertThat(TextTable.run(run, false)).doesNotContain("nobody");
    }

    @Test
    void sweepHasOneRowPerPoint() {
        Run low = Rooms.named(run, "tiny", "", "subStreams=4");
        Run high = Rooms.named(run, "tiny", "", "subStreams=12");
        String table = TextTable.sweep(List.of(Outcome.of(low), Outcome.of(high)), false);
        List<String> lines = table.lines().toList();
        assertThat(lines).hasSize(12);
        assertThat(lines.get(0)).startsWith("point          sharing ratio");
        assertThat(lines.get(1)).startsWith("subStreams=4   64.75 %").endsWith("FAILED");
        assertThat(lines.get(2)).startsWith("subStreams=12  64.75 %");
        assertThat(lines.subList(3, 6))
                .containsExactly(
                        "",
                        "subStreams=4",
                        "FAILED  latencySeconds.p95  4.00 s  expected at most 3.00 s");
        assertThat(lines.get(10)).isEqualTo("simulated in slices");
        assertThat(lines.get(11)).isEqualTo("wall 20.0 s, cpu 4.0 s");
    }

    @Test
    void whoForcesMessagesThatMisleadReadsSoBesideTheResult() {
        Run forced = Rooms.in(run, new Messages("slice", "paths\u001b are slow"));
        assertThat(TextTable.run(forced, false))
                .contains("\nsimulated in slices (forced), 2 replications")
                .contains("\nmisleading: with messages so coarse", ": paths  are slow; leave");
        assertThat(TextTable.run(run, false)).doesNotContain("misleading", "forced");
        Run unsaid = Rooms.in(run, Messages.UNSAID);
        assertThat(TextTable.run(unsaid, false)).contains("\nsimulated, 2 replications");
        Run fine = Rooms.in(run, new Messages("45", ""));
        assertThat(TextTable.comparison(Comparison.of(forced, fine, List.of()), false))
                .startsWith(
                        "A  tiny, simulated in slices (forced)\n"
                                + "B  tiny, simulated in messages of 45 chunks\n");
    }

    @Test
    void aSweepSaysWhichPointsHadWhichMessages() {
        Run coarse = Rooms.named(run, "tiny", "", "granularity=slice");
        Run fine = Rooms.in(run, new Messages("frame", ""));
        assertThat(TextTable.sweep(List.of(Outcome.of(coarse), Outcome.of(fine)), false))
                .contains(
                        "\nsimulated in slices: tiny / granularity=slice\n"
                                + "simulated in frames: tiny\nwall ");
    }

    @Test
    void comparisonEndsWithItsVerdict() {
        Run other = Rooms.run(List.of(Rooms.tiny(1, 901), Rooms.tiny(2, 890)));
        Comparison comparison = Comparison.of(run, other, List.of());
        String table = TextTable.comparison(comparison, false);
        assertThat(table)
                .contains("2 pairs with the same seed", "B - A", "correlation")
                .endsWith(comparison.verdict().replace(". ", ".\n") + "\n");
    }

    @Test
    void aComparisonNamesTheFirstKeysThatDifferAndCountsTheRest() {
        assertThat(TextTable.comparison(Comparison.of(run, run, List.of()), false))
                .contains("slices\nno key differs\n2 pairs");
        assertThat(comparisonOf(2))
                .contains(
                        "\nkeys that differ, A / B:\n  key.0  not there / 1\n  key.1  1 / 2\n2 pairs");
        assertThat(comparisonOf(9)).contains("  key.8  8 / 9\n2 pairs");
        assertThat(comparisonOf(10))
                .contains("  key.7  7 / 8\n  and 2 more; --json names them all\n2 pairs")
                .doesNotContain("key.8");
    }

    private String comparisonOf(int changed) {
        List<ChangedKey> keys =
                IntStream.range(0, changed)
                        .mapToObj(i -> new ChangedKey("key." + i, i == 0 ? "" : i + "", i + 1 + ""))
                        .toList();
        return TextTable.comparison(Comparison.of(run, run, keys), false);
    }

    @Test
    void brokenInvariantsCanBeExpectedOf() {
        Run expecting = Rooms.expecting(run, new Expected("violations", 0, 0));
        assertThat(TextTable.run(expecting, false)).contains("ok  violations  0  expected 0 .. 0");
        Outcome outcome = Outcome.of(Rooms.expecting(run, new Expected("violations", 1, 9)));
        assertThat(outcome.passed()).isFalse();
    }

    @Test
    void colourOnlyWhenAsked() {
        assertThat(TextTable.run(run, false)).doesNotContain("\u001b");
        assertThat(TextTable.run(run, true)).contains("\u001b[31;1mFAILED\u001b[0m");
    }

    @Test
    void foreignTextCannotSteerTheTerminal() {
        Run evil = Rooms.named(run, "a\u001b[2Jb", "c\rd\u009be\u202ef", "");
        assertThat(TextTable.run(evil, false)).startsWith("a [2Jb\nc d e f\n");
    }
}
