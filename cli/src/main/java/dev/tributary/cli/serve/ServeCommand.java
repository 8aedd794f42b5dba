package dev.tributary.cli.serve;

import dev.tributary.cli.base.Environment;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The servers of a real system, each a process. */
@Command(
        name = "serve",
        description = {
            "Run a server of a real system until SIGTERM or Ctrl-C; docs/serving.md puts them"
                    + " together.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary serve keys keys/",
            "  tributary serve stun --listen 0.0.0.0:3478",
        })
public final class ServeCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    private ServeCommand() {}

    /** Returns the command with those of each server. */
    public static CommandLine with(Environment environment) {
        return new CommandLine(new ServeCommand())
                .addSubcommand(KeysCommand.with(environment))
                .addSubcommand(new OriginCommand(environment))
                .addSubcommand(new EdgeCommand(environment))
                .addSubcommand(new TrackerCommand(environment))
                .addSubcommand(new SchedulerCommand(environment))
                .addSubcommand(new StunCommand(environment));
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "no server named");
    }
}
