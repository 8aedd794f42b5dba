package dev.tributary.reports.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.core.room.MediaSource;
import dev.tributary.measure.Metric;
import dev.tributary.reports.Rooms;
import dev.tributary.reports.run.Expected;
import dev.tributary.reports.run.Run;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SummaryTest {
    private final Summary summary =
            Summary.of(Rooms.run(List.of(Rooms.tiny(1, 800), Rooms.tiny(2, 700))));

    @Test
    void ratiosFollowTheirDefinitions() {
        // 1300 and 1200 of 2000 useful bytes come from peers; 10 bytes of the CDN were for nothing
        assertThat(value(Metric.SHARING_RATIO)).containsExactly(0.65, 0.6);
        assertThat(first(Metric.OFFLOAD)).isCloseTo(1 - 710 / 2000.0, within(1e-12));
        assertThat(first(Metric.EMERGENCY_FRACTION)).isEqualTo(0.06);
        assertThat(first(Metric.JOIN_FRACTION)).isEqualTo(0.1);
        assertThat(first(Metric.DUPLICATE_FRACTION)).isCloseTo(30 / 2030.0, within(1e-12));
        assertThat(first(Metric.SIGNALLING_FRACTION)).isEqualTo(0.01);
    }

    @Test
    void stallsAreOverTheTimeOfAPictureAndOverSessions() {
        assertThat(first(Metric.STALL_RATIO)).isEqualTo(10 / 210.0);
        assertThat(first(Metric.STALLED_SESSIONS)).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(first(Metric.STALL_MAX)).isEqualTo(3);
        // The session that stood still for 10 s skipped 6 s of media.
        assertThat(first(Metric.CONTINUITY)).isEqualTo(200 / 210.0);
        assertThat(first(Metric.SKIPPED_RATIO)).isEqualTo(6 / 206.0);
    }

    @Test
    void aPictureThatNeverMovesIsAllStall() {
        assertThat(Metric.stallRatio(17.4, 4)).isEqualTo(17.4 / 21.4);
        assertThat(Metric.stallRatio(20, 0)).isEqualTo(1);
        assertThat(Metric.stallRatio(0, 0)).isNaN();
    }

    @Test
    void firstFrameIsOfSessionsThatJoinedInTheInterval() {
        assertThat(first(Metric.FIRST_FRAME_MEAN)).isEqualTo(1);
        assertThat(first(Metric.FIRST_FRAME_P50)).isEqualTo(0.5);
        assertThat(first(Metric.FIRST_FRAME_P95)).isEqualTo(1.5);
        assertThat(first(Metric.SESSIONS_WITHOUT_FRAME)).isZero();
    }

    @Test
    void latencyIsInSeconds() {
        assertThat(first(Metric.LATENCY_MEAN)).isCloseTo(3.002, within(1e-12));
        assertThat(first(Metric.LATENCY_P50)).isCloseTo(2.005, within(1e-12));
        assertThat(first(Metric.LATENCY_MAX)).isEqualTo(4);
    }

    @Test
    void attributionEndsAtTheSharingRatio() {
        Attribution lost = summary.attribution();
        assertThat(lost.ceiling()).isEqualTo(0.5);
        assertThat(lost.sharingRatio())
                .isCloseTo(summary.metric(Metric.SHARING_RATIO).mean(), within(1e-12));
        assertThat(lost.loss(MediaSource.CDN_JOIN)).isCloseTo(0.1, within(1e-12));
        assertThat(lost.loss(MediaSource.CDN_UNCOVERED)).isCloseTo(0.025, within(1e-12));
        assertThat(lost.other()).isCloseTo(-0.5, within(1e-12));
        Summary large = Summary.of(Rooms.evening(3, 200, 0.7));
        assertThat(large.attribution().sharingRatio())
                .isCloseTo(large.metric(Metric.SHARING_RATIO).mean(), within(1e-12));
    }

    @Test
    void totalsAndCost() {
        assertThat(summary.viewerSeconds()).isEqualTo(400);
        assertThat(summary.events()).isEqualTo(2000);
        assertThat(summary.cost()).isEqualTo(new TotalCost(10, 2, 1000, 4000));
        assertThat(summary.traceHash()).matches("[0-9a-f]{16}");
        assertThat(summary.limitedBy()).isEqualTo("CDN sub-stream");
    }

    @Test
    void traceHashDependsOnTheOrderOfSeeds() {
        Run swapped = Rooms.run(List.of(Rooms.tiny(2, 700), Rooms.tiny(1, 800)));
        assertThat(Summary.of(swapped).traceHash()).isNotEqualTo(summary.traceHash());
    }

    @Test
    void anEmptyRoomIsUndefinedNotZero() {
        Summary nobody = Summary.of(Rooms.run(List.of(Rooms.empty(1))));
        assertThat(nobody.metric(Metric.SHARING_RATIO).mean()).isNaN();
        assertThat(nobody.metric(Metric.LATENCY_MAX).mean()).isNaN();
        assertThat(nobody.attribution().ceiling()).isNaN();
        assertThat(nobody.cost().bytesPerViewer()).isNaN();
    }

    @Test
    void expectationsAreJudgedByTheMean() {
        Run run =
                Rooms.expecting(
                        Rooms.run(List.of(Rooms.tiny(1, 800), Rooms.tiny(2, 700))),
                        new Expected("sharingRatio", 0.6, 0.63),
                        new Expected("latencySeconds.p95", 0, 3.9),
                        new Expected("speed", 0, 1));
        List<Verdict> verdicts = Verdict.of(run, summary);
        assertThat(verdicts).extracting(Verdict::met).containsExactly(true, false, false);
        assertThat(verdicts.get(2).problem()).isEqualTo("there is no such metric");
        assertThat(Verdict.passed(verdicts, summary)).isFalse();
    }

    @Test
    void anUndefinedReplicationFailsAnExpectation() {
        Run run =
                Rooms.expecting(
                        Rooms.run(List.of(Rooms.tiny(1, 800), Rooms.empty(2))),
                        new Expected("sharingRatio", 0, 1));
        Verdict verdict = Verdict.of(run, Summary.of(run)).get(0);
        assertThat(verdict.met()).isFalse();
        assertThat(verdict.problem()).isEqualTo("undefined in 1 of 2 replications");
    }

    private List<Double> value(Metric metric) {
        return summary.metric(metric).values();
    }

    private double first(Metric metric) {
        return value(metric).get(0);
    }
}
