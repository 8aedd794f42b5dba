package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command that serves, in a process of its own. */
final class CommandProcess implements AutoCloseable {
    private static final int END_SECONDS = 20;

    private final Process process;
    private final BufferedReader out;
    private final String ready;
    private final Path errors;

    /** Starts a command and waits for its first line; its errors go to a file. */
    CommandProcess(Path here, String... args) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add(
                "-Dlogback.configurationFile="
                        + System.getProperty("logback.configurationFile", ""));
        line.add("-Dtributary.home=" + Path.of("..").toRealPath());
        line.add("-cp");
        line.add(System.getProperty("java.class.path"));
        line.add(Main.class.getName());
        Collections.addAll(line, args);
        errors = here.resolve("errors");
        process =
                new ProcessBuilder(line)
                        .directory(here.toFile())
                        .redirectError(errors.toFile())
                        .start();
        out = process.inputReader();
        ready = out.readLine();
        assertThat(ready).as(Files.readString(errors)).isNotNull();
    }

    /** Returns what it said when it was ready. */
    String ready() {
        return ready;
    }

    /** Waits until it has complained of something, and returns all its complaints. */
    String awaitErrors(String part) throws IOException, InterruptedException {
        String all = "";
        while (!all.contains(part) || !all.endsWith("\n")) {
            assertThat(process.isAlive()).as(all).isTrue();
            Thread.sleep(20);
            all = Files.readString(errors);
        }
        return all;
    }

    /** SIGKILL: it has no chance to say goodbye. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM; returns the exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(END_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        out.close();
    }
}
