package dev.tributary.transport.chain;

import dev.tributary.webrtc.oracle.Npm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The player of the page, a third party's: fetched through npm into the build folder. */
public final class MpegtsJs {
    private static final String PACKAGE = "mpegts.js@1.8.2";

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
            Npm.assumeInstalls(folder, PACKAGE);
        }
        return Files.readAllBytes(script);
    }
}
