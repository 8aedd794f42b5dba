package dev.tributary.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.cli.base.Environment;
import dev.tributary.cli.base.ExitCode;
import dev.tributary.reports.json.Nodes;
import dev.tributary.transport.journal.JournalWriter;
import dev.tributary.transport.journal.Replay;
import dev.tributary.transport.journal.ReplayResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs journals of real machines again. */
@Command(
        name = "replay",
        description = {
            "Run journals of real viewers and trackers through this build, as fast as it goes, and"
                    + " name the first decision that is another than the one recorded.",
            "A journal that is cut off, because its process died, is replayed up to there. Of several"
                    + " journals all are replayed; the exit code is 3 when any differs, else 2 when"
                    + " any could not be read to its end."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary replay viewer-17.journal",
            "  tributary replay journals/ --json",
        })
final class ReplayCommand implements Callable<Integer> {
    private static final double NANOS = 1e9;

    private final Environment environment;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Journal, or directory of files *" + JournalWriter.SUFFIX + ".")
    private List<Path> files;

    @Option(names = "--json", description = "Print the results as JSON, for machines.")
    private boolean json;

    @Spec private CommandSpec spec;

    ReplayCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        ArrayNode all = Nodes.object().arrayNode();
        boolean differs = false;
        boolean unreadable = false;
        for (Path file : journals()) {
            try {
                ReplayResult result = Replay.run(environment.here().resolve(file));
                differs |= result.difference().isPresent();
                unreadable |= result.end() != null && !result.end().sound();
                all.add(node(file, result));
                say(file + ": " + words(result));
            } catch (IOException e) {
                unreadable = true;
                String what = e instanceof NoSuchFileException ? "no such file" : e.getMessage();
                all.add(Nodes.object().put("file", file.toString()).put("problem", what));
                environment.err().println("tributary: " + file + ": " + what);
            }
        }
        if (json) {
            environment.out().print(Nodes.text(all));
        }
        return differs ? ExitCode.FAILED : unreadable ? ExitCode.WRONG_INPUT : ExitCode.FINE;
    }

    private void say(String line) {
        if (!json) {
            environment.out().println(line);
        }
    }

    private List<Path> journals() {
        List<Path> found = new ArrayList<>();
        for (Path file : files) {
            if (Files.isDirectory(environment.here().resolve(file))) {
                found.addAll(within(file));
            } else {
                found.add(file);
            }
        }
        return found;
    }

    private List<Path> within(Path directory) {
        try (Stream<Path> entries = Files.list(environment.here().resolve(directory))) {
            List<Path> found =
                    entries.map(Path::getFileName)
                            .filter(name -> name.toString().endsWith(JournalWriter.SUFFIX))
                            .sorted()
                            .map(directory::resolve)
                            .toList();
            if (found.isEmpty()) {
                String what = "no files *" + JournalWriter.SUFFIX + " in " + directory;
                throw new ParameterException(spec.commandLine(), what);
            }
            return found;
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), directory + ": " + e.getMessage());
        }
    }

    private static String machine(ReplayResult result) {
        return result.header().kind().name().toLowerCase(Locale.ROOT);
    }

    private static String words(ReplayResult result) {
        return String.format(
                Locale.ROOT,
                "%s of build %s, %.3f s, %d records, %s; %.0f times real time",
                machine(result),
                result.header().build(),
                result.machineNanos() / NANOS,
                result.records(),
                outcome(result),
                result.speed());
    }

    private static String outcome(ReplayResult result) {
        if (result.difference().isPresent()) {
            ReplayResult.Difference found = result.difference().get();
            String from = String.format(Locale.ROOT, "%.3f", found.fromNanos() / NANOS);
            String to = String.format(Locale.ROOT, "%.3f", found.toNanos() / NANOS);
            return "differs at "
                    + (from.equals(to) ? to : from + ".." + to)
                    + " s"
                    + (found.upon().isEmpty() ? "" : " upon '" + found.upon() + "'")
                    + ": was '"
                    + found.recorded()
                    + "', is '"
                    + found.now()
                    + "'";
        }
        return switch (result.end()) {
            case CLOSED -> "identical";
            case FULL -> "identical up to its largest size";
            case CUT -> "identical up to where it is cut off";
            case DAMAGED -> "damaged from here on, identical before";
            case CONTINUED -> "identical, but more follows its last record";
            case MALFORMED -> "makes no sense from here on, identical before";
        };
    }

    private static ObjectNode node(Path file, ReplayResult result) {
        ObjectNode node = Nodes.object();
        node.put("file", file.toString());
        node.put("machine", machine(result));
        node.put("build", result.header().build());
        node.put("startMillis", result.header().startMillis());
        node.put("nanos", result.machineNanos());
        node.put("records", result.records());
        node.put("end", result.end() == null ? null : result.end().name());
        node.put("identical", result.difference().isEmpty());
        node.set("speed", Nodes.number(result.speed()));
        result.difference()
                .ifPresent(
                        found ->
                                node.putObject("difference")
                                        .put("fromNanos", found.fromNanos())
                                        .put("toNanos", found.toNanos())
                                        .put("upon", found.upon())
                                        .put("recorded", found.recorded())
                                        .put("now", found.now()));
        return node;
    }
}
