package dev.tributary.reports.directory;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * The columns of a CSV file, each declared once: its name, how its cell is written from a row and
 * how it is read. A file is read by the names in its header, whatever their order.
 *
 * @param <R> what a row is written from
 */
final class Table<R> {
    private final List<Column<R, ?>> columns = new ArrayList<>();

    /**
     * One column.
     *
     * @param index place in the order in which columns are written, from 0
     * @param print its cell of a row
     * @param parse a cell's value, or a complaint
     * @param missing its value in a file that has no such column, null when every file has it
     */
    record Column<R, T>(
            String name,
            int index,
            Function<R, String> print,
            BiFunction<Csv, String, T> parse,
            T missing) {}

    private <T> Column<R, T> add(
            String name, Function<R, String> print, BiFunction<Csv, String, T> parse, T missing) {
        Column<R, T> column = new Column<>(name, columns.size(), print, parse, missing);
        columns.add(column);
        return column;
    }

    /** Adds a number of things, 0 or more. */
    Column<R, Long> count(String name, ToLongFunction<R> get) {
        return add(name, row -> Long.toString(get.applyAsLong(row)), Csv::count, null);
    }

    /** Adds a number of things that older files may not have; it is 0 there. */
    Column<R, Long> countSince(String name, ToLongFunction<R> get) {
        return add(name, row -> Long.toString(get.applyAsLong(row)), Csv::count, 0L);
    }

    /** Adds a number of things that fits an {@code int}. */
    Column<R, Integer> small(String name, ToIntFunction<R> get) {
        return add(name, row -> Integer.toString(get.applyAsInt(row)), Csv::small, null);
    }

    /** Adds a whole number of any sign. */
    Column<R, Long> whole(String name, ToLongFunction<R> get) {
        return add(name, row -> Long.toString(get.applyAsLong(row)), Csv::whole, null);
    }

    /** Adds a number; NaN is an empty cell. */
    Column<R, Double> number(String name, ToDoubleFunction<R> get) {
        return add(name, row -> Csv.cell(get.applyAsDouble(row)), Csv::number, null);
    }

    /** Adds a number that older files may not have; it is 0 there. */
    Column<R, Double> numberSince(String name, ToDoubleFunction<R> get) {
        return add(name, row -> Csv.cell(get.applyAsDouble(row)), Csv::number, 0.0);
    }

    /** Adds a hash of 16 hexadecimal digits. */
    Column<R, Long> hash(String name, ToLongFunction<R> get) {
        HexFormat hex = HexFormat.of();
        return add(name, row -> hex.toHexDigits(get.applyAsLong(row)), Csv::hash, null);
    }

    /** Adds a yes or no. */
    Column<R, Boolean> flag(String name, Function<R, Boolean> get) {
        return add(name, row -> Csv.cell(get.apply(row)), Csv::flag, null);
    }

    /** Adds a name. */
    Column<R, String> word(String name, Function<R, String> get) {
        return add(name, get, Csv::word, null);
    }

    /** Adds a constant of an enum. */
    <E extends Enum<E>> Column<R, E> name(String name, Class<E> type, Function<R, E> get) {
        return add(name, row -> get.apply(row).name(), (csv, cell) -> csv.name(cell, type), null);
    }

    /** Returns the columns in the order in which they are written. */
    List<Column<R, ?>> columns() {
        return columns;
    }

    String header() {
        return String.join(",", columns.stream().map(Column::name).toList());
    }

    void writeHeader(Writer out) throws IOException {
        out.write(header() + "\n");
    }

    void write(Writer out, R row) throws IOException {
        StringJoiner line = new StringJoiner(",", "", "\n");
        for (Column<R, ?> column : columns) {
            line.add(column.print.apply(row));
        }
        out.write(line.toString());
    }
}
