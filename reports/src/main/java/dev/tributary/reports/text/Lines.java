package dev.tributary.reports.text;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells, aligned by column; the first column to the left, the others as asked. */
final class Lines {
    private final List<List<String>> rows = new ArrayList<>();
    private final boolean right;

    /** Creates an empty table whose columns after the first align right or left. */
    Lines(boolean right) {
        this.right = right;
    }

    Lines row(List<String> cells) {
        rows.add(List.copyOf(cells));
        return this;
    }

    Lines row(String... cells) {
        return row(List.of(cells));
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        int[] widths = widths();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                String pad = " ".repeat(widths[i] - visible(row.get(i)));
                line.append(i == 0 ? "" : "  ");
                line.append(right && i > 0 ? pad + row.get(i) : row.get(i) + pad);
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }

    private int[] widths() {
        int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], visible(row.get(i)));
            }
        }
        return widths;
    }

    /** Colour takes no room on the screen. */
    private static int visible(String cell) {
        String shown = cell.replaceAll("\u001b\\[[0-9;]*m", "");
        return shown.codePointCount(0, shown.length());
    }
}
