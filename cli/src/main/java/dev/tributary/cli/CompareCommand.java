package dev.tributary.cli;

import dev.tributary.cli.MessageSizes.Side;
import dev.tributary.cli.base.Environment;
import dev.tributary.cli.base.ExitCode;
import dev.tributary.cli.base.ScenarioFiles;
import dev.tributary.cli.base.WrongInputException;
import dev.tributary.reports.directory.RunDirectory;
import dev.tributary.reports.json.Nodes;
import dev.tributary.reports.json.ReportJson;
import dev.tributary.reports.run.ChangedKey;
import dev.tributary.reports.run.Run;
import dev.tributary.reports.stat.Comparison;
import dev.tributary.reports.text.TextTable;
import dev.tributary.scenarios.RunSpec;
import dev.tributary.scenarios.format.ScenarioKeys;
import dev.tributary.scenarios.format.SweepPoint;
import dev.tributary.scenarios.source.Problem;
import dev.tributary.scenarios.source.ScenarioException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two scenarios with the same random numbers. */
@Command(
        name = "compare",
        description =
                "Compare B with A over the same seeds: every difference is B - A, pair by pair."
                        + " Scenarios are run, run directories are read; nothing is written.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary compare douyu-three douyu-six",
            "  tributary compare douyu-six douyu-six --set-b protocol.subStreams=8",
            "  tributary compare runs/before runs/after --json"
        })
final class CompareCommand implements Callable<Integer> {
    private final Environment environment;

    @Parameters(
            index = "0",
            paramLabel = "A",
            description = "Scenario file, name in the library, or run directory.")
    private String first;

    @Parameters(index = "1", paramLabel = "B", description = "What A is compared with, likewise.")
    private String second;

    @Option(
            names = "--set-a",
            paramLabel = "KEY=VALUE",
            description = "Change a key of A only. Repeatable.")
    private List<String> setsA = new ArrayList<>();

    @Option(
            names = "--set-b",
            paramLabel = "KEY=VALUE",
            description = "Change a key of B only. Repeatable.")
    private List<String> setsB = new ArrayList<>();

    @Mixin private RunOptions options;
    @Mixin private OutputOptions output;
    @Spec private CommandSpec spec;

    CompareCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws ScenarioException {
        options.check();
        Run a = read(first, setsA);
        Run b = read(second, setsB);
        List<Batch.Point> points = new ArrayList<>();
        if (a == null) {
            points.add(point(first, setsA, seeds(b)));
        }
        if (b == null) {
            points.add(point(second, setsB, a == null ? seeds(points.get(0)) : seeds(a)));
        }
        Granularity granularity = new Granularity(points);
        granularity.say(environment);
        List<Batch.Point> settled = granularity.settled();
        warn(a, b, settled);
        List<Run> runs = new ArrayList<>();
        if (!settled.isEmpty()) {
            new Batch(environment, options, settled).run((run, i) -> runs.add(run));
        }
        Run left = a == null ? runs.get(0) : a;
        Run right = b == null ? runs.get(runs.size() - 1) : b;
        Comparison comparison = Comparison.of(left, right, changed(left, right));
        environment
                .out()
                .print(
                        output.json()
                                ? Nodes.text(ReportJson.of(comparison))
                                : TextTable.comparison(comparison, output.colour(environment)));
        return broken("A", left) + broken("B", right) == 0 ? ExitCode.FINE : ExitCode.FAILED;
    }

    private static List<ChangedKey> changed(Run a, Run b) throws ScenarioException {
        return ChangedKey.between(
                ScenarioKeys.of(a.scenarioText(), "scenario of A"),
                ScenarioKeys.of(b.scenarioText(), "scenario of B"));
    }

    /** Says before anything is run that the two are not alike in what nobody means to compare. */
    private void warn(Run a, Run b, List<Batch.Point> settled) {
        List<Side> sides = new ArrayList<>();
        sides.addAll(a == null ? side("A", "a", settled.get(0)) : MessageSizes.of("A", a));
        int last = settled.size() - 1;
        sides.addAll(b == null ? side("B", "b", settled.get(last)) : MessageSizes.of("B", b));
        MessageSizes.warnings(sides).forEach(environment.err()::println);
    }

    private static List<Side> side(String letter, String option, Batch.Point point) {
        return List.of(new Side(letter, "add --set-" + option + " ", point.scenario()));
    }

    /** Reads a run directory; null when the argument is a scenario. */
    private Run read(String argument, List<String> sets) {
        Path directory = environment.here().resolve(argument);
        if (!Files.isDirectory(directory)) {
            return null;
        }
        if (!sets.isEmpty() || options.changesScenarios()) {
            throw new ParameterException(
                    spec.commandLine(),
                    argument + " is a run directory, which no option can change any more");
        }
        return RunDirectory.read(directory);
    }

    private Batch.Point point(String argument, List<String> sets, List<String> seeds) {
        ScenarioFiles files = new ScenarioFiles(environment);
        List<String> overrides = options.overrides(sets);
        overrides.addAll(seeds);
        List<SweepPoint> points = files.points(argument, overrides);
        if (points.size() > 1) {
            String what = "a sweep of " + points.size() + " points cannot be compared";
            String remedy = "fix its keys with --set, --set-a or --set-b";
            throw new WrongInputException(
                    List.of(new Problem(files.file(argument).toString(), 0, 0, what, remedy)));
        }
        List<String> own = new ArrayList<>(options.sets());
        own.addAll(sets);
        return new Batch.Point(files.file(argument), own, points.get(0));
    }

    /** Returns the overrides that give a scenario the seeds of another one. */
    private static List<String> seeds(Batch.Point point) {
        RunSpec run = point.scenario().run();
        return List.of("run.seed=" + run.seed(), "run.replications=" + run.replications());
    }

    private static List<String> seeds(Run run) {
        return run == null
                ? List.of()
                : List.of(
                        "run.seed=" + run.seeds().get(0),
                        "run.replications=" + run.replications().size());
    }

    private int broken(String side, Run run) {
        int count = run.replications().stream().mapToInt(m -> m.violations().size()).sum();
        if (count > 0) {
            environment
                    .err()
                    .println("tributary: " + side + " broke " + count + " invariants, see its run");
        }
        return count;
    }
}
