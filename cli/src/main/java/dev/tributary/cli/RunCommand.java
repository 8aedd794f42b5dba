package dev.tributary.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tributary.cli.base.Environment;
import dev.tributary.cli.base.ScenarioFiles;
import dev.tributary.cli.base.WrongInputException;
import dev.tributary.reports.json.Nodes;
import dev.tributary.reports.json.ReportJson;
import dev.tributary.reports.page.PointsReport;
import dev.tributary.reports.run.Run;
import dev.tributary.reports.stat.Outcome;
import dev.tributary.reports.text.TextTable;
import dev.tributary.scenarios.format.SweepPoint;
import dev.tributary.scenarios.source.Problem;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs scenarios and reports what they measured. */
@Command(
        name = "run",
        description =
                "Run scenarios, print what they measured and write a run directory with a report.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary run douyu-six",
            "  tributary run my.yaml --replications 20 --set audience.viewers=500",
            "  tributary run douyu-cellular --out sweep --json > sweep.json"
        })
final class RunCommand implements Callable<Integer> {
    /** What a file system takes as a name, less the scenario's, a number and what is hidden. */
    private static final int LABEL_MAX = 120;

    private final Environment environment;

    @Parameters(
            arity = "1..*",
            paramLabel = "SCENARIO",
            description =
                    "Scenario file, or the name of one in the library ('tributary list');"
                            + " every point of a sweep is run.")
    private List<String> scenarios;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Run directory to write, or their parent when there are several points;"
                            + " runs/<scenario>[-<point>] if not given, unless that is of another"
                            + " file.")
    private Path out;

    @Option(names = "--no-report", description = "Print only, write nothing.")
    private boolean noReport;

    @Mixin private RunOptions options;
    @Mixin private OutputOptions output;

    RunCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        options.check();
        Granularity granularity = new Granularity(points());
        List<Batch.Point> points = granularity.settled();
        List<Path> directories = directories(points);
        for (int i = 0; i < points.size() && !noReport; i++) {
            points.get(i).check(directories.get(i), out != null);
        }
        granularity.say(environment);
        List<Outcome> outcomes = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        boolean alike = title(points).equals(points.get(0).scenario().name());
        List<PointsReport.Point> rows = new ArrayList<>();
        RunStore store = new RunStore(environment);
        new Batch(environment, options, points)
                .run(
                        (run, i) -> {
                            outcomes.add(Outcome.of(run));
                            rows.add(row(run, alike, directories.get(i), outcomes.get(i)));
                            texts.add(points.size() == 1 && !output.json() ? text(run) : "");
                            if (!noReport) {
                                store.write(directories.get(i), run);
                            }
                        });
        print(outcomes, texts.get(0));
        if (points.size() > 1 && !noReport) {
            store.writePage(page(points), PointsReport.of(title(points), about(points), rows));
        }
        store.printPlaces(output.json() ? environment.err() : environment.out());
        return store.exitCode(outcomes.stream().allMatch(Outcome::passed));
    }

    private static PointsReport.Point row(Run run, boolean alike, Path directory, Outcome outcome) {
        String label = alike && !run.sweepLabel().isEmpty() ? run.sweepLabel() : run.title();
        return new PointsReport.Point(label, directory.getFileName() + "/report.html", outcome);
    }

    private static String title(List<Batch.Point> points) {
        List<String> names = points.stream().map(p -> p.scenario().name()).distinct().toList();
        return String.join(", ", names);
    }

    private static String about(List<Batch.Point> points) {
        List<String> texts = points.stream().map(p -> p.scenario().about()).distinct().toList();
        return texts.size() == 1 ? texts.get(0) : "";
    }

    /** Returns where the page goes that shows all points: beside their directories. */
    private Path page(List<Batch.Point> points) {
        Path parent = environment.here().resolve(out == null ? Path.of("runs") : out);
        String name = points.get(0).scenario().name();
        return parent.resolve(title(points).equals(name) ? name + "-points.html" : "points.html");
    }

    private String text(Run run) {
        return TextTable.run(run, output.colour(environment));
    }

    private List<Batch.Point> points() {
        ScenarioFiles files = new ScenarioFiles(environment);
        List<String> overrides = options.overrides(List.of());
        List<Batch.Point> points = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (String argument : scenarios) {
            try {
                for (SweepPoint point : files.points(argument, overrides)) {
                    points.add(new Batch.Point(files.file(argument), options.sets(), point));
                }
            } catch (WrongInputException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new WrongInputException(problems);
        }
        return points;
    }

    /** Returns where each point goes; no two to the same place. */
    private List<Path> directories(List<Batch.Point> points) {
        Path parent = environment.here().resolve(out == null ? Path.of("runs") : out);
        if (points.size() == 1 && out != null) {
            return List.of(parent);
        }
        List<Path> directories = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Batch.Point point : points) {
            String name = point.scenario().name();
            String label = point.point().label().replaceAll("[^A-Za-z0-9.=]+", "-");
            label = label.replaceAll("^-|-$", "");
            label = label.substring(0, Math.min(label.length(), LABEL_MAX));
            String base = label.isEmpty() ? name : name + "-" + label;
            String free = base;
            for (int i = 2; !taken.add(free); i++) {
                free = base + "-" + i;
            }
            directories.add(parent.resolve(free));
        }
        return directories;
    }

    private void print(List<Outcome> outcomes, String text) {
        PrintStream stream = environment.out();
        boolean several = outcomes.size() > 1;
        if (output.json()) {
            ArrayNode all = Nodes.object().arrayNode();
            outcomes.forEach(outcome -> all.add(ReportJson.of(outcome.summary())));
            stream.print(Nodes.text(several ? all : all.get(0)));
        } else if (several) {
            stream.print(TextTable.sweep(outcomes, output.colour(environment)));
        } else {
            stream.print(text);
        }
    }
}
