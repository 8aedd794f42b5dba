package dev.tributary.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tributary.cli.base.Environment;
import dev.tributary.cli.base.ExitCode;
import dev.tributary.reports.json.Nodes;
import dev.tributary.scenarios.format.Library;
import dev.tributary.scenarios.source.ScenarioException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the library of scenarios. */
@Command(
        name = "list",
        description = "List the scenarios of the library: name, system, and the question asked.",
        footerHeading = "%nExamples:%n",
        footer = {"  tributary list", "  tributary list --json"})
final class ListCommand implements Callable<Integer> {
    private final Environment environment;

    @Option(names = "--json", description = "Print the list as JSON, for machines.")
    private boolean json;

    ListCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws ScenarioException {
        List<Library.Item> items = Library.list(environment.library());
        if (json) {
            ArrayNode all = Nodes.object().arrayNode();
            for (Library.Item item : items) {
                all.addObject()
                        .put("name", item.scenario().name())
                        .put("about", item.scenario().about())
                        .put("system", system(item))
                        .put("file", item.file().toString());
            }
            environment.out().print(Nodes.text(all));
            return ExitCode.FINE;
        }
        int name = items.stream().mapToInt(i -> i.scenario().name().length()).max().orElse(0);
        int system = items.stream().mapToInt(i -> system(i).length()).max().orElse(0);
        String line = "%-" + Math.max(1, name) + "s  %-" + Math.max(1, system) + "s  %s%n";
        for (Library.Item item : items) {
            environment
                    .out()
                    .printf(
                            Locale.ROOT,
                            line,
                            item.scenario().name(),
                            system(item),
                            item.scenario().about());
        }
        return ExitCode.FINE;
    }

    /** Returns the system as a scenario file names it. */
    private static String system(Library.Item item) {
        return item.scenario().room().system().profile().name();
    }
}
