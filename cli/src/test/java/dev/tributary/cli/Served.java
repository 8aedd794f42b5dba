package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.cli.base.Environment;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command that serves, on a thread of its own; interrupted where a process would be signalled.
 */
final class Served implements AutoCloseable {
    private static final long READY_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final Pattern PORT = Pattern.compile("://[0-9.]+:([0-9]+)");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Thread thread;
    private volatile int exit = -1;

    /** Starts a command and waits until it says that it is ready. */
    Served(Path here, String... args) throws InterruptedException {
        Environment environment = Shell.environment(out, err, here);
        thread = new Thread(() -> exit = Main.execute(environment, args), args[args.length - 1]);
        thread.start();
        long end = System.nanoTime() + READY_NANOS;
        while (ready().isEmpty()) {
            assertThat(thread.isAlive() && System.nanoTime() < end).as(errors()).isTrue();
            Thread.sleep(10);
        }
    }

    /** Returns what it says when it is ready. */
    String ready() {
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Returns the port that it serves on. */
    int port() {
        Matcher matcher = PORT.matcher(ready());
        assertThat(matcher.find()).as(ready()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    /** Returns the last port that it says: of the metrics. */
    int adminPort() {
        Matcher matcher = PORT.matcher(ready());
        int port = 0;
        while (matcher.find()) {
            port = Integer.parseInt(matcher.group(1));
        }
        return port;
    }

    /** Stops it and returns its exit code. */
    int stop() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return exit;
    }

    @Override
    public void close() {
        stop();
    }
}
