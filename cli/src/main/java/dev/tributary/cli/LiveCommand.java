package dev.tributary.cli;

import dev.tributary.cli.base.Environment;
import dev.tributary.live.Findings;
import dev.tributary.reports.json.Nodes;
import dev.tributary.reports.json.ReportJson;
import dev.tributary.reports.run.Run;
import dev.tributary.reports.stat.Outcome;
import dev.tributary.reports.text.TextTable;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a scenario over real sockets. */
@Command(
        name = "live",
        description = {
            "Run a scenario over real sockets on this machine: origin, edge, scheduler, tracker, STUN"
                    + " server, and viewers that connect by WebRTC; lines, paths, loss and NATs are"
                    + " shaped in user space. Takes as long as the scenario says.",
            "Every slice that is played is compared with what was encoded, and every input of every"
                    + " viewer and of the tracker is journaled (see 'tributary replay')."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary live lab-12",
            "  tributary live lab-12 --set protocol.subStreams=3 --out real-three",
            "  tributary live lab-12 --polluters 2"
        })
final class LiveCommand implements Callable<Integer> {
    private final Environment environment;

    @Parameters(
            paramLabel = "SCENARIO",
            description = "Scenario file, or the name of one in the library ('tributary list').")
    private String scenario;

    @Option(
            names = "--polluters",
            paramLabel = "N",
            description = "So many viewers, the first to come, flip a bit in all that they send.")
    private int polluters;

    @Option(
            names = "--restart-tracker",
            paramLabel = "S",
            description =
                    "The tracker dies at this second of the run, and another takes its place.")
    private int restartTracker;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Run directory to write; runs/<scenario>-live if not given, unless that is of"
                            + " another file.")
    private Path out;

    @Option(names = "--no-report", description = "Print only, write nothing.")
    private boolean noReport;

    @Mixin private LiveRunOptions runs;
    @Mixin private OutputOptions output;

    LiveCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        runs.check();
        runs.within("--polluters", polluters, 0, 1_000);
        runs.within("--restart-tracker", restartTracker, 0, 86_400);
        LiveBatch batch = new LiveBatch(environment, runs.progress());
        Batch.Point point = batch.point(scenario, runs.sets(), runs.replications());
        double endSeconds = point.scenario().run().endSeconds();
        if (restartTracker >= endSeconds) {
            throw runs.wrong(
                    String.format(
                            Locale.ROOT,
                            "--restart-tracker %d comes after the end of the run: write a second"
                                    + " below warmUp + duration = %.0f s",
                            restartTracker,
                            endSeconds));
        }
        Path directory = directory(point.scenario().name());
        if (!noReport) {
            point.check(directory, out != null);
        }
        Path journals = noReport ? null : directory.resolveSibling(journals(directory));
        JournalFolder folder = new JournalFolder(journals);
        folder.clear();
        LiveBatch.Worlds worlds = batch.run(point, polluters, restartTracker, journals);
        Outcome outcome = Outcome.of(worlds.real());
        RunStore store = new RunStore(environment);
        if (!noReport) {
            store.write(directory, worlds.real());
        }
        print(worlds, outcome);
        if (!noReport) {
            PrintStream stream = output.json() ? environment.err() : environment.out();
            store.printPlaces(stream);
            stream.println("journals: " + journals);
        }
        return store.exitCode(outcome.passed());
    }

    private Path directory(String name) {
        return environment.here().resolve(out == null ? Path.of("runs", name + "-live") : out);
    }

    /** Journals lie beside the run directory, which is replaced as a whole. */
    private static String journals(Path directory) {
        return directory.getFileName() + "-journals";
    }

    private void print(LiveBatch.Worlds worlds, Outcome outcome) {
        PrintStream stream = environment.out();
        if (output.json()) {
            stream.print(Nodes.text(ReportJson.of(outcome.summary())));
            return;
        }
        Run run = worlds.real();
        stream.print(TextTable.run(run, output.colour(environment)));
        for (Findings findings : worlds.findings()) {
            stream.print(LiveText.of(findings));
        }
    }
}
