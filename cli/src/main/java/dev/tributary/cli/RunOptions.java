package dev.tributary.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of every command that simulates. */
final class RunOptions {
    private static final int THREADS_MAX = 1024;
    private static final int REPLICATIONS_MAX = 10_000;

    @Option(
            names = "--replications",
            paramLabel = "N",
            description = "Independent runs, instead of the scenario's own number.")
    private Integer replications;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Seed of the first replication; the next ones count on.")
    private Long seed;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Change a key: audience.viewers=500. Repeatable.")
    private List<String> sets = new ArrayList<>();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "Replications at a time, as far as memory allows; one per processor if not"
                            + " given.")
    private Integer threads;

    @Mixin private final ProgressOption progress = new ProgressOption();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Refuses what the types allow and the meaning does not. */
    void check() {
        within("--replications", replications, 1, REPLICATIONS_MAX);
        within("--seed", seed, 0, Long.MAX_VALUE - REPLICATIONS_MAX);
        within("--threads", threads, 1, THREADS_MAX);
    }

    private void within(String option, Number value, long low, long high) {
        OptionRange.check(spec, option, value == null ? null : value.longValue(), low, high);
    }

    /** Returns the user's own overrides, then those of one side, then seed and replications. */
    List<String> overrides(List<String> more) {
        List<String> all = new ArrayList<>(sets);
        all.addAll(more);
        if (replications != null) {
            all.add("run.replications=" + replications);
        }
        if (seed != null) {
            all.add("run.seed=" + seed);
        }
        return all;
    }

    boolean changesScenarios() {
        return !overrides(List.of()).isEmpty();
    }

    List<String> sets() {
        return List.copyOf(sets);
    }

    int threads() {
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }

    Progress.Mode progress() {
        return progress.mode();
    }
}
