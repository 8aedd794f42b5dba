package dev.tributary.live.natlab;

import java.util.List;
import java.util.Locale;

/** The cells of a run as a table in Markdown, and their sums. */
final class OutcomeTable {
    private final List<HostKind> kinds;
    private final List<Cell> cells;

    /** Takes one cell per ordered pair of kinds, row by row. */
    OutcomeTable(List<HostKind> kinds, List<Cell> cells) {
        if (cells.size() != kinds.size() * kinds.size()) {
            throw new IllegalArgumentException(cells.size() + " cells");
        }
        this.kinds = List.copyOf(kinds);
        this.cells = List.copyOf(cells);
    }

    boolean agrees() {
        return cells.stream().allMatch(Cell::agrees);
    }

    /** Returns a row per dialing kind and a column per answering one. */
    String markdown() {
        StringBuilder text = new StringBuilder("| dials \\ answers |");
        kinds.forEach(kind -> text.append(' ').append(kind).append(" |"));
        text.append("\n|---").append("|---".repeat(kinds.size())).append("|\n");
        for (int row = 0; row < kinds.size(); row++) {
            text.append("| ").append(kinds.get(row)).append(" |");
            for (int column = 0; column < kinds.size(); column++) {
                Cell cell = cells.get(row * kinds.size() + column);
                text.append(' ').append(brief(cell)).append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** The median time of a pair that opens, "no" of one that does not, both as expected. */
    private static String brief(Cell cell) {
        if (!cell.agrees()) {
            return String.format(
                    Locale.ROOT,
                    "**%d of %d open, expected %s**",
                    cell.count(Outcome.End.OPEN),
                    cell.outcomes().size(),
                    cell.expected() ? "all" : "none");
        }
        return cell.expected() ? String.format(Locale.ROOT, "%.0f", cell.medianMillis()) : "no";
    }

    /** Returns how many cells agree, and the times of those that open beside the simulator's. */
    String summary(SimulatedOpening.Millis simulated) {
        double[] open =
                cells.stream()
                        .filter(cell -> cell.expected() && cell.agrees())
                        .mapToDouble(Cell::medianMillis)
                        .sorted()
                        .toArray();
        String times =
                open.length == 0
                        ? "no link open"
                        : String.format(
                                Locale.ROOT,
                                "medians to open %.0f ms (%.0f to %.0f)",
                                open[open.length / 2],
                                open[0],
                                open[open.length - 1]);
        return String.format(
                Locale.ROOT,
                "%d of %d pairs as expected; %s; simulator %s",
                cells.stream().filter(Cell::agrees).count(),
                cells.size(),
                times,
                simulated);
    }
}
