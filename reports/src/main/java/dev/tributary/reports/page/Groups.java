package dev.tributary.reports.page;

import dev.tributary.measure.Metric;
import dev.tributary.reports.stat.Breakdown;
import dev.tributary.reports.stat.Figures;
import java.util.Locale;

/** Groups of viewers as a report shows them. */
final class Groups {
    private Groups() {}

    static Page.Breakdown of(Breakdown breakdown) {
        double most =
                breakdown.groups().stream()
                        .mapToDouble(Breakdown.Group::uploadBitsPerSecond)
                        .filter(Double::isFinite)
                        .reduce(0, Math::max);
        return new Page.Breakdown(
                breakdown.title(),
                breakdown.groups().stream().map(group -> group(group, most)).toList());
    }

    private static Page.Group group(Breakdown.Group group, double uploadMost) {
        double upload = group.uploadBitsPerSecond();
        return new Page.Group(
                group.name(),
                String.format(Locale.ROOT, "%,d", group.sessions()).replace(',', '\u202f'),
                Figures.percent(group.share()),
                bar(group.sharingRatio(), Figures.percent(group.sharingRatio())),
                Figures.value(Metric.STALL_RATIO, group.stallRatio()),
                Figures.value(Metric.CONTINUITY, group.continuity()),
                Figures.percent(group.stalledSessions()),
                bar(upload / uploadMost, Figures.value(Metric.EDGE_PEAK, upload)));
    }

    private static Page.Bar bar(double share, String text) {
        double width = Double.isFinite(share) ? Math.max(0, Math.min(1, share)) : 0;
        return new Page.Bar(String.format(Locale.ROOT, "%.1f", width * 100), text);
    }
}
