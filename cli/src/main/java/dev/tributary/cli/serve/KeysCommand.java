package dev.tributary.cli.serve;

import dev.tributary.cli.base.Environment;
import dev.tributary.cli.base.ExitCode;
import dev.tributary.transport.seal.OriginKeys;
import dev.tributary.transport.token.TokenKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the files that servers keep secrets in. */
@Command(
        name = "keys",
        description = {
            "Make new keys in a directory: origin.keys (the origin's, private), origin.pub (its public"
                    + " key, for the scheduler), token.key (shared by scheduler and tracker),"
                    + " push.secret (for whoever publishes). Never overwrites a file.",
        },
        footerHeading = "%nExamples:%n",
        footer = {"  tributary serve keys keys/", "  tributary serve keys rotate keys/"})
final class KeysCommand implements Callable<Integer> {
    static final String ORIGIN = "origin.keys";
    static final String PUBLIC = "origin.pub";
    static final String TOKEN = "token.key";
    static final String PUSH = "push.secret";
    private static final int PUSH_BYTES = 24;

    private final Environment environment;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "Directory; made when it is not there.")
    private Path directory;

    @Spec private CommandSpec spec;

    private KeysCommand(Environment environment) {
        this.environment = environment;
    }

    static CommandLine with(Environment environment) {
        return new CommandLine(new KeysCommand(environment))
                .addSubcommand(new RotateKeysCommand(environment));
    }

    @Override
    public Integer call() {
        if (directory == null) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'DIR'");
        }
        Path parent = environment.here().resolve(directory);
        for (String name : List.of(ORIGIN, PUBLIC, TOKEN, PUSH)) {
            if (Files.exists(parent.resolve(name))) {
                String what = directory.resolve(name) + " is there already; remove it first";
                throw new ParameterException(spec.commandLine(), what);
            }
        }
        try {
            Files.createDirectories(parent);
            write(parent);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "cannot write: " + e.getMessage(), e);
        }
        environment
                .out()
                .println(directory + ": " + ORIGIN + ", " + PUBLIC + ", " + TOKEN + ", " + PUSH);
        return ExitCode.FINE;
    }

    private static void write(Path parent) throws IOException {
        SecureRandom random = new SecureRandom();
        HexFormat hex = HexFormat.of();
        OriginKeys keys = OriginKeys.loadOrGenerate(parent.resolve(ORIGIN), random);
        Files.writeString(parent.resolve(PUBLIC), keys.publicDigits() + "\n");
        String token = hex.formatHex(random.generateSeed(TokenKey.SECRET_MIN));
        SecretFile.write(parent.resolve(TOKEN), "1 " + token + "\n");
        byte[] secret = new byte[PUSH_BYTES];
        random.nextBytes(secret);
        SecretFile.write(parent.resolve(PUSH), hex.formatHex(secret) + "\n");
    }
}
