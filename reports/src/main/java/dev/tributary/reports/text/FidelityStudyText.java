package dev.tributary.reports.text;

import dev.tributary.measure.Metric;
import dev.tributary.reports.stat.Fidelity;
import dev.tributary.reports.stat.FidelityStudy;
import dev.tributary.reports.stat.Figures;
import dev.tributary.reports.stat.Interval;
import java.util.Locale;

/** Rooms that nobody tuned in both worlds, as text. */
public final class FidelityStudyText {
    private FidelityStudyText() {}

    /** Returns the line of one room; ends with a line break. */
    public static String of(FidelityStudy.Room room, int rooms) {
        Fidelity both = room.fidelity();
        return String.format(
                Locale.ROOT,
                "room %d of %d: shared %s simulated, %s real%s; stalled %s, %s;"
                        + " first frame %s, %s%s%s%n",
                room.number(),
                rooms,
                Figures.value(Metric.SHARING_RATIO, both.simulated(Metric.SHARING_RATIO)),
                Figures.value(Metric.SHARING_RATIO, both.real(Metric.SHARING_RATIO)),
                points(room.sharing()),
                Figures.value(Metric.STALLED_SESSIONS, both.simulated(Metric.STALLED_SESSIONS)),
                Figures.value(Metric.STALLED_SESSIONS, both.real(Metric.STALLED_SESSIONS)),
                Figures.value(Metric.FIRST_FRAME_P50, both.simulated(Metric.FIRST_FRAME_P50)),
                Figures.value(Metric.FIRST_FRAME_P50, both.real(Metric.FIRST_FRAME_P50)),
                later(room.firstFrame()),
                room.busy() ? "; machine too busy, does not count" : "");
    }

    private static String points(double difference) {
        return Double.isNaN(difference)
                ? ""
                : String.format(Locale.ROOT, ", %+.2f points", 100 * difference);
    }

    private static String later(double share) {
        return Double.isNaN(share) ? "" : String.format(Locale.ROOT, " (%+.0f %%)", 100 * share);
    }

    /** Returns what the rooms say together. */
    public static String of(FidelityStudy study) {
        StringBuilder out = new StringBuilder();
        out.append(study.counted());
        out.append(study.counted() == 1 ? " room counts" : " rooms count");
        int busy = study.rooms().size() - study.counted();
        out.append(busy > 0 ? ", " + busy + " ran on a machine that was too busy\n" : "\n");
        if (study.counted() == 0) {
            return out.append("nothing to compare\n").toString();
        }
        out.append(mean("shared from peers", study.sharing(), "points", "1 point"));
        out.append(mean("sessions that stall", study.stalled(), "points", "half a point"));
        out.append(mean("median first frame", study.firstFrame(), "%", "10 %"));
        out.append(rooms(study.silent(), "in which a world brought nobody any media"));
        out.append(rooms(study.broken(), "that broke invariants"));
        FidelityStudy.Room worst = study.worst();
        out.append(
                String.format(
                        Locale.ROOT,
                        "worst: room %d, %+.2f points%n",
                        worst.number(),
                        100 * worst.sharing()));
        return out.append(study.agrees() ? "the worlds agree\n" : "the worlds differ\n").toString();
    }

    private static String rooms(int count, String which) {
        return count == 0 ? "" : count + (count == 1 ? " room " : " rooms ") + which + "\n";
    }

    private static String mean(String what, Interval of, String unit, String bar) {
        if (of.defined() == 0) {
            return what + ": in no room\n";
        }
        String interval =
                of.bounded()
                        ? String.format(
                                Locale.ROOT, " [%+.2f, %+.2f]", 100 * of.low(), 100 * of.high())
                        : "";
        return String.format(
                Locale.ROOT,
                "%s: real - simulated = %+.2f%s %s, may be %s%n",
                what,
                100 * of.mean(),
                interval,
                unit,
                bar);
    }
}
