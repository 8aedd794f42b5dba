package dev.tributary.cli;

import dev.tributary.cli.base.Environment;
import dev.tributary.cli.base.ExitCode;
import dev.tributary.cli.base.Software;
import dev.tributary.cli.base.WrongInputException;
import dev.tributary.reports.run.ReportException;
import dev.tributary.scenarios.source.ScenarioException;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into lines for the user and an exit code. */
final class Failures {
    private final Environment environment;
    private final Main main;

    Failures(Environment environment, Main main) {
        this.environment = environment;
        this.main = main;
    }

    /** A command line that makes no sense. */
    int wrongArguments(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        String what = oneLine(e.getMessage());
        if (e instanceof UnmatchedArgumentException unmatched) {
            what = unmatched(unmatched, line, what);
        }
        String command = line.getCommandSpec().qualifiedName();
        environment.err().println("tributary: " + what + " (see " + command + " --help)");
        return ExitCode.WRONG_INPUT;
    }

    private static String unmatched(UnmatchedArgumentException e, CommandLine line, String what) {
        List<String> near = e.getSuggestions();
        String hint = near.isEmpty() ? "" : ", did you mean '" + near.get(0) + "'?";
        if (line.getSubcommands().isEmpty() || e.isUnknownOption()) {
            return what + hint;
        }
        String known = ", known are " + String.join(", ", line.getSubcommands().keySet());
        return "unknown command '"
                + oneLine(e.getUnmatched().get(0))
                + "'"
                + (near.isEmpty() ? known : hint);
    }

    /** A command that could not do its work. */
    int failed(Exception e, CommandLine line, CommandLine.ParseResult parsed) {
        if (e instanceof ScenarioException wrong) {
            wrong.problems().forEach(environment.err()::println);
            return ExitCode.WRONG_INPUT;
        }
        if (e instanceof WrongInputException wrong) {
            wrong.problems().forEach(environment.err()::println);
            return ExitCode.WRONG_INPUT;
        }
        if (e instanceof InvalidPathException wrong) {
            environment.err().println("tributary: " + oneLine(wrong.getMessage()));
            return ExitCode.WRONG_INPUT;
        }
        if (e instanceof ReportException wrong) {
            environment.err().println("tributary: " + oneLine(wrong.getMessage()));
            return ExitCode.WRONG_INPUT;
        }
        if (e instanceof CancellationException) {
            return ExitCode.INTERRUPTED;
        }
        return internal(e);
    }

    /** A bug of ours. */
    int internal(Throwable e) {
        Throwable cause = e instanceof BrokenRunException ? e.getCause() : e;
        String what = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        environment.err().println("tributary: internal error: " + oneLine(what));
        if (outOfMemory(cause)) {
            environment.err().println("  not enough memory: try --threads 1,");
            environment.err().println("  or a larger heap, such as TRIBUTARY_JAVA_OPTS=-Xmx6g");
        }
        Software software = Software.of(environment);
        environment.err().println("  version: " + String.join(", ", software.lines()));
        if (e instanceof BrokenRunException broken) {
            environment.err().println("  reproduce: " + broken.command());
        }
        if (main.stackTrace) {
            cause.printStackTrace(environment.err());
        }
        return ExitCode.INTERNAL;
    }

    private static boolean outOfMemory(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }

    static String oneLine(String text) {
        return text == null ? "" : text.replaceAll("\\s*\\R\\s*", " ").strip();
    }
}
