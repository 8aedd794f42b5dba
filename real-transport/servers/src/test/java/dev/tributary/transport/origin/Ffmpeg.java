package dev.tributary.transport.origin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The decoder of the tests, a program of others. */
final class Ffmpeg {
    private static final long SECONDS = 60;

    private Ffmpeg() {}

    /** What came of decoding a file. */
    record Decoded(int pictures, int sounds, String errors) {}

    /** Skips the test where ffmpeg is not installed. */
    static void assume() {
        boolean there;
        try {
            there = run(List.of("ffmpeg", "-version")).contains("ffmpeg version");
        } catch (IOException | InterruptedException missing) {
            there = false;
        }
        Assumptions.assumeTrue(there, "ffmpeg is not installed (apt-get install ffmpeg)");
    }

    static Decoded decode(byte[] flv) throws IOException, InterruptedException {
        Path file = Files.createTempFile("played", ".flv");
        try {
            Files.write(file, flv);
            String name = file.toString();
            String errors = run(List.of("ffmpeg", "-v", "error", "-i", name, "-f", "null", "-"));
            return new Decoded(frames(name, "v"), frames(name, "a"), errors);
        } finally {
            Files.delete(file);
        }
    }

    /** Returns how many frames of a track are decoded: a line for each. */
    private static int frames(String file, String track) throws IOException, InterruptedException {
        List<String> command =
                List.of(
                        "ffmpeg",
                        "-v",
                        "quiet",
                        "-i",
                        file,
                        "-map",
                        "0:" + track + "?",
                        "-fps_mode",
                        "passthrough",
                        "-f",
                        "framecrc",
                        "-");
        return (int) run(command).lines().filter(line -> line.matches("[0-9]+,.*")).count();
    }

    /** Makes FLV; the arguments are those before the output. */
    static byte[] make(String arguments) throws IOException, InterruptedException {
        Path file = Files.createTempFile("made", ".flv");
        try {
            List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y"));
            command.addAll(List.of(arguments.split(" ")));
            command.add(file.toString());
            String errors = run(command);
            if (Files.size(file) == 0) {
                throw new IOException(errors);
            }
            return Files.readAllBytes(file);
        } finally {
            Files.delete(file);
        }
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        byte[] out = process.getInputStream().readAllBytes();
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        if (!ended) {
            throw new IOException(command.get(0) + " does not end");
        }
        return new String(out, StandardCharsets.UTF_8);
    }
}
