package dev.tributary.scenarios.source;

/**
 * One mistake in a scenario.
 *
 * @param file file as the user named it, or the whole override such as {@code --set a.b=1}
 * @param line from 1; 0 when the mistake is not inside a file
 * @param column from 1, in characters; 0 when the mistake is not inside a file
 * @param what what is wrong
 * @param remedy what would be right
 */
public record Problem(String file, int line, int column, String what, String remedy) {
    /** Makes every text safe to print on one line. */
    public Problem {
        file = Words.printable(file, 300);
        what = Words.printable(what, 400);
        remedy = Words.printable(remedy, 600);
    }

    /** Returns {@code file:line:column: what is wrong, what would be right}, always one line. */
    @Override
    public String toString() {
        String place = line == 0 ? file : file + ":" + line + ":" + column;
        return place + ": " + what + ", " + remedy;
    }
}
