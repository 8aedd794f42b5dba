package dev.tributary.live;

import dev.tributary.core.base.Time;
import dev.tributary.transport.flv.SyntheticFlv;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long pictures take from the camera to the screens, by the number that each frame carries in
 * its bytes and the machine's clock: apart from media times, headers and meters, which it checks.
 *
 * <p>The encoder's thread tells when a frame left; all else is of the viewers' event loop.
 */
public final class GlassToGlass {
    private static final int VIDEO = 9;

    /** Place and value of what tells a frame from a decoder's configuration. */
    private static final int PACKET = 12;

    private static final int FRAME = 1;

    private final Map<Integer, Long> cameraNanos = new ConcurrentHashMap<>();
    private double sumNanos;
    private long maxNanos;
    private long pictures;

    /** A frame was before the camera at a time of {@link System#nanoTime}. */
    void taken(int number, long nanoTime) {
        cameraNanos.put(number, nanoTime);
    }

    /** Returns the number of the frame that a slice begins with, or -1 when it is no frame. */
    static int number(byte[] media) {
        boolean frame =
                media.length >= SyntheticFlv.TAG_BYTES_MIN
                        && media[0] == VIDEO
                        && media[PACKET] == FRAME;
        return frame ? SyntheticFlv.number(media) : -1;
    }

    /** A frame appeared on a screen; one from before the run is nobody's. */
    void shown(int number, long nanoTime) {
        Long taken = cameraNanos.get(number);
        if (taken != null) {
            sumNanos += nanoTime - taken;
            maxNanos = Math.max(maxNanos, nanoTime - taken);
            pictures++;
        }
    }

    /** The measured interval begins. */
    void reset() {
        sumNanos = 0;
        maxNanos = 0;
        pictures = 0;
    }

    /** Returns the mean, NaN when nothing was shown. */
    public double meanSeconds() {
        return pictures == 0 ? Double.NaN : sumNanos / pictures / Time.NANOS_PER_SECOND;
    }

    /** Returns the longest. */
    public double maxSeconds() {
        return Time.seconds(maxNanos);
    }

    /** Returns how many pictures were timed. */
    public long pictures() {
        return pictures;
    }
}
