package dev.tributary.cli;

import dev.tributary.cli.base.Environment;
import dev.tributary.reports.directory.RunDirectory;
import dev.tributary.reports.json.Nodes;
import dev.tributary.reports.json.ReportJson;
import dev.tributary.reports.run.Run;
import dev.tributary.reports.stat.Outcome;
import dev.tributary.reports.text.TextTable;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a run directory again. */
@Command(
        name = "report",
        description = "Print the results of a run directory and write its report.html anew.",
        footerHeading = "%nExamples:%n",
        footer = {"  tributary report runs/douyu-six", "  tributary report runs/douyu-six --json"})
final class ReportCommand implements Callable<Integer> {
    private final Environment environment;

    @Parameters(paramLabel = "DIR", description = "Run directory, as written by 'tributary run'.")
    private Path directory;

    @Mixin private OutputOptions output;

    ReportCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Path place = environment.here().resolve(directory);
        Run run = RunDirectory.read(place);
        RunDirectory.check(place);
        RunStore store = new RunStore(environment);
        store.write(place, run);
        Outcome outcome = Outcome.of(run);
        if (output.json()) {
            environment.out().print(Nodes.text(ReportJson.of(outcome.summary())));
        } else {
            environment.out().print(TextTable.run(run, output.colour(environment)));
        }
        store.printPlaces(output.json() ? environment.err() : environment.out());
        return store.exitCode(outcome.passed());
    }
}
