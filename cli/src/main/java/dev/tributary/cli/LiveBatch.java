package dev.tributary.cli;

import dev.tributary.cli.base.Environment;
import dev.tributary.cli.base.ScenarioFiles;
import dev.tributary.cli.base.Software;
import dev.tributary.cli.base.WrongInputException;
import dev.tributary.live.Findings;
import dev.tributary.live.LiveOptions;
import dev.tributary.live.LiveRun;
import dev.tributary.measure.Measurement;
import dev.tributary.reports.run.Run;
import dev.tributary.reports.stat.Fidelity;
import dev.tributary.reports.stat.Summary;
import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.format.SweepPoint;
import dev.tributary.scenarios.source.Problem;
import dev.tributary.sim.world.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One scenario over real sockets, one seed after the other, beside its simulation. */
final class LiveBatch {
    /** More viewers than this one machine can host honestly. */
    private static final int VIEWERS_MAX = 200;

    private final Environment environment;
    private final Progress.Mode progress;

    LiveBatch(Environment environment, Progress.Mode progress) {
        this.environment = environment;
        this.progress = progress;
    }

    /**
     * Both worlds of one scenario.
     *
     * @param real what sockets and clocks brought
     * @param simulated the same seeds in the simulator
     * @param findings of each real run
     */
    record Worlds(Run real, Run simulated, List<Findings> findings) {
        /** Returns both side by side. */
        Fidelity fidelity() {
            return new Fidelity(Summary.of(simulated), Summary.of(real));
        }
    }

    /**
     * Reads one scenario for this world.
     *
     * @param replications how often to run, instead of the scenario's own number
     */
    Batch.Point point(String argument, List<String> sets, int replications) {
        ScenarioFiles files = new ScenarioFiles(environment);
        List<String> overrides = new ArrayList<>(sets);
        overrides.add("run.replications=" + replications);
        List<SweepPoint> points = files.points(argument, overrides);
        Scenario scenario = points.get(0).scenario();
        String wrong = null;
        String right = "";
        if (points.size() > 1) {
            wrong = "a sweep takes too long in real time";
            right = "pick a point with --set";
        } else if (scenario.viewersMax() > VIEWERS_MAX) {
            wrong = scenario.viewersMax() + " viewers are too many for one machine";
            right = "at most " + VIEWERS_MAX + ": --set audience.viewers=12";
        }
        if (scenario.network().interProviderMbps() > 0) {
            wrong = "the real world has no limits between providers";
            right = "--set network.interProvider=unlimited";
        }
        if (wrong != null) {
            throw new WrongInputException(List.of(new Problem(argument, 0, 0, wrong, right)));
        }
        return new Batch.Point(files.file(argument), sets, points.get(0));
    }

    /** Runs a point, which takes as long as the scenario says. */
    Worlds run(Batch.Point point, int polluters, double restartSeconds, Path journals) {
        Scenario scenario = point.scenario();
        Software software = Software.of(environment);
        List<Measurement> real = new ArrayList<>();
        List<Measurement> simulated = new ArrayList<>();
        List<Findings> findings = new ArrayList<>();
        Instant started = Instant.now();
        int count = scenario.run().replications();
        for (int k = 0; k < count; k++) {
            Path where = journals == null || count == 1 ? journals : journals.resolve("seed-" + k);
            LiveOptions options =
                    new LiveOptions(polluters, restartSeconds, where, software.commit());
            Simulation simulation = new Simulation(scenario, scenario.run().seed() + k);
            Measurement beside = simulation.run();
            try (LiveRun run = new LiveRun(simulation.script(), beside.bound(), options)) {
                Progress shown = Progress.start(environment, progress, work(run, k, count), count);
                try {
                    real.add(run.run());
                } finally {
                    shown.stop();
                }
                simulated.add(beside);
                findings.add(run.findings());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
        Map<String, String> versions = software.map();
        Batch.Period period = new Batch.Period(started, Instant.now());
        return new Worlds(
                Batch.run(point, Run.REAL, real, versions, period),
                Batch.run(point, Run.SIMULATED, simulated, versions, period),
                findings);
    }

    private static Progress.Work work(LiveRun run, int ended, int count) {
        return new Progress.Work() {
            @Override
            public double progress() {
                return (ended + run.progress()) / count;
            }

            @Override
            public int ended() {
                return ended;
            }
        };
    }
}
