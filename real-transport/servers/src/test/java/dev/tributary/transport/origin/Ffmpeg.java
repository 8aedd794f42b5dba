package dev.tributary.transport.origin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

    /** Returns a line for each packet: kind, PTS, DTS, duration, size and flags. */
    static Stream<String> packets(byte[] media) throws IOException, InterruptedException {
        Path file = Files.createTempFile("packets", ".media");
        try {
            Files.write(file, media);
            String entries = "packet=codec_type,pts_time,dts_time,duration_time,size,flags";
            List<String> command = new ArrayList<>(List.of("ffprobe", "-v", "error"));
            command.addAll(List.of("-show_entries", entries, "-of", "csv=p=0", file.toString()));
            return run(command).lines();
        } finally {
            Files.delete(file);
        }
    }

    /** Plays so much of a URL as fast as it comes; returns the errors. */
    static String play(String url, int seconds) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error"));
        command.addAll(List.of("-live_start_index", "0", "-i", url));
        command.addAll(List.of("-t", String.valueOf(seconds), "-f", "null", "-"));
        return run(command);
    }

    /** Makes FLV; the arguments are those before the output. */
    static byte[] make(String arguments) throws IOException, InterruptedException {
        return make(arguments, ".flv");
    }

    /** Makes a file of a kind. */
    static byte[] make(String arguments, String kind) throws IOException, InterruptedException {
        Path file = Files.createTempFile("made", kind);
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
