package dev.tributary.reports.page;

import dev.tributary.reports.Rooms;
import dev.tributary.reports.directory.RunDirectory;
import dev.tributary.reports.stat.Comparison;
import dev.tributary.reports.stat.Outcome;
import dev.tributary.reports.text.TextTable;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Writes a made-up run to look at; not a test. */
final class LookAtReport {
    private LookAtReport() {}

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var run = Rooms.evening(10, 2000, 0.76);
        RunDirectory.write(Path.of(args[0]), run);
        out.println(TextTable.run(run, false));
        var other = Rooms.evening(10, 2000, 0.772);
        out.println(TextTable.comparison(Comparison.of(run, other, List.of()), false));
        out.println(TextTable.sweep(List.of(Outcome.of(run), Outcome.of(other)), false));
    }
}
