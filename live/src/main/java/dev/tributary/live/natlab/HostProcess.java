package dev.tributary.live.natlab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;

/** A {@link NatLabHost} in the namespace of its side. */
final class HostProcess implements AutoCloseable {
    /** Without it Logback writes to standard output, which is ours. */
    private static final String LOGGING = "logback.configurationFile";

    private final Side side;
    private final Process process;
    private final PrintStream orders;

    /** What a host told, and when, by {@link System#nanoTime}. */
    record Told(Side side, List<String> words, long nanos) {}

    /**
     * Starts a process.
     *
     * @param told gets every line that it writes, and an empty word when it ends
     */
    HostProcess(String lab, Side side, BlockingQueue<Told> told) throws IOException {
        this.side = side;
        process =
                new ProcessBuilder(
                                "ip",
                                "netns",
                                "exec",
                                lab + "-host-" + side.letter(),
                                ProcessHandle.current().info().command().orElse("java"),
                                "-XX:+UseSerialGC",
                                "-XX:-UsePerfData",
                                "-D" + LOGGING + "=" + System.getProperty(LOGGING, ""),
                                "-cp",
                                System.getProperty("java.class.path"),
                                NatLabHost.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
        Thread reader = new Thread(() -> read(told), "host " + side.letter());
        reader.setDaemon(true);
        reader.start();
    }

    private void read(BlockingQueue<Told> told) {
        try {
            try (BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.US_ASCII))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    told.put(new Told(side, Words.split(line), System.nanoTime()));
                }
            } catch (IOException e) {
                // The same as its end.
            }
            told.put(new Told(side, Words.split(""), System.nanoTime()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void order(String... words) {
        orders.println(String.join(" ", words));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
