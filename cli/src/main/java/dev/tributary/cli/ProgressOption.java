package dev.tributary.cli;

import picocli.CommandLine.Option;

/** When to show how far long work is. */
final class ProgressOption {
    @Option(
            names = "--progress",
            paramLabel = "WHEN",
            description = "auto (a bar on a terminal, lines elsewhere), always, never.")
    private Progress.Mode mode = Progress.Mode.AUTO;

    Progress.Mode mode() {
        return mode;
    }
}
