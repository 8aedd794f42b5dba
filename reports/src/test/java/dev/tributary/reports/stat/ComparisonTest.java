package dev.tributary.reports.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.measure.Measurement;
import dev.tributary.measure.Metric;
import dev.tributary.reports.Rooms;
import dev.tributary.reports.run.ReportException;
import dev.tributary.reports.run.Run;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
    private static Run run(long... peer) {
        List<Measurement> all = new ArrayList<>();
        for (int i = 0; i < peer.length; i++) {
            all.add(Rooms.tiny(i + 1, peer[i]));
        }
        return Rooms.run(all);
    }

    @Test
    void pairsBySeedAndUsesThePairedInterval() {
        // differences of the sharing ratio 0.005, 0.010, 0.015: mean 0.01, s 0.005, t 4.303
        Comparison c = Comparison.of(run(700, 600, 500), run(710, 620, 530), List.of());
        Difference d = c.differences().get(Metric.SHARING_RATIO);
        assertThat(d.interval().mean()).isCloseTo(0.01, within(1e-12));
        assertThat(d.interval().low()).isCloseTo(-0.002422, within(1e-5));
        assertThat(d.deviation()).isCloseTo(0.005, within(1e-9));
        assertThat(d.correlation()).isCloseTo(1, within(1e-9));
        assertThat(d.outcome()).isEqualTo(Difference.Outcome.UNDETECTED);
        // (t 4.303 + t at 80 % 1.061) * 0.005 / sqrt(3)
        assertThat(d.visible()).isCloseTo(0.01548, within(2e-5));
        assertThat(c.verdict()).contains("No difference detected in sharing ratio (1.55 pp");
    }

    @Test
    void findsAKnownDifferenceAndItsDirection() {
        Comparison c = Comparison.of(run(700, 600, 500), run(801, 700, 600), List.of());
        assertThat(c.differences().get(Metric.SHARING_RATIO).outcome())
                .isEqualTo(Difference.Outcome.BETTER);
        assertThat(c.verdict()).startsWith("B is better in sharing ratio (+5.");
        Comparison back = Comparison.of(run(801, 700, 600), run(700, 600, 500), List.of());
        assertThat(back.verdict()).startsWith("B is worse in sharing ratio (-5.");
    }

    @Test
    void onlyCommonSeedsCount() {
        Run later = Rooms.run(List.of(Rooms.tiny(2, 650), Rooms.tiny(9, 1)));
        Comparison c = Comparison.of(run(700, 600), later, List.of());
        assertThat(c.seeds()).containsExactly(2L);
        assertThat(c.verdict()).contains("One pair");
        assertThat(c.differences().get(Metric.SHARING_RATIO).outcome())
                .isEqualTo(Difference.Outcome.UNKNOWN);
    }

    @Test
    void sameTracesAreTheSame() {
        Comparison c = Comparison.of(run(700, 600), run(700, 600), List.of());
        assertThat(c.verdict())
                .isEqualTo("A and B are the same: every replication has the same trace.");
    }

    @Test
    void undefinedMetricsStayUnknown() {
        Run nobody = Rooms.run(List.of(Rooms.empty(1), Rooms.empty(2)));
        Comparison c = Comparison.of(nobody, run(700, 600), List.of());
        assertThat(c.differences().get(Metric.SHARING_RATIO).outcome())
                .isEqualTo(Difference.Outcome.UNKNOWN);
    }

    @Test
    void refusesRunsThatCannotBePaired() {
        Run other = Rooms.run(List.of(Rooms.tiny(7, 1)));
        assertThatThrownBy(() -> Comparison.of(run(700), other, List.of()))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("no seed in common");
        Run twice = Rooms.run(List.of(Rooms.tiny(1, 1), Rooms.tiny(1, 1)));
        assertThatThrownBy(() -> Comparison.of(twice, twice, List.of()))
                .hasMessageContaining("two replications with seed 1");
    }
}
