package dev.tributary.reports.directory;

import dev.tributary.reports.run.ReportException;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.List;

/** Rows of numbers and names, read by column; every complaint names file and line. */
final class Csv {
    /** Longer lines are no table of ours. */
    private static final int LINE_CHARS_MAX = 4_000;

    private final Reader reader;
    private final String file;
    private final int[] places;
    private final int width;
    private long line;
    private String[] cells = {};
    private int cell;

    Csv(Reader reader, String file, Table<?> table) throws IOException {
        this.reader = reader;
        this.file = file;
        String header = readLine();
        List<String> names = header == null ? List.of() : List.of(header.split(",", -1));
        this.width = names.size();
        this.places = table.columns().stream().mapToInt(c -> names.indexOf(c.name())).toArray();
        boolean complete = table.columns().stream().allMatch(c -> has(c) || c.missing() != null);
        long known = Arrays.stream(places).filter(place -> place >= 0).count();
        if (!complete || known != width) {
            throw wrong("the header must be " + table.header());
        }
    }

    private boolean has(Table.Column<?, ?> column) {
        return places[column.index()] >= 0;
    }

    /** Returns a cell of the current row. */
    <T> T get(Table.Column<?, T> column) {
        int place = places[column.index()];
        if (place < 0) {
            return column.missing();
        }
        cell = place + 1;
        return column.parse().apply(this, cells[place]);
    }

    /** Moves to the next row; returns false at the end. */
    boolean advance() throws IOException {
        String text = readLine();
        if (text == null) {
            return false;
        }
        cells = text.split(",", -1);
        if (cells.length != width) {
            throw wrong(width + " cells expected, not " + cells.length);
        }
        return true;
    }

    /** Parses a cell as a number of things, 0 or more. */
    long count(String text) {
        try {
            long value = Long.parseLong(text);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw wrong("cell " + cell + " must be a whole number", e);
        }
        throw wrong("cell " + cell + " must not be negative");
    }

    /** Parses a cell as a number of things that fits an {@code int}. */
    int small(String text) {
        long value = count(text);
        if (value > Integer.MAX_VALUE) {
            throw wrong("cell " + cell + " is too large");
        }
        return (int) value;
    }

    /** Parses a cell as a whole number of any sign. */
    long whole(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw wrong("cell " + cell + " must be a whole number", e);
        }
    }

    /** Parses a cell as a hash of 16 hexadecimal digits. */
    long hash(String text) {
        if (!text.matches("[0-9a-f]{16}")) {
            throw wrong("cell " + cell + " must be 16 hexadecimal digits");
        }
        return Long.parseUnsignedLong(text, 16);
    }

    /** Parses a cell as a name. */
    String word(String text) {
        if (!text.matches("[A-Za-z0-9_-]{1,40}")) {
            throw wrong("cell " + cell + " must be a name");
        }
        return text;
    }

    /** Parses a cell as a finite number, or NaN when it is empty. */
    double number(String text) {
        if (text.isEmpty()) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw wrong("cell " + cell + " must be a number", e);
        }
        throw wrong("cell " + cell + " must be finite");
    }

    /** Parses a cell as a yes or no. */
    boolean flag(String text) {
        return name(text, Flag.class) == Flag.TRUE;
    }

    /** Parses a cell as a constant of an enum. */
    <E extends Enum<E>> E name(String text, Class<E> type) {
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(text)) {
                return value;
            }
        }
        throw wrong("cell " + cell + " must be one of " + List.of(type.getEnumConstants()));
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
