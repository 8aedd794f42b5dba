package dev.tributary.cli.base;

import dev.tributary.sim.world.MediaProbe;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Everything outside that a command sees, so that a test can give it another outside.
 *
 * @param out results
 * @param err progress and complaints
 * @param outTerminal whether results are read by a person at a terminal that shows colours
 * @param errTerminal whether progress can be drawn over itself
 * @param here directory that output goes to unless the user names another
 * @param home directory of the sources, which holds bin/tributary and the library
 * @param probe watches all media; {@link MediaProbe#NONE} outside tests
 */
public record Environment(
        PrintStream out,
        PrintStream err,
        boolean outTerminal,
        boolean errTerminal,
        Path here,
        Path home,
        MediaProbe probe) {
    /** Set by bin/tributary: where it lives, and which of its streams (1, 2) are terminals. */
    private static final String HOME = "tributary.home";

    private static final String TERMINALS = "tributary.terminals";

    /** Returns the environment of this process, whose results go to an output. */
    public static Environment ofProcess(OutputStream out) {
        Path here = Path.of("");
        String terminals = System.getProperty(TERMINALS, "");
        String terminal = System.getenv("TERM");
        boolean dumb = terminal == null || terminal.isEmpty() || terminal.equals("dumb");
        return new Environment(
                utf8(out),
                utf8(new FileOutputStream(FileDescriptor.err)),
                terminals.contains("1") && !dumb && !given("NO_COLOR"),
                terminals.contains("2") && !dumb,
                here,
                Path.of(System.getProperty(HOME, "")),
                MediaProbe.NONE);
    }

    /** Names and JSON are UTF-8 whatever the locale says. */
    private static PrintStream utf8(OutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    private static boolean given(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isEmpty();
    }

    /** Returns the directory of the scenario library. */
    public Path library() {
        return home.resolve("scenarios").resolve("library");
    }
}
