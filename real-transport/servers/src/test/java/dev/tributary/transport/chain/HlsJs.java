package dev.tributary.transport.chain;

import dev.tributary.webrtc.oracle.Npm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The player of HLS of the page, a third party's: fetched through npm into the build folder. */
final class HlsJs {
    private static final String PACKAGE = "hls.js@1.7.4";

    private HlsJs() {}

    /**
     * Returns the files of a page that plays, by path, or skips the test where there is no script.
     *
     * @param build folder to fetch into
     */
    static Map<String, byte[]> page(Path build) throws IOException, InterruptedException {
        // A folder of its own: npm takes away what it was not asked for.
        Path folder = build.resolve("npm-hls").toAbsolutePath();
        Path script = folder.resolve("node_modules/hls.js/dist/hls.min.js");
        if (!Files.exists(script)) {
            Npm.assumeInstalls(folder, PACKAGE);
        }
        try (InputStream html = HlsJs.class.getResourceAsStream("hls.html")) {
            return Map.of("/", html.readAllBytes(), "/hls.js", Files.readAllBytes(script));
        }
    }
}
