package dev.tributary.reports.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.core.room.MediaSource;
import dev.tributary.measure.Metric;
import dev.tributary.reports.run.ChangedKey;
import dev.tributary.reports.stat.Attribution;
import dev.tributary.reports.stat.Comparison;
import dev.tributary.reports.stat.Difference;
import dev.tributary.reports.stat.Fidelity;
import dev.tributary.reports.stat.Interval;
import dev.tributary.reports.stat.Summary;
import dev.tributary.reports.stat.TotalCost;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Summaries and comparisons as JSON, with the names that {@code docs/architecture.md} promises. */
public final class ReportJson {
    private ReportJson() {}

    /** Returns the content of {@code summary.json}. */
    public static ObjectNode of(Summary summary) {
        ObjectNode out = Nodes.object();
        out.put("scenario", summary.scenario());
        out.put("sweep", summary.sweepLabel());
        out.put("world", summary.world());
        out.putObject("messages")
                .put("size", summary.messages().size())
                .put("forced", summary.messages().forced())
                .put("misleading", summary.messages().misleading());
        out.put("replications", summary.replications());
        out.set("viewerSeconds", Nodes.number(summary.viewerSeconds()));
        ObjectNode metrics = out.putObject("metrics");
        summary.metrics().forEach((metric, interval) -> put(metrics, metric, interval));
        ObjectNode bounds = out.putObject("bounds");
        bounds.set("sharingRatioMax", Nodes.number(summary.sharingRatioMax()));
        bounds.put("limitedBy", summary.limitedBy());
        ArrayNode notCounted = bounds.putArray("notCounted");
        summary.notCounted().forEach(notCounted::add);
        out.set("attribution", of(summary.attribution()));
        out.putObject("invariants").put("violations", summary.violations());
        out.put("traceHash", summary.traceHash());
        out.put("events", summary.events());
        out.set("cost", of(summary.cost()));
        return out;
    }

    /** Returns both worlds of a scenario, keyed by the metrics' full names. */
    public static ObjectNode of(Fidelity fidelity) {
        ObjectNode out = Nodes.object();
        out.put("scenario", fidelity.real().scenario());
        out.put("pairs", fidelity.real().replications());
        out.put("agrees", fidelity.agrees());
        ObjectNode metrics = out.putObject("metrics");
        for (Metric metric : Fidelity.METRICS) {
            ObjectNode node = metrics.putObject(metric.key());
            node.set("simulated", Nodes.number(fidelity.simulated(metric)));
            node.set("real", Nodes.number(fidelity.real(metric)));
            node.put("within", fidelity.within(metric));
        }
        return out;
    }

    /** Returns a comparison; differences are B - A and keyed by the metric's full name. */
    public static ObjectNode of(Comparison comparison) {
        ObjectNode out = Nodes.object();
        out.set("a", of(comparison.a()));
        out.set("b", of(comparison.b()));
        out.set("seeds", out.arrayNode().addAll(seeds(comparison.seeds())));
        ArrayNode changed = out.putArray("changed");
        for (ChangedKey key : comparison.changed()) {
            changed.addObject().put("key", key.key()).put("a", key.a()).put("b", key.b());
        }
        ObjectNode differences = out.putObject("difference");
        for (Map.Entry<Metric, Difference> entry : comparison.differences().entrySet()) {
            Difference difference = entry.getValue();
            ObjectNode node = of(difference.interval());
            node.set("correlation", Nodes.number(difference.correlation()));
            node.set("standardDeviation", Nodes.number(difference.deviation()));
            node.set("smallestVisible", Nodes.number(difference.visible()));
            node.put("outcome", difference.outcome().name().toLowerCase(Locale.ROOT));
            differences.set(entry.getKey().key(), node);
        }
        out.put("verdict", comparison.verdict());
        return out;
    }

    /** A metric with statistics has the contract's plain number for each, and the rest by name. */
    private static void put(ObjectNode metrics, Metric metric, Interval interval) {
        int dot = metric.key().indexOf('.');
        if (dot < 0) {
            metrics.set(metric.key(), of(interval));
            return;
        }
        ObjectNode node = metrics.withObjectProperty(metric.key().substring(0, dot));
        String statistic = metric.key().substring(dot + 1);
        node.set(statistic, Nodes.number(interval.mean()));
        node.withObjectProperty("ci95").set(statistic, ci95(interval));
        node.withObjectProperty("values").set(statistic, Nodes.numbers(interval.values()));
    }

    private static ObjectNode of(Interval interval) {
        ObjectNode out = Nodes.object();
        out.set("mean", Nodes.number(interval.mean()));
        out.set("ci95", ci95(interval));
        out.set("values", Nodes.numbers(interval.values()));
        return out;
    }

    private static JsonNode ci95(Interval interval) {
        return interval.bounded()
                ? Nodes.numbers(List.of(interval.low(), interval.high()))
                : JsonNodeFactory.instance.nullNode();
    }

    private static ObjectNode of(Attribution attribution) {
        ObjectNode out = Nodes.object();
        out.set("ceiling", Nodes.number(attribution.ceiling()));
        for (MediaSource source : MediaSource.losses()) {
            out.set(Nodes.name(source.words()), Nodes.number(attribution.loss(source)));
        }
        out.set("other", Nodes.number(attribution.other()));
        return out;
    }

    private static ObjectNode of(TotalCost cost) {
        ObjectNode out = Nodes.object();
        out.set("wallSeconds", Nodes.number(cost.wallSeconds()));
        out.set("cpuSeconds", Nodes.number(cost.cpuSeconds()));
        out.set("eventsPerCpuSecond", Nodes.number(cost.eventsPerCpuSecond()));
        out.set("bytesPerViewer", Nodes.number(cost.bytesPerViewer()));
        return out;
    }

    private static List<JsonNode> seeds(List<Long> seeds) {
        return seeds.stream()
                .map(seed -> (JsonNode) JsonNodeFactory.instance.numberNode(seed))
                .toList();
    }
}
