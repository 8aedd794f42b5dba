package dev.tributary.reports.stat;

import dev.tributary.core.room.MediaSource;
import dev.tributary.measure.ByteCounts;
import dev.tributary.measure.Cost;
import dev.tributary.measure.Measurement;
import dev.tributary.measure.Metric;
import dev.tributary.reports.run.Run;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
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
        Map<Metric, Interval> metrics = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            metrics.put(metric, Interval.of(all.stream().map(metric::of).toList()));
        }
        TreeSet<String> limits = new TreeSet<>();
        all.forEach(m -> limits.add(m.bound().limitedBy()));
        return new Summary(
                run.scenario(),
                run.sweepLabel(),
                run.world(),
                run.messages(),
                all.size(),
                all.stream().mapToDouble(Summarizer::viewerSeconds).sum(),
                metrics,
                mean(all, m -> m.bound().sharingRatioMax()),
                String.join(" or ", limits),
                all.stream().flatMap(m -> m.bound().notCounted().stream()).distinct().toList(),
                attribution(all),
                all.stream().mapToInt(m -> m.violations().size()).sum(),
                traceHash(all),
                all.stream().mapToLong(m -> m.cost().events()).sum(),
                cost(run));
    }

    private static Attribution attribution(List<Measurement> all) {
        List<Measurement> some = all.stream().filter(m -> m.bytes().useful() > 0).toList();
        List<ByteCounts> bytes = some.stream().map(Measurement::bytes).toList();
        double ceiling = mean(some, m -> m.meanViewers() > 0 ? 1 - 1 / m.meanViewers() : 0);
        Map<MediaSource, Double> losses = new EnumMap<>(MediaSource.class);
        double named = 0;
        for (MediaSource source : MediaSource.losses()) {
            double loss = mean(bytes, b -> b.fraction(source));
            losses.put(source, loss);
            named += loss;
        }
        double other = ceiling - named - mean(bytes, ByteCounts::sharingRatio);
        return new Attribution(ceiling, losses, other);
    }

    private static TotalCost cost(Run run) {
        List<Cost> costs = run.replications().stream().map(Measurement::cost).toList();
        double wall = Duration.between(run.started(), run.ended()).toNanos() / 1e9;
        double cpu = costs.stream().mapToDouble(Cost::cpuSeconds).sum();
        double events = costs.stream().mapToDouble(Cost::events).sum();
        double bytes = costs.stream().mapToDouble(Cost::allocatedBytes).sum();
        double viewers = costs.stream().mapToDouble(Cost::viewersMax).sum();
        return new TotalCost(wall, cpu, Metric.ratio(events, cpu), Metric.ratio(bytes, viewers));
    }

    static String traceHash(List<Measurement> all) {
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
}
