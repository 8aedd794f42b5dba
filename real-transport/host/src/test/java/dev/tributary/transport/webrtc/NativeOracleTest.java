package dev.tributary.transport.webrtc;

import dev.tributary.transport.webrtc.oracle.NativeOracle;
import dev.tributary.webrtc.oracle.Oracle;
import java.io.IOException;

/** A link to libwebrtc through all layers; skipped where it cannot be loaded. */
final class NativeOracleTest extends OracleContract {
    @Override
    Oracle start() throws IOException {
        return NativeOracle.start();
    }
}
