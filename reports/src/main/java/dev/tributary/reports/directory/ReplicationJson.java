package dev.tributary.reports.directory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.measure.Bound;
import dev.tributary.measure.Checkpoint;
import dev.tributary.measure.Cost;
import dev.tributary.measure.Measurement;
import dev.tributary.measure.SeriesPoint;
import dev.tributary.measure.ViewerRow;
import dev.tributary.reports.json.Nodes;
import java.util.HexFormat;
import java.util.List;

/** {@code replications.json}: what a replication measured besides its two tables. */
final class ReplicationJson {
    static final String FILE = "replications.json";

    private static final String NOT_COUNTED = "notCounted";

    private ReplicationJson() {}

    static ObjectNode write(List<Measurement> replications) {
        ObjectNode out = Nodes.object();
        ArrayNode list = out.putArray("replications");
        for (Measurement m : replications) {
            ObjectNode node = list.addObject();
            node.put("seed", m.seed());
            node.set("fromSeconds", Nodes.number(m.fromSeconds()));
            node.set("toSeconds", Nodes.number(m.toSeconds()));
            node.set("meanViewers", Nodes.number(m.meanViewers()));
            node.set("edgePeakBitsPerSecond", Nodes.number(m.edgePeakBitsPerSecond()));
            node.set("uploadPerDownloadMax", Nodes.number(m.uploadPerDownloadMax()));
            ObjectNode bound = node.putObject("bound");
            bound.set("sharingRatioMax", Nodes.number(m.bound().sharingRatioMax()));
            bound.put("limitedBy", m.bound().limitedBy());
            ArrayNode notCounted = bound.putArray(NOT_COUNTED);
            m.bound().notCounted().forEach(notCounted::add);
            ArrayNode violations = node.putArray("violations");
            m.violations().forEach(violations::add);
            node.put("traceHash", m.traceHash());
            node.put("events", m.cost().events());
            node.set("latencyMillis", HistogramJson.write(m.latencyMillis()));
        }
        return out;
    }

    /** Returns one measurement, whose parts come from four files and the manifest. */
    static Measurement read(
            Field field,
            List<ViewerRow> viewers,
            List<SeriesPoint> series,
            List<Checkpoint> checkpoints,
            Field cost) {
        Field trace = field.at("traceHash");
        trace.check(endsWith(checkpoints, trace.text()), "the hash of the last checkpoint");
        return new Measurement(
                field.at("seed").whole(),
                field.at("fromSeconds").number(),
                field.at("toSeconds").number(),
                viewers,
                series,
                HistogramJson.read(field.at("latencyMillis")),
                bound(field.at("bound")),
                field.at("meanViewers").number(),
                field.at("edgePeakBitsPerSecond").number(),
                field.at("uploadPerDownloadMax").number(),
                field.at("violations").list().stream().map(Field::text).toList(),
                trace.text(),
                checkpoints,
                new Cost(
                        cost.at("wallSeconds").number(),
                        cost.at("cpuSeconds").number(),
                        field.at("events").count(),
                        cost.at("allocatedBytes").count(),
                        cost.at("viewersMax").small()));
    }

    private static boolean endsWith(List<Checkpoint> checkpoints, String hash) {
        int count = checkpoints.size();
        return count == 0
                || HexFormat.of().toHexDigits(checkpoints.get(count - 1).hash()).equals(hash);
    }

    /** Run directories of before say nothing of what is not counted. */
    private static Bound bound(Field field) {
        Bound bound = new Bound(field.at("sharingRatioMax").number(), field.at("limitedBy").text());
        return field.node().has(NOT_COUNTED)
                ? bound.besides(field.at(NOT_COUNTED).list().stream().map(Field::text).toList())
                : bound;
    }
}
