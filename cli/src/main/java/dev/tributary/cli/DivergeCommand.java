package dev.tributary.cli;

import dev.tributary.cli.base.Environment;
import dev.tributary.cli.base.ExitCode;
import dev.tributary.measure.TraceEvent;
import dev.tributary.reports.directory.RunDirectory;
import dev.tributary.reports.directory.TraceDump;
import dev.tributary.reports.run.ReportException;
import dev.tributary.reports.run.Run;
import dev.tributary.reports.stat.Divergence;
import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.format.ScenarioReader;
import dev.tributary.scenarios.format.SweepPoint;
import dev.tributary.scenarios.source.ScenarioException;
import dev.tributary.sim.world.Simulation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds the first event in which two runs of the same seed differ. */
@Command(
        name = "diverge",
        description = {
            "Find the first event in which two runs of the same seed differ. One run directory is"
                    + " compared with what this build makes of its scenario; two are compared with"
                    + " each other, and so are two dumps.",
            "An event can be shown when this build makes the same run. When it does not, write the"
                    + " window with --dump where each run was made, and compare the dumps."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary diverge runs/douyu-six",
            "  tributary diverge runs/before runs/after",
            "  tributary diverge runs/douyu-six --seed 3 --window 65537..131072 --dump here.csv",
            "  tributary diverge here.csv there.csv"
        })
final class DivergeCommand implements Callable<Integer> {
    private final Environment environment;

    @Parameters(index = "0", paramLabel = "A", description = "Run directory or dump.")
    private Path first;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "B",
            description = "What A is compared with, likewise; a run of this build if not given.")
    private Path second;

    @Option(
            names = "--different-scenarios",
            description = "Compare although the scenarios differ: where does the change first act?")
    private boolean differentScenarios;

    @Option(
            names = "--window",
            paramLabel = "FROM..TO",
            converter = EventRange.Converter.class,
            description = "With --dump: numbers of the events to write.")
    private EventRange window;

    @Option(
            names = "--dump",
            paramLabel = "FILE",
            description = "Write the window's events as this build makes them, as CSV.")
    private Path dump;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "With --dump: seed of the replication; the first one's if not given.")
    private Long seed;

    @Option(names = "--json", description = "Print the result as JSON, for machines.")
    private boolean json;

    @Spec private CommandSpec spec;

    DivergeCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws ScenarioException {
        Path a = environment.here().resolve(first);
        if (dump != null || window != null || seed != null) {
            return writeDump(a);
        }
        DivergenceText text = new DivergenceText(environment.out(), json);
        if (second != null) {
            Path b = environment.here().resolve(second);
            if (Files.isDirectory(a) != Files.isDirectory(b)) {
                throw wrong("a run directory cannot be compared with a dump");
            }
            return Files.isDirectory(a) ? runs(text, a, b) : dumps(text, a, b);
        }
        Run recorded = RunDirectory.read(a);
        return compare(text, recorded, again(a, recorded));
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    private int dumps(DivergenceText text, Path a, Path b) {
        TraceDump one = TraceDump.read(a);
        TraceDump two = TraceDump.read(b);
        if (one.seed() != two.seed()) {
            throw wrong("A is of seed " + one.seed() + ", B of seed " + two.seed());
        }
        if (!one.scenario().equals(two.scenario()) && !differentScenarios) {
            throw wrong("the scenarios differ (--different-scenarios compares all the same)");
        }
        Optional<Divergence.Split> split = Divergence.first(one.events(), two.events());
        text.dumps(one.seed(), split);
        return split.isEmpty() ? ExitCode.FINE : ExitCode.FAILED;
    }

    private int runs(DivergenceText text, Path a, Path b) throws ScenarioException {
        Run one = RunDirectory.read(a);
        Run two = RunDirectory.read(b);
        Optional<String> scenarios = Divergence.scenarios(one, two);
        if (scenarios.isPresent() && !differentScenarios) {
            throw wrong(
                    "the scenarios differ, "
                            + scenarios.get()
                            + " (--different-scenarios compares all the same)");
        }
        return compare(text, one, two);
    }

    private int compare(DivergenceText text, Run a, Run b) throws ScenarioException {
        Optional<Divergence> found = Divergence.first(a, b);
        if (found.isEmpty()) {
            text.equal(a, b);
            return ExitCode.FINE;
        }
        Divergence divergence = found.get();
        List<TraceEvent> ofA = record(a, divergence);
        boolean same = a.scenarioWithoutSeeds().equals(b.scenarioWithoutSeeds());
        List<TraceEvent> ofB = same ? ofA : record(b, divergence);
        boolean knowsA = divergence.reached(divergence.a(), ofA);
        boolean knowsB = divergence.reached(divergence.b(), ofB);
        if (knowsA && knowsB) {
            text.split(divergence, Divergence.first(ofA, ofB).orElseThrow());
        } else {
            text.unknown(divergence, knowsA, knowsB);
        }
        return ExitCode.FAILED;
    }

    private static List<TraceEvent> record(Run run, Divergence divergence)
            throws ScenarioException {
        return new Simulation(scenario(run), divergence.seed())
                .record(divergence.from(), divergence.to());
    }

    /** Runs a directory's scenario again, all its seeds. */
    private Run again(Path directory, Run run) throws ScenarioException {
        Path file = directory.resolve("scenario.yaml");
        SweepPoint point = new SweepPoint(run.sweepLabel(), scenario(run));
        List<Batch.Point> points = List.of(new Batch.Point(file, List.of(), point));
        List<Run> runs = new ArrayList<>();
        new Batch(environment, new RunOptions(), points).run((made, i) -> runs.add(made));
        return runs.get(0);
    }

    private static Scenario scenario(Run run) throws ScenarioException {
        if (!run.world().equals(Run.SIMULATED)) {
            throw new ReportException("only a simulated run can be run again");
        }
        return ScenarioReader.parse(run.scenarioText(), "scenario.yaml");
    }

    private int writeDump(Path directory) throws ScenarioException {
        if (dump == null || window == null || second != null) {
            throw wrong("--dump FILE, --window FROM..TO and one run directory belong together");
        }
        Path file = environment.here().resolve(dump);
        TraceDump.check(file);
        Run run = RunDirectory.read(directory);
        long chosen = seed == null ? run.seeds().get(0) : seed;
        if (!run.seeds().contains(chosen)) {
            throw wrong("the run has the seeds " + run.seeds() + ", not " + chosen);
        }
        List<TraceEvent> events =
                new Simulation(scenario(run), chosen).record(window.from(), window.to());
        if (events.isEmpty()) {
            throw wrong("the run ends before event " + window.from());
        }
        try {
            TraceDump.of(run, chosen, events).write(file);
        } catch (ReportException full) {
            environment.err().println("tributary: " + Failures.oneLine(full.getMessage()));
            return ExitCode.UNWRITTEN;
        }
        environment.out().println(events.size() + " events: " + file);
        return ExitCode.FINE;
    }
}
