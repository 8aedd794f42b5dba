package dev.tributary.cli;

import dev.tributary.cli.base.Environment;
import dev.tributary.cli.base.ExitCode;
import dev.tributary.cli.base.Software;
import dev.tributary.cli.base.WatchedOutput;
import dev.tributary.cli.serve.ConfigFile;
import dev.tributary.cli.serve.ServeCommand;
import dev.tributary.cli.serve.WatchCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
        name = "tributary",
        description = "Peer-to-peer live video: simulates it, and serves it with the same code.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:fine",
            "1:internal error; the message says how to reproduce it",
            "2:the input is wrong; nothing was run",
            "3:an expectation failed, an invariant was broken, or traces differ",
            "4:all was run, but not all could be written, as on a full disk; results are printed",
            "130:interrupted"
        })
public final class Main implements Callable<Integer> {
    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "Print the stack trace of an internal error.")
    boolean stackTrace;

    @Spec private CommandSpec spec;

    private Main() {}

    /** Runs a command and ends the process. */
    public static void main(String[] args) {
        WatchedOutput out = new WatchedOutput(new FileOutputStream(FileDescriptor.out));
        System.exit(execute(out, Environment.ofProcess(out), args));
    }

    /** As {@link #execute(Environment, String...)}; results that were not written are told of. */
    static int execute(WatchedOutput out, Environment environment, String... args) {
        int code = execute(environment, args);
        environment.out().flush();
        if (out.failure() == null) {
            return code;
        }
        environment.err().println("tributary: cannot write results: " + out.failure());
        return code == 0 ? ExitCode.UNWRITTEN : code;
    }

    /** Runs a command and returns its exit code. */
    static int execute(Environment environment, String... args) {
        Main main = new Main();
        Failures failures = new Failures(environment, main);
        CommandLine line =
                new CommandLine(main)
                        .addSubcommand(new RunCommand(environment))
                        .addSubcommand(new CompareCommand(environment))
                        .addSubcommand(new CheckCommand(environment))
                        .addSubcommand(new ListCommand(environment))
                        .addSubcommand(new ReportCommand(environment))
                        .addSubcommand(new DivergeCommand(environment))
                        .addSubcommand(new LiveCommand(environment))
                        .addSubcommand(new FidelityCommand(environment))
                        .addSubcommand(new ReplayCommand(environment))
                        .addSubcommand(ServeCommand.with(environment))
                        .addSubcommand(new WatchCommand(environment));
        Help.Ansi ansi = environment.outTerminal() ? Help.Ansi.ON : Help.Ansi.OFF;
        line.setColorScheme(Help.defaultColorScheme(ansi))
                .setOut(writer(environment.out()))
                .setErr(writer(environment.err()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(failures::wrongArguments)
                .setExecutionExceptionHandler(failures::failed);
        line.getCommandSpec().versionProvider(() -> Software.of(environment).lines());
        inheritVersion(line);
        try {
            ConfigFile.apply(environment, line, args);
            return line.execute(args);
        } catch (ParameterException wrong) {
            return failures.wrongArguments(wrong, args);
        } catch (Error bug) { // picocli hands over exceptions only
            return failures.internal(bug);
        }
    }

    private static void inheritVersion(CommandLine line) {
        for (CommandLine command : List.copyOf(line.getSubcommands().values())) {
            command.getCommandSpec().versionProvider(line.getCommandSpec().versionProvider());
            inheritVersion(command);
        }
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
