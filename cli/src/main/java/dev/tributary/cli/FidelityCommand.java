package dev.tributary.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tributary.cli.base.Environment;
import dev.tributary.live.Findings;
import dev.tributary.reports.directory.RunDirectory;
import dev.tributary.reports.json.Nodes;
import dev.tributary.reports.json.ReportJson;
import dev.tributary.reports.run.Run;
import dev.tributary.reports.stat.Fidelity;
import dev.tributary.reports.text.FidelityTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares the simulated with the real world. */
@Command(
        name = "fidelity",
        description = {
            "Run scenarios in both worlds, in the simulator and over real sockets, with the same"
                    + " viewers who come and go at the same times, and print both side by side.",
            "A scenario agrees when the sharing ratios are within 5 points, as many sessions stall,"
                    + " and the medians of the first frame are within 30 %% (docs/fidelity.md).",
            "With --random, rooms that nobody tuned are drawn instead. They agree when their mean"
                    + " differences are within 1 point of sharing, half a point of stalled sessions"
                    + " and 10 %% of the first frame; rooms that the machine could not keep up with"
                    + " do not count. A minute and a half for each."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary fidelity lab-12 lab-three lab-churn",
            "  tributary fidelity lab-12 --replications 5 --out fidelity --json",
            "  tributary fidelity --random 20 --seed 1",
        })
final class FidelityCommand implements Callable<Integer> {
    private static final int ROOMS_MAX = 1_000;

    private final Environment environment;
    private final RunStore store;

    @Parameters(
            arity = "0..*",
            paramLabel = "SCENARIO",
            description = "Scenario files, or names of the library; those named lab-* are meant.")
    private List<String> scenarios = new ArrayList<>();

    @Option(
            names = "--random",
            paramLabel = "N",
            description = "Draw N rooms that nobody tuned, and run each in both worlds.")
    private Integer random;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Draw other rooms with --random; 1 if not given.")
    private Integer seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write the run directories of both worlds below this.")
    private Path out;

    @Mixin private LiveRunOptions runs;
    @Mixin private OutputOptions output;

    FidelityCommand(Environment environment) {
        this.environment = environment;
        store = new RunStore(environment);
    }

    @Override
    public Integer call() {
        runs.check();
        check();
        if (random != null) {
            RandomFidelity rooms =
                    new RandomFidelity(environment, runs, output, seed == null ? 1 : seed);
            for (int number = 1; number <= random; number++) {
                check(rooms.name(number));
            }
            return store.exitCode(rooms.run(random, this::write));
        }
        LiveBatch batch = new LiveBatch(environment, runs.progress());
        List<Batch.Point> points = new ArrayList<>();
        for (String scenario : scenarios) {
            points.add(batch.point(scenario, runs.sets(), runs.replications()));
        }
        points.forEach(point -> check(point.scenario().name()));
        ArrayNode all = Nodes.object().arrayNode();
        boolean agrees = true;
        for (Batch.Point point : points) {
            LiveBatch.Worlds worlds = batch.run(point, 0, 0, null);
            Fidelity fidelity = worlds.fidelity();
            agrees &= fidelity.agrees();
            for (Findings findings : worlds.findings()) {
                environment.err().print(LiveText.busy(findings));
            }
            if (output.json()) {
                all.add(ReportJson.of(fidelity));
            } else {
                boolean colour = output.colour(environment);
                environment.out().println(FidelityTable.of(fidelity, colour));
            }
            write(point.scenario().name(), worlds);
        }
        if (output.json()) {
            environment.out().print(Nodes.text(all));
        }
        return store.exitCode(agrees);
    }

    private void check() {
        if (random != null) {
            runs.within("--random", random, 1, ROOMS_MAX);
            runs.within("--seed", seed == null ? 1 : seed, 0, Integer.MAX_VALUE);
        }
        if (random == null == scenarios.isEmpty()) {
            throw runs.wrong("give scenarios, or --random N, and not both");
        }
        if (random == null && seed != null) {
            throw runs.wrong("'--seed' draws rooms: give --random N too, or --set run.seed=S");
        }
    }

    /** Checks, before hours of runs, that what both worlds measure can be written. */
    private void check(String name) {
        if (out != null) {
            RunDirectory.check(directory(name, Run.SIMULATED));
            RunDirectory.check(directory(name, Run.REAL));
        }
    }

    private void write(String name, LiveBatch.Worlds worlds) {
        if (out != null) {
            store.write(directory(name, Run.SIMULATED), worlds.simulated());
            store.write(directory(name, Run.REAL), worlds.real());
        }
    }

    private Path directory(String name, String world) {
        return environment.here().resolve(out).resolve(name + "-" + world);
    }
}
