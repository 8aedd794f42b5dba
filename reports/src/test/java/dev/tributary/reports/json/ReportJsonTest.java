package dev.tributary.reports.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.measure.Metric;
import dev.tributary.reports.Rooms;
import dev.tributary.reports.run.ChangedKey;
import dev.tributary.reports.stat.Comparison;
import dev.tributary.reports.stat.Summary;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportJsonTest {
    private static final List<String> CONTRACT =
            List.of(
                    "scenario",
                    "sweep",
                    "world",
                    "messages",
                    "replications",
                    "viewerSeconds",
                    "metrics",
                    "bounds",
                    "attribution",
                    "invariants",
                    "traceHash",
                    "events",
                    "cost");

    private final JsonNode json =
            ReportJson.of(Summary.of(Rooms.run(List.of(Rooms.tiny(1, 800), Rooms.tiny(2, 700)))));

    @Test
    void summaryHasTheNamesOfTheContract() {
        assertThat(names(json)).containsExactlyElementsOf(CONTRACT);
        assertThat(names(json.get("metrics")))
                .containsExactly(
                        "sharingRatio",
                        "offload",
                        "stallRatio",
                        "stalledSessions",
                        "continuity",
                        "skippedRatio",
                        "stallMaxSeconds",
                        "firstFrameSeconds",
                        "sessionsWithoutFrame",
                        "latencySeconds",
                        "emergencyFraction",
                        "joinFraction",
                        "duplicateFraction",
                        "signallingFraction",
                        "uploadPerDownloadMax",
                        "edgePeakBitsPerSecond");
        assertThat(json.get("messages").toString())
                .isEqualTo("{\"size\":\"slice\",\"forced\":false,\"misleading\":\"\"}");
        assertThat(names(json.get("bounds")))
                .containsExactly("sharingRatioMax", "limitedBy", "notCounted");
        assertThat(names(json.get("attribution")))
                .containsExactly(
                        "ceiling",
                        "cdnSubStream",
                        "joins",
                        "emergency",
                        "unmatched",
                        "fallback",
                        "other");
        assertThat(names(json.get("cost")))
                .containsExactly(
                        "wallSeconds", "cpuSeconds", "eventsPerCpuSecond", "bytesPerViewer");
        assertThat(json.at("/invariants/violations").intValue()).isZero();
    }

    @Test
    void metricsHaveMeanIntervalAndValues() {
        JsonNode sharing = json.at("/metrics/sharingRatio");
        assertThat(names(sharing)).containsExactly("mean", "ci95", "values");
        assertThat(sharing.get("mean").doubleValue()).isEqualTo(0.625);
        assertThat(sharing.get("ci95")).hasSize(2);
        assertThat(sharing.get("values").toString()).isEqualTo("[0.65,0.6]");
        JsonNode latency = json.at("/metrics/latencySeconds");
        assertThat(names(latency)).contains("mean", "p50", "p95", "max");
        assertThat(latency.get("max").doubleValue()).isEqualTo(4);
        assertThat(latency.at("/values/max").toString()).isEqualTo("[4.0,4.0]");
    }

    @Test
    void undefinedNumbersAreNull() {
        JsonNode nobody = ReportJson.of(Summary.of(Rooms.run(List.of(Rooms.empty(1)))));
        assertThat(nobody.at("/metrics/sharingRatio").toString())
                .isEqualTo("{\"mean\":null,\"ci95\":null,\"values\":[null]}");
        assertThat(Nodes.text(nobody)).doesNotContain("NaN").doesNotContain("Infinity");
    }

    @Test
    void comparisonHasItsShape() throws Exception {
        Comparison comparison =
                Comparison.of(
                        Rooms.run(List.of(Rooms.tiny(1, 800), Rooms.tiny(2, 700))),
                        Rooms.run(List.of(Rooms.tiny(1, 900), Rooms.tiny(2, 810))),
                        List.of(new ChangedKey("protocol.backups", "1", "")));
        JsonNode out = new ObjectMapper().readTree(Nodes.text(ReportJson.of(comparison)));
        assertThat(names(out))
                .containsExactly("a", "b", "seeds", "changed", "difference", "verdict");
        assertThat(out.get("changed").toString())
                .isEqualTo("[{\"key\":\"protocol.backups\",\"a\":\"1\",\"b\":\"\"}]");
        assertThat(names(out.get("a"))).containsExactlyElementsOf(CONTRACT);
        assertThat(out.get("difference")).hasSize(Metric.values().length);
        assertThat(names(out.at("/difference/sharingRatio")))
                .containsSubsequence("mean", "ci95", "values");
    }

    private static List<String> names(JsonNode node) {
        List<String> out = new ArrayList<>();
        node.fieldNames().forEachRemaining(out::add);
        return out;
    }
}
