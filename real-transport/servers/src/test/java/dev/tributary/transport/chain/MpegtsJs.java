package dev.tributary.transport.chain;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The player of the page, a third party's: fetched through npm into the build folder. */
public final class MpegtsJs {
    private static final String PACKAGE = "mpegts.js@1.8.2";
    private static final long NPM_SECONDS = 120;

    private MpegtsJs() {}

    /**
     * Returns the files of a page that plays, by path, or skips the test where there is no script.
     *
     * @param build folder to fetch into
     */
    public static Map<String, byte[]> page(Path build) throws IOException, InterruptedException {
        byte[] script = bytes(build.resolve("npm").toAbsolutePath());
        try (InputStream html = MpegtsJs.class.getResourceAsStream("player.html")) {
            return Map.of("/", html.readAllBytes(), "/mpegts.js", script);
        }
    }

    /** Returns the script, or skips the test where npm or its registry is not there. */
    private static byte[] bytes(Path folder) throws IOException, InterruptedException {
        Path script = folder.resolve("node_modules/mpegts.js/dist/mpegts.js");
        if (!Files.exists(script)) {
            Files.createDirectories(folder);
            Assumptions.assumeTrue(install(folder), "npm cannot install " + PACKAGE);
        }
        return Files.readAllBytes(script);
    }

    private static boolean install(Path folder) throws InterruptedException {
        String[] command = {
            "npm",
            "install",
            "--prefix",
            folder.toString(),
            "--no-save",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            PACKAGE
        };
        try {
            Process npm =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("npm.log").toFile())
                            .start();
            boolean ended = npm.waitFor(NPM_SECONDS, TimeUnit.SECONDS);
            npm.destroyForcibly();
            return ended && npm.exitValue() == 0;
        } catch (IOException noNpm) {
            return false;
        }
    }
}
