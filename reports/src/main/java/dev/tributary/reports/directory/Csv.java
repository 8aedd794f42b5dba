package dev.tributary.reports.directory;

import dev.tributary.reports.run.ReportException;
import java.io.IOException;
import java.io.Reader;
import java.util.List;

/** Reads rows of numbers and names; every complaint names file and line. */
final class Csv {
    /** Longer lines are no table of ours. */
    private static final int LINE_CHARS_MAX = 4_000;

    private final Reader reader;
    private final String file;
    private final int columns;
    private long line;
    private String[] cells = {};
    private int next;

    Csv(Reader reader, String file, List<String> header) throws IOException {
        this.reader = reader;
        this.file = file;
        this.columns = header.size();
        String expected = String.join(",", header);
        if (!expected.equals(readLine())) {
            throw wrong("the header must be " + expected);
        }
    }

    /** Moves to the next row; returns false at the end. */
    boolean advance() throws IOException {
        String text = readLine();
        if (text == null) {
            return false;
        }
        cells = text.split(",", -1);
        next = 0;
        if (cells.length != columns) {
            throw wrong(columns + " cells expected, not " + cells.length);
        }
        return true;
    }

    /** Returns the next cell as a number of things, 0 or more. */
    long count() {
        String cell = cells[next++];
        try {
            long value = Long.parseLong(cell);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw wrong("cell " + next + " must be a whole number", e);
        }
        throw wrong("cell " + next + " must not be negative");
    }

    /** Returns the next cell as a number of things that fits an {@code int}. */
    int small() {
        long value = count();
        if (value > Integer.MAX_VALUE) {
            throw wrong("cell " + next + " is too large");
        }
        return (int) value;
    }

    /** Returns the next cell as a whole number of any sign. */
    long whole() {
        try {
            return Long.parseLong(cells[next++]);
        } catch (NumberFormatException e) {
            throw wrong("cell " + next + " must be a whole number", e);
        }
    }

    /** Returns the next cell as a hash of 16 hexadecimal digits. */
    long hash() {
        String cell = cells[next++];
        if (!cell.matches("[0-9a-f]{16}")) {
            throw wrong("cell " + next + " must be 16 hexadecimal digits");
        }
        return Long.parseUnsignedLong(cell, 16);
    }

    /** Returns the next cell as a name. */
    String word() {
        String cell = cells[next++];
        if (!cell.matches("[A-Za-z0-9_-]{1,40}")) {
            throw wrong("cell " + next + " must be a name");
        }
        return cell;
    }

    /** Returns the next cell as a finite number, or NaN when it is empty. */
    double number() {
        String cell = cells[next++];
        if (cell.isEmpty()) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(cell);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw wrong("cell " + next + " must be a number", e);
        }
        throw wrong("cell " + next + " must be finite");
    }

    /** Returns the next cell as a yes or no. */
    boolean flag() {
        return name(Flag.class) == Flag.TRUE;
    }

    /** Returns the next cell as a constant of an enum. */
    <E extends Enum<E>> E name(Class<E> type) {
        String cell = cells[next++];
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(cell)) {
                return value;
            }
        }
        throw wrong("cell " + next + " must be one of " + List.of(type.getEnumConstants()));
    }

    /** Returns a complaint about the current line. */
    ReportException wrong(String what) {
        return wrong(what, null);
    }

    private ReportException wrong(String what, Exception cause) {
        return new ReportException(file + ":" + line + ": " + what, cause);
    }

    private String readLine() throws IOException {
        StringBuilder out = new StringBuilder();
        line++;
        int c = reader.read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n') {
            out.append((char) c);
            if (out.length() > LINE_CHARS_MAX) {
                throw wrong("a line of more than " + LINE_CHARS_MAX + " characters");
            }
            c = reader.read();
        }
        return out.toString();
    }

    /** Returns a number as a cell: the shortest text that reads back the same, empty for NaN. */
    static String cell(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }

    /** Returns a yes or no as a cell. */
    static String cell(boolean value) {
        return (value ? Flag.TRUE : Flag.FALSE).name();
    }

    private enum Flag {
        TRUE,
        FALSE
    }
}
