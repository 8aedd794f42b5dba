package dev.tributary.transport.chain;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tributary.transport.flv.Fixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** ffmpeg as an encoder that publishes by RTMP, in a process of its own. */
final class Ffmpeg implements AutoCloseable {
    private final Process process;
    private final Path log;

    private Ffmpeg(Path folder, List<String> input, String url) throws IOException {
        Path file = folder.resolve("ten-seconds.flv");
        if (!Files.exists(file)) {
            Files.write(file, Fixture.bytes());
        }
        log = Files.createTempFile(folder, "ffmpeg", ".log");
        List<String> line = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-loglevel", "error"));
        line.addAll(input);
        line.addAll(List.of("-i", file.toString(), "-c", "copy", "-f", "flv", url));
        process =
                new ProcessBuilder(line)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
    }

    /** Skips the test where there is no ffmpeg. */
    static void assumeThere() throws InterruptedException {
        boolean there;
        try {
            there =
                    new ProcessBuilder("ffmpeg", "-version")
                                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                    .start()
                                    .waitFor()
                            == 0;
        } catch (IOException missing) {
            there = false;
        }
        assumeTrue(there, "no ffmpeg on this machine: apt-get install ffmpeg");
    }

    /** Publishes the fixture, as fast as it is taken. */
    static Ffmpeg once(Path folder, String url) throws IOException {
        return new Ffmpeg(folder, List.of(), url);
    }

    /** Publishes the fixture in real time, again and again. */
    static Ffmpeg live(Path folder, String url) throws IOException {
        return new Ffmpeg(folder, List.of("-re", "-stream_loop", "-1"), url);
    }

    /** Waits for its end; returns its exit code and what it said. */
    String end() throws IOException, InterruptedException {
        int code = process.waitFor();
        return code + " " + Files.readString(log, StandardCharsets.UTF_8);
    }

    boolean alive() {
        return process.isAlive();
    }

    /** As a crash of the encoder ends it. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
