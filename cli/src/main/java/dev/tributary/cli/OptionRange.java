package dev.tributary.cli;

import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Refuses numbers that the type of an option allows and its meaning does not. */
final class OptionRange {
    private OptionRange() {}

    /** Checks an option of a command; null, when it was not given, is fine. */
    static void check(CommandSpec command, String option, Long value, long low, long high) {
        if (value != null && (value < low || value > high)) {
            throw new ParameterException(
                    command.commandLine(),
                    String.format(
                            Locale.ROOT,
                            "Invalid value for option '%s': %d is not in %d..%d",
                            option,
                            value,
                            low,
                            high));
        }
    }
}
