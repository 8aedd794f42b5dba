package dev.tributary.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.cli.base.Environment;
import dev.tributary.sim.world.MediaProbe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs command lines in this process, in a directory of their own and without a terminal. */
final class Shell {
    /** Makes any scenario a matter of milliseconds. */
    static final List<String> TINY =
            List.of(
                    "--set=audience.viewers=200",
                    "--set=audience.ramp=5 s",
                    "--set=run.warmUp=10 s",
                    "--set=run.duration=20 s");

    private final Path here;
    private boolean terminal;
    private MediaProbe probe = MediaProbe.NONE;
    private Runnable uponErr = () -> {};

    Shell(Path here) {
        this.here = here;
    }

    /** What a command did. */
    record Result(int exit, String out, String err) {
        JsonNode json() {
            try {
                return new ObjectMapper().readTree(out);
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + out, e);
            }
        }
    }

    /** Returns an environment without a terminal, at the sources of this module's parent. */
    static Environment environment(OutputStream out, OutputStream err, Path here) {
        return environment(out, err, false, here, MediaProbe.NONE);
    }

    private static Environment environment(
            OutputStream out, OutputStream err, boolean terminal, Path here, MediaProbe probe) {
        return new Environment(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal,
                terminal,
                here,
                Path.of(".."),
                probe);
    }

    Shell onTerminal() {
        terminal = true;
        return this;
    }

    Shell watchedBy(MediaProbe watching) {
        probe = watching;
        return this;
    }

    /** Does something whenever a command writes to standard error. */
    Shell uponErr(Runnable action) {
        uponErr = action;
        return this;
    }

    Result run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err =
                new ByteArrayOutputStream() {
                    @Override
                    public synchronized void write(byte[] bytes, int from, int length) {
                        uponErr.run();
                        super.write(bytes, from, length);
                    }
                };
        int exit = Main.execute(environment(out, err, terminal, here, probe), args);
        return new Result(
                exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Runs with {@link #TINY} appended. */
    Result tiny(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(TINY);
        return run(all.toArray(String[]::new));
    }
}
