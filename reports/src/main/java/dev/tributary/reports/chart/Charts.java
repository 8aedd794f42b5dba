package dev.tributary.reports.chart;

import dev.tributary.reports.run.Run;
import dev.tributary.reports.stat.Summary;
import java.util.List;
import java.util.function.Supplier;

/**
 * The charts of a run as SVG elements; an empty text where there is nothing to show.
 *
 * @param sharing sharing ratio over time
 * @param traffic rates from peers and from the CDN over time
 * @param viewers viewers over time
 * @param waiting share of viewers waiting for media over time
 * @param latency distribution over the slices shown
 * @param firstFrame distribution over sessions
 * @param fewFirstFrames each of them, seconds, where sessions are too few for a distribution
 * @param sessions distribution of the sharing ratio over sessions
 * @param fewSessions the sharing ratio of each, likewise
 * @param waterfall from the ceiling to the sharing ratio
 * @param problem why charts are missing; empty when none is
 */
public record Charts(
        String sharing,
        String traffic,
        String viewers,
        String waiting,
        String latency,
        String firstFrame,
        List<Double> fewFirstFrames,
        String sessions,
        List<Double> fewSessions,
        String waterfall,
        String problem) {
    /** Draws all charts. A system without fonts gets none, rather than no report. */
    public static Charts of(Run run, Summary summary) {
        System.setProperty("java.awt.headless", "true");
        try {
            return drawn(run, summary);
        } catch (LinkageError | InternalError e) {
            return none(e);
        } catch (RuntimeException e) {
            if (e.getStackTrace().length > 0 && fromFonts(e)) {
                return none(e);
            }
            throw e;
        }
    }

    private static Charts drawn(Run run, Summary summary) {
        boolean series = run.replications().stream().anyMatch(m -> !m.series().isEmpty());
        Timelines lines = new Timelines(run);
        Distributions spreads = new Distributions(run);
        boolean attributed = Double.isFinite(summary.attribution().sharingRatio());
        return new Charts(
                when(series, () -> lines.sharing("sharing", summary.sharingRatioMax())),
                when(series, () -> lines.traffic("traffic")),
                when(series, () -> lines.viewers("viewers")),
                when(series, () -> lines.waiting("waiting")),
                spreads.latency("latency"),
                spreads.firstFrame("first-frame"),
                spreads.fewFirstFrames(),
                spreads.sharing("sessions"),
                spreads.fewSharing(),
                when(attributed, () -> Waterfall.of(summary.attribution(), "waterfall")),
                "");
    }

    private static String when(boolean condition, Supplier<String> chart) {
        return condition ? chart.get() : "";
    }

    private static boolean fromFonts(RuntimeException e) {
        for (StackTraceElement element : e.getStackTrace()) {
            if (element.getClassName().startsWith("sun.font.")
                    || element.getClassName().startsWith("sun.awt.")) {
                return true;
            }
        }
        return false;
    }

    private static Charts none(Throwable e) {
        String problem =
                "No charts: this system cannot draw text ("
                        + e
                        + "). Install fontconfig and a font, for example fonts-dejavu-core.";
        return new Charts("", "", "", "", "", "", List.of(), "", List.of(), "", problem);
    }
}
