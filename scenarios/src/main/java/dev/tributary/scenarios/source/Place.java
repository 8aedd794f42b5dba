package dev.tributary.scenarios.source;

/**
 * Where a value was written.
 *
 * @param source file as the user named it, or the whole override such as {@code --set a.b=1}
 * @param line from 1; 0 when the source has no lines
 * @param column from 1; 0 when the source has no lines
 */
public record Place(String source, int line, int column) {
    public Place at(int newLine, int newColumn) {
        return line == 0 ? this : new Place(source, newLine, newColumn);
    }

    public Problem problem(String what, String remedy) {
        return new Problem(source, line, column, what, remedy);
    }
}
