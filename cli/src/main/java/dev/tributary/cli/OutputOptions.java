package dev.tributary.cli;

import dev.tributary.cli.base.Environment;
import picocli.CommandLine.Option;

/** Options of every command that prints results. */
final class OutputOptions {
    /** When to use colours. */
    enum Colour {
        /** On a terminal, unless NO_COLOR is set. */
        AUTO,
        /** Never. */
        NEVER
    }

    @Option(names = "--json", description = "Print results as JSON, for machines.")
    private boolean json;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "auto (on a terminal, unless NO_COLOR is set) or never.")
    private Colour colour = Colour.AUTO;

    boolean json() {
        return json;
    }

    boolean colour(Environment environment) {
        return colour == Colour.AUTO && environment.outTerminal();
    }
}
