package dev.tributary.sim.script;

import dev.tributary.core.slice.Slicer;
import dev.tributary.scenarios.MediaSpec;
import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.kernel.Randomness;

/**
 * The frames of an encoder: sizes that follow the bitrate, a larger keyframe at the head of each
 * group, and lognormal variation. Equal seeds give equal frames, in both worlds.
 */
public final class FrameSource {
    /** Media that exists when a run begins, so that the first viewers find a full index. */
    public static final long HEAD_START_MILLIS = 60_000;

    private static final int BYTES_MIN = 16;

    private final RandomStream random;
    private final double frameMillis;
    private final int groupFrames;
    private final double frameBytes;
    private final double keyframeWeight;
    private final double mu;
    private final double sigma;
    private long frame;

    /** Creates the encoder of a run. */
    public FrameSource(Randomness randomness, MediaSpec media) {
        random = randomness.stream("media", 0);
        frameMillis = 1_000 / media.framesPerSecond();
        groupFrames = media.groupFrames();
        keyframeWeight = media.keyframeWeight();
        frameBytes = media.frameBytes();
        sigma = media.sigma();
        mu = -sigma * sigma / 2;
    }

    /**
     * One frame.
     *
     * @param dtsMillis media time
     * @param bytes size
     * @param keyframe whether a decoder can start with it
     */
    public record Frame(long dtsMillis, int bytes, boolean keyframe) {}

    /** Returns the next frame. */
    public Frame next() {
        boolean key = frame % groupFrames == 0;
        long dtsMillis = Math.round(frame * frameMillis);
        double mean = key ? frameBytes * keyframeWeight : frameBytes;
        int drawn = (int) (mean * random.lognormal(mu, sigma));
        int bytes = Math.min(Slicer.TAG_BYTES_MAX, Math.max(BYTES_MIN, drawn));
        frame++;
        return new Frame(dtsMillis, bytes, key);
    }
}
