package dev.tributary.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.cli.base.Environment;
import dev.tributary.cli.base.ExitCode;
import dev.tributary.cli.base.ScenarioFiles;
import dev.tributary.cli.base.WrongInputException;
import dev.tributary.reports.json.Nodes;
import dev.tributary.scenarios.format.SweepPoint;
import dev.tributary.scenarios.source.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads scenarios without running them. */
@Command(
        name = "check",
        description = "Read scenarios and say everything that is wrong with them; run nothing.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary check my.yaml",
            "  tributary check scenarios/library/*.yaml",
            "  tributary check douyu-six --set audience.viewers=500"
        })
final class CheckCommand implements Callable<Integer> {
    private final Environment environment;

    @Parameters(
            arity = "1..*",
            paramLabel = "SCENARIO",
            description = "Scenario file, or the name of one in the library.")
    private List<String> scenarios;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Change a key of the scenario first. Repeatable.")
    private List<String> sets = new ArrayList<>();

    @Option(names = "--json", description = "Print the findings as JSON, for machines.")
    private boolean json;

    CheckCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        ScenarioFiles files = new ScenarioFiles(environment);
        ArrayNode all = Nodes.object().arrayNode();
        boolean fine = true;
        for (String argument : scenarios) {
            String file = files.file(argument).toString();
            List<Problem> problems = List.of();
            List<SweepPoint> points = List.of();
            try {
                points = files.points(argument, sets);
            } catch (WrongInputException e) {
                problems = e.problems();
            }
            fine &= problems.isEmpty();
            all.add(node(file, points, problems));
            if (!json) {
                print(file, points, problems);
            }
        }
        if (json) {
            environment.out().print(Nodes.text(all));
        }
        return fine ? ExitCode.FINE : ExitCode.WRONG_INPUT;
    }

    private void print(String file, List<SweepPoint> points, List<Problem> problems) {
        if (problems.isEmpty()) {
            String sweep = points.size() > 1 ? ", " + points.size() + " points" : "";
            environment.out().println(file + ": ok" + sweep);
        }
        warnings(points).forEach(environment.err()::println);
        problems.forEach(environment.err()::println);
    }

    private static List<String> warnings(List<SweepPoint> points) {
        return points.stream()
                .map(SweepPoint::scenario)
                .flatMap(
                        scenario ->
                                Stream.concat(
                                        Advice.on(scenario).stream(),
                                        Heap.ofThisJvm().warnings(scenario).stream()))
                .distinct()
                .toList();
    }

    private static ObjectNode node(String file, List<SweepPoint> points, List<Problem> problems) {
        ObjectNode out = Nodes.object();
        out.put("file", file);
        out.put("ok", problems.isEmpty());
        out.put("points", points.size());
        ArrayNode warnings = out.putArray("warnings");
        warnings(points).forEach(warnings::add);
        ArrayNode list = out.putArray("problems");
        for (Problem problem : problems) {
            list.addObject()
                    .put("file", problem.file())
                    .put("line", problem.line())
                    .put("column", problem.column())
                    .put("what", problem.what())
                    .put("remedy", problem.remedy());
        }
        return out;
    }
}
