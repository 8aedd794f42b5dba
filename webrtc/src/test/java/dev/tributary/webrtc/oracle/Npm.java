package dev.tributary.webrtc.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** What tests need of the world of Node, fetched into a folder of the build. */
public final class Npm {
    private static final long SECONDS = 120;

    private Npm() {}

    /**
     * Installs a package, or skips the test where npm or its registry is not there. Scripts of
     * packages do not run: what is fetched comes with what it needs.
     *
     * @param wanted name@version
     */
    public static void assumeInstalls(Path folder, String wanted)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Assumptions.assumeTrue(install(folder, wanted), "npm cannot install " + wanted);
    }

    private static boolean install(Path folder, String wanted) throws InterruptedException {
        String[] command = {
            "npm",
            "install",
            "--prefix",
            folder.toString(),
            "--no-save",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--fetch-retries=1",
            "--fetch-retry-mintimeout=1000",
            "--fetch-timeout=30000",
            wanted
        };
        try {
            Process npm =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("npm.log").toFile())
                            .start();
            boolean ended = npm.waitFor(SECONDS, TimeUnit.SECONDS);
            npm.destroyForcibly();
            return ended && npm.exitValue() == 0;
        } catch (IOException noNpm) {
            return false;
        }
    }
}
