package dev.tributary.cli;

import dev.tributary.core.peer.Refusal;
import dev.tributary.live.Findings;
import dev.tributary.reports.directory.RunDirectory;
import dev.tributary.reports.json.Nodes;
import dev.tributary.reports.json.ReportJson;
import dev.tributary.reports.run.Run;
import dev.tributary.reports.stat.Outcome;
import dev.tributary.reports.text.TextTable;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
    private static final int REPLICATIONS_MAX = 100;

    /** A run that falls behind by more says little about the protocol. */
    private static final long LATE_NANOS = 250_000_000L;

    private final Environment environment;

    @Parameters(
            paramLabel = "SCENARIO",
            description = "Scenario file, or the name of one in the library ('tributary list').")
    private String scenario;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Change a key: audience.viewers=6. Repeatable.")
    private List<String> sets = new ArrayList<>();

    @Option(
            names = "--replications",
            paramLabel = "N",
            description = "Runs one after the other, each with the next seed; 1 if not given.")
    private int replications = 1;

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
            description = "Run directory to write; runs/<scenario>-live if not given.")
    private Path out;

    @Option(names = "--no-report", description = "Print only, write nothing.")
    private boolean noReport;

    @Option(
            names = "--progress",
            paramLabel = "WHEN",
            description = "auto (a bar on a terminal, lines elsewhere), always, never.")
    private Progress.Mode progress = Progress.Mode.AUTO;

    @Mixin private OutputOptions output;
    @Spec private CommandSpec spec;

    LiveCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        within("--replications", replications, 1, REPLICATIONS_MAX);
        within("--polluters", polluters, 0, 1_000);
        within("--restart-tracker", restartTracker, 0, 86_400);
        LiveBatch batch = new LiveBatch(environment, progress);
        Batch.Point point = batch.point(scenario, sets, replications);
        Path directory = directory(point.scenario().name());
        if (!noReport) {
            RunDirectory.check(directory);
        }
        Path journals = noReport ? null : directory.resolveSibling(journals(directory));
        JournalFolder folder = new JournalFolder(journals);
        folder.clear();
        LiveBatch.Worlds worlds = batch.run(point, polluters, restartTracker, journals);
        Outcome outcome = Outcome.of(worlds.real());
        if (!noReport) {
            RunDirectory.write(directory, worlds.real());
        }
        print(worlds, outcome);
        if (!noReport) {
            PrintStream stream = output.json() ? environment.err() : environment.out();
            stream.println("report: " + directory.resolve("report.html"));
            stream.println("journals: " + journals);
        }
        return outcome.passed() ? Main.FINE : Main.FAILED;
    }

    private void within(String option, int value, int low, int high) {
        if (value < low || value > high) {
            String text = "Invalid value for option '%s': %d is not in %d..%d";
            throw new ParameterException(
                    spec.commandLine(), String.format(Locale.ROOT, text, option, value, low, high));
        }
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
            stream.print(text(findings));
        }
    }

    private static String text(Findings findings) {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "%d bytes played in %d slices, %s%n",
                        findings.playedBytes(),
                        findings.playedSlices(),
                        findings.wrongSlices() == 0
                                ? "each equal to the encoder's, byte for byte"
                                : findings.wrongSlices() + " OF THEM WRONG"));
        if (findings.lateMaxNanos() > LATE_NANOS) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "THIS MACHINE WAS TOO BUSY: the run fell behind by up to %.2f s, and the"
                                    + " figures are those of the machine%n",
                            findings.lateMaxNanos() / 1e9));
        }
        if (findings.droppedBytes() > 0) {
            text.append(findings.droppedBytes()).append(" bytes did not fit slow links\n");
        }
        for (Refusal reason : Refusal.values()) {
            long count = findings.refusals().getOrDefault(reason, 0L);
            if (count > 0) {
                String words = reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                text.append("refused ").append(count).append(" x ").append(words).append('\n');
            }
        }
        if (findings.lastForgedNanos() >= 0) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "the last forged block came at %.1f s%n",
                            findings.lastForgedNanos() / 1e9));
        }
        return text.toString();
    }
}
