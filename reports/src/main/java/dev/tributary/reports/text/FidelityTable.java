package dev.tributary.reports.text;

import dev.tributary.measure.Metric;
import dev.tributary.reports.stat.Fidelity;
import dev.tributary.reports.stat.Figures;
import java.util.Locale;

/** Both worlds of a scenario side by side, as aligned text. */
public final class FidelityTable {
    private FidelityTable() {}

    /** Renders one scenario; ends with a line break. */
    public static String of(Fidelity fidelity, boolean colour) {
        Colour paint = new Colour(colour);
        int pairs = fidelity.real().replications();
        StringBuilder out = new StringBuilder();
        out.append(paint.strong(Colour.safe(fidelity.real().scenario())));
        out.append(", ").append(pairs).append(pairs == 1 ? " pair" : " pairs").append('\n');
        Lines lines = new Lines(false);
        lines.row("  metric", "simulated", "real", "difference", "");
        for (Metric metric : Fidelity.METRICS) {
            lines.row(
                    "  " + metric.words(),
                    Figures.value(metric, fidelity.simulated(metric)),
                    Figures.value(metric, fidelity.real(metric)),
                    difference(metric, fidelity),
                    fidelity.within(metric) ? "" : paint.bad("OUTSIDE"));
        }
        out.append(lines);
        if (fidelity.real().violations() > 0) {
            out.append(paint.bad("BROKEN")).append("  ");
            out.append(fidelity.real().violations()).append(" invariants in the real world\n");
        }
        return out.append(fidelity.agrees() ? "the worlds agree\n" : "the worlds differ\n")
                .toString();
    }

    private static String difference(Metric metric, Fidelity fidelity) {
        double difference = fidelity.difference(metric);
        if (metric.unit() == Metric.Unit.RATIO) {
            return String.format(Locale.ROOT, "%+.2f points", difference * 100);
        }
        double share = difference / fidelity.simulated(metric);
        return String.format(Locale.ROOT, "%+.2f s (%+.0f %%)", difference, share * 100);
    }
}
