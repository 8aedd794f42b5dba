package dev.tributary.cli.serve;

import dev.tributary.cli.base.Environment;
import dev.tributary.cli.base.ExitCode;
import dev.tributary.transport.file.WholeFile;
import dev.tributary.transport.seal.Ed25519;
import dev.tributary.transport.seal.OriginKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives an origin a new key while it runs. */
@Command(
        name = "rotate",
        description = {
            "Give the origin a new key: a new first line in origin.keys, whose second keeps the key"
                    + " before, and its public key in origin.pub. Each file is replaced at once, by"
                    + " a rename. No server is restarted: an origin that runs signs with the new key"
                    + " within a second, a scheduler that reads this origin.pub names it within"
                    + " another, and viewers ask for it and go on.",
            "",
            "A scheduler of another machine needs a copy of origin.pub at once: until it has one,"
                    + " viewers play what they hold, about ten seconds. If the command was broken off"
                    + " between the two files, it writes origin.pub and makes no further key.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary serve keys rotate keys/",
            "  tributary serve keys rotate keys/ && scp keys/origin.pub scheduler:keys/",
        })
final class RotateKeysCommand implements Callable<Integer> {
    private final Environment environment;

    @Parameters(paramLabel = "DIR", description = "Directory with origin.keys.")
    private Path directory;

    @Spec private CommandSpec spec;

    RotateKeysCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Path parent = environment.here().resolve(directory);
        try {
            Path file = SecretFile.check(parent.resolve(KeysCommand.ORIGIN));
            OriginKeys keys = OriginKeys.load(file);
            Path open = parent.resolve(KeysCommand.PUBLIC);
            boolean behind = Files.exists(open) && !keys.publicDigits().equals(text(open));
            if (!behind) {
                keys = keys.rotate(file, new SecureRandom());
            }
            WholeFile.replace(open, keys.publicDigits() + "\n", WholeFile.Mode.ANYBODY);
            say(keys.publicDigits(), behind);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        return ExitCode.FINE;
    }

    private void say(String key, boolean behind) {
        Path keys = directory.resolve(KeysCommand.ORIGIN);
        Path open = directory.resolve(KeysCommand.PUBLIC);
        environment
                .out()
                .println(
                        behind
                                ? keys
                                        + ": signs with another key than "
                                        + open
                                        + " says; no"
                                        + " further key was made"
                                : keys + ": signs with a new key; the one before is kept");
        environment.out().println(open + ": is now " + key);
        environment
                .out()
                .println(
                        "An origin and a scheduler that run with these files need no restart. Copy "
                                + open
                                + " to the schedulers of other machines now.");
    }

    /** Returns what a file begins with, bounded. */
    private static String text(Path file) throws IOException {
        try (var in = Files.newBufferedReader(file)) {
            char[] chars = new char[2 * Ed25519.KEY_BYTES];
            int count = Math.max(0, in.read(chars));
            return new String(chars, 0, count);
        }
    }
}
