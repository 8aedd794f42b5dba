package dev.tributary.transport.flv;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Ten seconds of 320x180 H.264 (a keyframe per second) and AAC, made by ffmpeg. */
public final class Fixture {
    private Fixture() {}

    /** Returns the file. */
    public static byte[] bytes() {
        try (InputStream in =
                Fixture.class.getResourceAsStream("/dev/tributary/transport/ten-seconds.flv")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
