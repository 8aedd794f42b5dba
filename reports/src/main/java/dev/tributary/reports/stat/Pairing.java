package dev.tributary.reports.stat;

import dev.tributary.measure.Measurement;
import dev.tributary.measure.Metric;
import dev.tributary.reports.run.ChangedKey;
import dev.tributary.reports.run.ReportException;
import dev.tributary.reports.run.Run;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;

/** Pairs the replications of two runs by seed and compares metric by metric. */
final class Pairing {
    /** Probability of seeing the smallest visible difference. */
    private static final double POWER = 0.8;

    private Pairing() {}

    static Comparison compare(Run a, Run b, List<ChangedKey> changed) {
        Map<Long, Measurement> ofA = bySeed(a);
        Map<Long, Measurement> ofB = bySeed(b);
        List<Long> seeds = ofA.keySet().stream().filter(ofB::containsKey).toList();
        if (seeds.isEmpty()) {
            throw new ReportException(
                    "the runs have no seed in common (A: "
                            + a.seeds()
                            + ", B: "
                            + b.seeds()
                            + "), so they cannot be compared pair by pair");
        }
        boolean identical = true;
        for (Long seed : seeds) {
            identical &= ofA.get(seed).traceHash().equals(ofB.get(seed).traceHash());
        }
        Map<Metric, Difference> differences = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            double[] x = seeds.stream().mapToDouble(seed -> metric.of(ofA.get(seed))).toArray();
            double[] y = seeds.stream().mapToDouble(seed -> metric.of(ofB.get(seed))).toArray();
            differences.put(metric, difference(metric, x, y));
        }
        identical &= differences.values().stream().allMatch(d -> same(d));
        String verdict =
                identical
                        ? "A and B are the same: every replication has the same trace."
                        : VerdictWords.of(differences, seeds.size());
        return new Comparison(Summary.of(a), Summary.of(b), seeds, changed, differences, verdict);
    }

    /** Returns whether no pair differs; pairs in which the metric is undefined do not. */
    private static boolean same(Difference difference) {
        return difference.interval().values().stream().allMatch(v -> v == 0 || Double.isNaN(v));
    }

    private static Map<Long, Measurement> bySeed(Run run) {
        Map<Long, Measurement> out = new TreeMap<>();
        for (Measurement m : run.replications()) {
            if (out.put(m.seed(), m) != null) {
                throw new ReportException(
                        run.title() + " has two replications with seed " + m.seed());
            }
        }
        return out;
    }

    private static Difference difference(Metric metric, double[] a, double[] b) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < a.length; i++) {
            values.add(a[i] == b[i] ? 0.0 : b[i] - a[i]);
        }
        Interval interval = Interval.of(values);
        double deviation = interval.deviation();
        return new Difference(
                metric,
                interval,
                correlation(a, b),
                deviation,
                visible(interval.defined(), deviation),
                outcome(metric, interval));
    }

    private static double visible(int pairs, double deviation) {
        if (pairs < 2) {
            return Double.NaN;
        }
        double t = Interval.t(pairs - 1, Interval.UPPER) + Interval.t(pairs - 1, POWER);
        return t * deviation / Math.sqrt(pairs);
    }

    private static double correlation(double[] a, double[] b) {
        List<Integer> defined = new ArrayList<>();
        for (int i = 0; i < a.length; i++) {
            if (Double.isFinite(a[i]) && Double.isFinite(b[i])) {
                defined.add(i);
            }
        }
        if (defined.size() < 2) {
            return Double.NaN;
        }
        double[] x = defined.stream().mapToDouble(i -> a[i]).toArray();
        double[] y = defined.stream().mapToDouble(i -> b[i]).toArray();
        return new PearsonsCorrelation().correlation(x, y);
    }

    private static Difference.Outcome outcome(Metric metric, Interval interval) {
        if (!interval.bounded()) {
            return Difference.Outcome.UNKNOWN;
        }
        if (interval.mean() == 0 && interval.deviation() == 0) {
            return Difference.Outcome.SAME;
        }
        boolean up = interval.low() > 0;
        boolean down = interval.high() < 0;
        if (!up && !down) {
            return Difference.Outcome.UNDETECTED;
        }
        boolean good = up == (metric.better() == Metric.Better.HIGHER);
        return good ? Difference.Outcome.BETTER : Difference.Outcome.WORSE;
    }
}
