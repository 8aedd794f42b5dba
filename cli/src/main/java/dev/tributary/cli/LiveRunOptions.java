package dev.tributary.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of every command that runs scenarios over real sockets. */
final class LiveRunOptions {
    private static final int REPLICATIONS_MAX = 100;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Change a key: audience.viewers=6. Repeatable.")
    private List<String> sets = new ArrayList<>();

    @Option(
            names = "--replications",
            paramLabel = "N",
            description =
                    "Runs of each scenario, one after the other and each with the next seed; 1 if"
                            + " not given.")
    private int replications = 1;

    @Mixin private final ProgressOption progress = new ProgressOption();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Refuses what the types allow and the meaning does not. */
    void check() {
        within("--replications", replications, 1, REPLICATIONS_MAX);
    }

    void within(String option, int value, int low, int high) {
        OptionRange.check(spec, option, (long) value, low, high);
    }

    /** Returns what to throw at input that a range does not describe. */
    ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    List<String> sets() {
        return List.copyOf(sets);
    }

    int replications() {
        return replications;
    }

    Progress.Mode progress() {
        return progress.mode();
    }
}
