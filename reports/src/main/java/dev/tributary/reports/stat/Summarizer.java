package dev.tributary.reports.stat;

import dev.tributary.measure.ByteCounts;
import dev.tributary.measure.Cost;
import dev.tributary.measure.Histogram;
import dev.tributary.measure.Measurement;
import dev.tributary.measure.ViewerRow;
import dev.tributary.reports.run.Run;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** Reduces replications to one summary. */
final class Summarizer {
    private Summarizer() {}

    static Summary summary(Run run) {
        List<Measurement> all = run.replications();
        List<Map<Metric, Double>> rows = all.stream().map(Summarizer::metrics).toList();
        Map<Metric, Interval> metrics = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            metrics.put(metric, Interval.of(rows.stream().map(row -> row.get(metric)).toList()));
        }
        TreeSet<String> limits = new TreeSet<>();
        all.forEach(m -> limits.add(m.bound().limitedBy()));
        return new Summary(
                run.scenario(),
                run.sweepLabel(),
                run.world(),
                all.size(),
                all.stream().mapToDouble(Summarizer::viewerSeconds).sum(),
                metrics,
                mean(all, m -> m.bound().sharingRatioMax()),
                String.join(" or ", limits),
                attribution(all),
                all.stream().mapToInt(m -> m.violations().size()).sum(),
                traceHash(all),
                all.stream().mapToLong(m -> m.cost().events()).sum(),
                cost(run));
    }

    /** Returns every metric of one replication; NaN where it is undefined. */
    static Map<Metric, Double> metrics(Measurement m) {
        Map<Metric, Double> out = new EnumMap<>(Metric.class);
        ByteCounts bytes = m.bytes();
        out.put(Metric.SHARING_RATIO, bytes.sharingRatio());
        out.put(Metric.OFFLOAD, bytes.offload());
        out.put(Metric.EMERGENCY_FRACTION, bytes.fraction(bytes.cdnEmergency()));
        out.put(Metric.JOIN_FRACTION, bytes.fraction(bytes.cdnJoin()));
        out.put(Metric.DUPLICATE_FRACTION, bytes.duplicateFraction());
        out.put(Metric.SIGNALLING_FRACTION, bytes.signallingFraction());
        out.put(Metric.UPLOAD_PER_DOWNLOAD_MAX, m.uploadPerDownloadMax());
        out.put(Metric.EDGE_PEAK, m.edgePeakBitsPerSecond());
        putStalls(out, m.viewers());
        putFirstFrame(out, m);
        putLatency(out, m.latencyMillis());
        return out;
    }

    private static void putStalls(Map<Metric, Double> out, List<ViewerRow> rows) {
        double watched = 0;
        double stalled = 0;
        double longest = rows.isEmpty() ? Double.NaN : 0;
        int sessions = 0;
        for (ViewerRow row : rows) {
            watched += row.watchedSeconds();
            stalled += row.stalledSeconds();
            longest = Math.max(longest, row.stallMaxSeconds());
            sessions += row.stalls() > 0 ? 1 : 0;
        }
        out.put(Metric.STALL_RATIO, ratio(stalled, watched));
        out.put(Metric.STALLED_SESSIONS, ratio(sessions, rows.size()));
        out.put(Metric.STALL_MAX, longest);
    }

    private static void putFirstFrame(Map<Metric, Double> out, Measurement m) {
        List<ViewerRow> starts = Breakdown.starts(m);
        double[] seconds = Breakdown.firstFrameSeconds(starts);
        out.put(Metric.FIRST_FRAME_MEAN, ratio(Arrays.stream(seconds).sum(), seconds.length));
        out.put(Metric.FIRST_FRAME_P50, quantile(seconds, 0.5));
        out.put(Metric.FIRST_FRAME_P95, quantile(seconds, 0.95));
        out.put(
                Metric.SESSIONS_WITHOUT_FRAME,
                ratio(starts.size() - seconds.length, starts.size()));
    }

    private static void putLatency(Map<Metric, Double> out, Histogram millis) {
        out.put(Metric.LATENCY_MEAN, millis.mean() / 1000);
        out.put(Metric.LATENCY_P50, millis.quantile(0.5) / 1000);
        out.put(Metric.LATENCY_P95, millis.quantile(0.95) / 1000);
        out.put(Metric.LATENCY_MAX, millis.total() == 0 ? Double.NaN : millis.max() / 1000.0);
    }

    /** Returns the smallest value that a share {@code q} of the sorted values does not exceed. */
    static double quantile(double[] sorted, double q) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[Math.max(0, (int) Math.ceil(q * sorted.length) - 1)];
    }

    private static Attribution attribution(List<Measurement> all) {
        List<Measurement> some = all.stream().filter(m -> m.bytes().useful() > 0).toList();
        List<ByteCounts> bytes = some.stream().map(Measurement::bytes).toList();
        double ceiling = mean(some, m -> m.meanViewers() > 0 ? 1 - 1 / m.meanViewers() : 0);
        double own = mean(bytes, b -> b.fraction(b.cdnOwn()));
        double joins = mean(bytes, b -> b.fraction(b.cdnJoin()));
        double emergency = mean(bytes, b -> b.fraction(b.cdnEmergency()));
        double unmatched = mean(bytes, b -> b.fraction(b.cdnUncovered()));
        double fallback = mean(bytes, b -> b.fraction(b.cdnFallback()));
        double named = own + joins + emergency + unmatched + fallback;
        double other = ceiling - named - mean(bytes, ByteCounts::sharingRatio);
        return new Attribution(ceiling, own, joins, emergency, unmatched, fallback, other);
    }

    private static TotalCost cost(Run run) {
        List<Cost> costs = run.replications().stream().map(Measurement::cost).toList();
        double wall = Duration.between(run.started(), run.ended()).toNanos() / 1e9;
        double cpu = costs.stream().mapToDouble(Cost::cpuSeconds).sum();
        double events = costs.stream().mapToDouble(Cost::events).sum();
        double bytes = costs.stream().mapToDouble(Cost::allocatedBytes).sum();
        double viewers = costs.stream().mapToDouble(Cost::viewersMax).sum();
        return new TotalCost(wall, cpu, ratio(events, cpu), ratio(bytes, viewers));
    }

    private static String traceHash(List<Measurement> all) {
        List<String> hashes = new ArrayList<>();
        all.forEach(m -> hashes.add(m.traceHash()));
        byte[] text = String.join("\n", hashes).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static double viewerSeconds(Measurement m) {
        return m.meanViewers() * (m.toSeconds() - m.fromSeconds());
    }

    private static <T> double mean(List<T> list, ToDoubleFunction<T> value) {
        return list.stream().mapToDouble(value).average().orElse(Double.NaN);
    }

    static double ratio(double part, double whole) {
        return whole == 0 ? Double.NaN : part / whole;
    }
}
