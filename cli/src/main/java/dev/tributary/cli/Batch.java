package dev.tributary.cli;

import dev.tributary.cli.base.Environment;
import dev.tributary.cli.base.Software;
import dev.tributary.measure.Measurement;
import dev.tributary.reports.directory.RunDirectory;
import dev.tributary.reports.run.Expected;
import dev.tributary.reports.run.Messages;
import dev.tributary.reports.run.Run;
import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.format.ScenarioText;
import dev.tributary.scenarios.format.SweepPoint;
import dev.tributary.sim.world.Replications;
import dev.tributary.sim.world.Replications.JobFailedException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;

/** Points of scenarios whose replications run side by side. */
final class Batch {
    private final Environment environment;
    private final RunOptions options;
    private final List<Point> points;

    /**
     * One point.
     *
     * @param file where its scenario was read
     * @param sets overrides of the user, as after {@code --set}
     * @param point what to run
     */
    record Point(Path file, List<String> sets, SweepPoint point) {
        Scenario scenario() {
            return point.scenario();
        }

        /** Checks that a run of it may go to a directory; one that nobody named is its own. */
        void check(Path directory, boolean named) {
            if (named) {
                RunDirectory.check(directory);
            } else {
                RunDirectory.checkOwn(directory, file, ScenarioText.resolvedYaml(scenario()));
            }
        }
    }

    Batch(Environment environment, RunOptions options, List<Point> points) {
        this.environment = environment;
        this.options = options;
        this.points = List.copyOf(points);
    }

    /** Runs everything and hands over each point, in order, as soon as it is complete. */
    void run(ObjIntConsumer<Run> whenDone) {
        List<Replications.Job> jobs = new ArrayList<>();
        for (Point point : points) {
            Scenario scenario = point.scenario();
            for (int k = 0; k < scenario.run().replications(); k++) {
                jobs.add(new Replications.Job(scenario, scenario.run().seed() + k));
            }
        }
        Heap heap = Heap.ofThisJvm();
        int threads = heap.threads(Math.min(options.threads(), jobs.size()), jobs);
        try (Replications work = new Replications(jobs, threads, environment.probe())) {
            Progress progress =
                    Progress.start(environment, options.progress(), of(work), jobs.size());
            Interruption interruption = Interruption.expect(environment, work);
            try {
                collect(work, whenDone);
            } finally {
                progress.stop();
                interruption.over();
            }
        }
    }

    private static Progress.Work of(Replications work) {
        return new Progress.Work() {
            @Override
            public double progress() {
                return work.progress();
            }

            @Override
            public int ended() {
                return work.ended();
            }
        };
    }

    private void collect(Replications work, ObjIntConsumer<Run> whenDone) {
        Map<String, String> software = Software.of(environment).map();
        Instant started = Instant.now();
        int next = 0;
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            List<Measurement> measured = new ArrayList<>();
            for (int k = 0; k < point.scenario().run().replications(); k++) {
                measured.add(taken(work, next++, point));
            }
            Instant ended = Instant.now();
            Period period = new Period(started, ended);
            whenDone.accept(run(point, Run.SIMULATED, measured, software, period), i);
            started = ended;
        }
    }

    private Measurement taken(Replications work, int number, Point point) {
        try {
            return work.take(number);
        } catch (JobFailedException e) {
            throw new BrokenRunException(command(point, e.job().seed()), e);
        }
    }

    /** When something ran, by the wall clock. */
    record Period(Instant started, Instant ended) {}

    /** Returns what a point measured in a world, with all that a run directory keeps. */
    static Run run(
            Point point,
            String world,
            List<Measurement> measured,
            Map<String, String> software,
            Period period) {
        Scenario scenario = point.scenario();
        Map<String, String> kept = new TreeMap<>(software);
        kept.put(Run.FILE, RunDirectory.fileName(point.file()));
        return new Run(
                scenario.name(),
                scenario.about(),
                point.point().label(),
                world,
                world.equals(Run.SIMULATED) ? Granularity.messages(scenario) : Messages.UNSAID,
                ScenarioText.resolvedYaml(scenario),
                measured,
                scenario.expectations().stream()
                        .map(e -> new Expected(e.metric(), e.low(), e.high()))
                        .toList(),
                kept,
                period.started(),
                period.ended());
    }

    /** Returns a line for a shell that runs one replication again, from any directory. */
    private String command(Point point, long seed) {
        StringBuilder line = new StringBuilder();
        Path program = environment.home().toAbsolutePath().normalize().resolve("bin/tributary");
        line.append(quoted(program.toString())).append(" run ");
        line.append(quoted(point.file().toAbsolutePath().normalize().toString()));
        point.sets().forEach(set -> line.append(" --set ").append(quoted(set)));
        line.append(" --seed ").append(seed).append(" --replications 1");
        return line.append(" --no-report --stacktrace").toString();
    }

    /** Returns a word as a shell takes it. */
    static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./=,:@%+-]+")
                ? word
                : "'" + word.replace("'", "'\\''") + "'";
    }
}
