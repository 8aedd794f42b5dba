package dev.tributary.transport.tracker.load;

import dev.tributary.transport.http.Metrics;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The tracker's process as Linux sees it. */
final class ServerProcess implements AutoCloseable {
    private final int port;
    private final Process process;
    private final BufferedReader answers;

    ServerProcess(int port, int subStreams, String heap) throws IOException {
        this.port = port;
        process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx" + heap,
                                "-XX:+UseSerialGC",
                                // What is resident beyond it is outside the heap.
                                "-XX:+AlwaysPreTouch",
                                "-Xms" + heap,
                                "-Dlogback.configurationFile="
                                        + System.getProperty("logback.configurationFile", ""),
                                "-Dio.netty.leakDetection.level=disabled",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LoadServer.class.getName(),
                                String.valueOf(port),
                                String.valueOf(subStreams))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        answers = process.inputReader(StandardCharsets.US_ASCII);
    }

    /** Returns the members of all rooms, by the metrics of the server. */
    long viewers() throws IOException {
        return (long) Metrics.read(port, "tributary_tracker_viewers");
    }

    /** Collects garbage and returns the heap in use, bytes. */
    long heap() throws IOException {
        process.getOutputStream().write('g');
        process.getOutputStream().flush();
        String line = answers.readLine();
        while (line != null && !line.startsWith(LoadServer.HEAP)) {
            line = answers.readLine();
        }
        if (line == null) {
            throw new IOException("the tracker has ended");
        }
        return Long.parseLong(line.substring(LoadServer.HEAP.length()));
    }

    /** Returns the resident memory, bytes. */
    long resident() throws IOException {
        for (String line : Files.readAllLines(proc("status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) << 10;
            }
        }
        throw new IOException("no VmRSS");
    }

    /** Returns the time that its threads of this name, or all, have run, nanoseconds. */
    long cpuNanos(String threads) throws IOException {
        long sum = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(proc("task"))) {
            for (Path task : tasks) {
                if (!Files.readString(task.resolve("comm")).startsWith(threads)) {
                    continue;
                }
                String stat = Files.readString(task.resolve("schedstat"));
                sum += Long.parseLong(stat.substring(0, stat.indexOf(' ')));
            }
        }
        return sum;
    }

    private Path proc(String name) {
        return Path.of("/proc", String.valueOf(process.pid()), name);
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
