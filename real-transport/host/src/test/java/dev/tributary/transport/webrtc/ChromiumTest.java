package dev.tributary.transport.webrtc;

import dev.tributary.webrtc.browser.Chromium;
import dev.tributary.webrtc.oracle.Oracle;
import java.io.IOException;
import org.junit.jupiter.api.Tag;

/** A link to a browser through all layers; skipped where there is no browser. */
@Tag("browser")
@Tag("slow")
final class ChromiumTest extends OracleContract {
    @Override
    Oracle start() throws IOException {
        return Chromium.start();
    }
}
