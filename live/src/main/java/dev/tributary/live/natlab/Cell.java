package dev.tributary.live.natlab;

import java.util.List;
import java.util.Locale;

/** All attempts of one ordered pair of kinds, and what the core's matrix says of them. */
record Cell(HostKind dialer, HostKind answerer, List<Outcome> outcomes) {
    boolean expected() {
        return dialer.connects(answerer);
    }

    private Outcome.End expectedEnd() {
        return expected() ? Outcome.End.OPEN : Outcome.End.FAILED;
    }

    long count(Outcome.End end) {
        return outcomes.stream().filter(outcome -> outcome.end() == end).count();
    }

    boolean agrees() {
        return count(expectedEnd()) == outcomes.size();
    }

    /** Returns the median time of all attempts, milliseconds; of an even number the upper one. */
    double medianMillis() {
        return sortedMillis()[outcomes.size() / 2];
    }

    private double[] sortedMillis() {
        return outcomes.stream().mapToDouble(Outcome::millis).sorted().toArray();
    }

    /** Returns expectation and observation in one line. */
    String line() {
        double[] millis = sortedMillis();
        return String.format(
                Locale.ROOT,
                "%-20s -> %-20s expected %-6s observed %d open, %d failed, %d hung, median %.0f"
                        + " ms (%.0f to %.0f)%s",
                dialer,
                answerer,
                expectedEnd(),
                count(Outcome.End.OPEN),
                count(Outcome.End.FAILED),
                count(Outcome.End.HUNG),
                medianMillis(),
                millis[0],
                millis[millis.length - 1],
                agrees() ? "" : "  DIFFERS");
    }
}
