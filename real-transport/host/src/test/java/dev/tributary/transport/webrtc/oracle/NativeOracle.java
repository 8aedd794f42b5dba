package dev.tributary.transport.webrtc.oracle;

import dev.tributary.webrtc.oracle.Folder;
import dev.tributary.webrtc.oracle.Inbox;
import dev.tributary.webrtc.oracle.Oracle;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A {@link NativePeer} in a process of its own, so that native code cannot hurt the test's JVM. */
public final class NativeOracle implements Oracle {
    private static final String SYSTEM = "Linux amd64";

    /** Before, the flag stood for an incubating module, and using it was worth a warning. */
    private static final int NATIVE_ACCESS_SINCE = 22;

    private final Folder folder = new Folder("native-oracle");
    private final Process process;
    private final PrintWriter toPeer;
    private final Inbox fromPeer = new Inbox();

    private NativeOracle() throws IOException {
        process =
                new ProcessBuilder(command())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        toPeer = new PrintWriter(process.outputWriter(StandardCharsets.US_ASCII), true);
        Thread reader = new Thread(this::read, "native-oracle");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts the process, or skips the test on a system without the native library. */
    public static NativeOracle start() throws IOException {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        Assumptions.assumeTrue(system.equals(SYSTEM), "no native oracle for " + system);
        return new NativeOracle();
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= NATIVE_ACCESS_SINCE) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.add("-Xmx128m");
        // The library is unpacked there, and stays when it does not load.
        command.add("-Djava.io.tmpdir=" + folder.path());
        // A crash of native code says so on the standard error and leaves no files behind.
        command.addAll(
                List.of(
                        "-XX:+DisplayVMOutputToStderr",
                        "-XX:+ErrorFileToStderr",
                        "-XX:-CreateCoredumpOnCrash"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(NativePeer.class.getName());
        return command;
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                fromPeer.add(Line.message(line));
            }
            fromPeer.add(new Message("ended", ""));
        } catch (IOException e) {
            fromPeer.add(new Message("ended", e.toString()));
        }
    }

    @Override
    public void awaitReady(long seconds) throws InterruptedException {
        String lack = await(NativePeer.LOADED, seconds);
        Assumptions.assumeTrue(lack.isEmpty(), "no libwebrtc here: " + lack);
    }

    @Override
    public void tell(String kind, String body) {
        toPeer.println(Line.of(new Message(kind, body)));
    }

    @Override
    public Inbox inbox() {
        return fromPeer;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
        folder.close();
    }
}
