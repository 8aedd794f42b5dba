package dev.tributary.webrtc.oracle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A WebRTC implementation of the world of Node, in a process of its own that a script drives: lines
 * on its input and output, each a mark, a kind, a space and the body in Base64. What a library
 * prints has no mark.
 */
public final class NodeOracle implements Oracle {
    private static final String MARK = "@";

    /** Implementations, fetched through npm into the build folder, each of one version. */
    public enum Library {
        /** SCTP of usrsctp, DTLS of OpenSSL, ICE of libjuice. */
        LIBDATACHANNEL("node-datachannel", "0.33.4"),
        /** All layers in TypeScript, of its own. */
        WERIFT("werift", "0.24.4");

        private final String npmName;
        private final String version;

        Library(String npmName, String version) {
            this.npmName = npmName;
            this.version = version;
        }
    }

    private final Process process;
    private final Writer toScript;
    private final Inbox inbox = new Inbox();

    private NodeOracle(Path script, Path log) throws IOException {
        process = new ProcessBuilder("node", script.toString()).redirectError(log.toFile()).start();
        toScript = process.outputWriter(StandardCharsets.US_ASCII);
        Thread reader = new Thread(this::read, "node-oracle");
        reader.setDaemon(true);
        reader.start();
    }

    /** Fetches it if need be, or skips what follows where npm or its registry is not there. */
    public static void assumeInstalled(Library library) throws IOException, InterruptedException {
        Path folder = folder(library);
        Path installed = folder.resolve("node_modules").resolve(library.npmName);
        if (!Files.exists(installed.resolve("package.json"))) {
            Npm.assumeInstalls(folder, library.npmName + "@" + library.version);
        }
    }

    private static Path folder(Library library) {
        return Path.of("target", "npm", library.npmName).toAbsolutePath();
    }

    /** Starts the script of a library that is installed, or skips the test where Node is not. */
    public static NodeOracle start(Library library) throws IOException {
        Path folder = folder(library);
        Path script = null;
        for (String name : List.of("common", library.npmName)) {
            script = folder.resolve(name + ".cjs");
            try (InputStream in = NodeOracle.class.getResourceAsStream(name + ".cjs")) {
                Files.write(script, in.readAllBytes());
            }
        }
        try {
            return new NodeOracle(script, folder.resolve("node.log"));
        } catch (IOException e) {
            Assumptions.abort("no Node: " + e.getMessage());
            throw e;
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int end = line.indexOf(' ');
                boolean ours = line.startsWith(MARK) && end > 0;
                inbox.add(
                        ours
                                ? new Message(
                                        line.substring(MARK.length(), end),
                                        new String(
                                                Base64.getDecoder().decode(line.substring(end + 1)),
                                                StandardCharsets.UTF_8))
                                : new Message("printed", line));
            }
        } catch (IOException | IllegalArgumentException e) {
            inbox.add(new Message("error", e.toString()));
        }
        inbox.add(new Message("ended", ""));
    }

    @Override
    public void tell(String kind, String body) {
        String encoded = Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8));
        try {
            toScript.write(MARK + kind + " " + encoded + "\n");
            toScript.flush();
        } catch (IOException e) {
            inbox.add(new Message("error", "deaf: " + e.getMessage()));
        }
    }

    @Override
    public Inbox inbox() {
        return inbox;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
