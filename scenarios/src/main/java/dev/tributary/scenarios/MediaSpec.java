package dev.tributary.scenarios;

import static dev.tributary.scenarios.Quantity.FPS;
import static dev.tributary.scenarios.Quantity.KBPS;
import static dev.tributary.scenarios.Quantity.SECONDS;
import static dev.tributary.scenarios.Quantity.SHARE;

/** The live stream. */
public record MediaSpec(
        @Key(
                        name = "bitrate",
                        in = KBPS,
                        range = "8 kbps..1 Gbps",
                        usual = "2.5 Mbps",
                        text = "Mean rate; keyframes must fit into 4 MiB",
                        source = "720p of theory.md 2.9")
                int bitrateKbps,
        @Key(
                        name = "frameRate",
                        in = FPS,
                        range = "1 fps..240 fps",
                        usual = "25 fps",
                        text = "Video frames per second")
                double framesPerSecond,
        @Key(
                        name = "keyframeEvery",
                        in = SECONDS,
                        range = "0.1 s..60 s",
                        usual = "2 s",
                        text = "Distance of keyframes")
                double keyframeSeconds,
        @Key(
                        range = "1..100",
                        usual = "5",
                        text = "Size of a keyframe over the size of another frame")
                double keyframeWeight,
        @Key(
                        in = SHARE,
                        range = "0 %..200 %",
                        usual = "30 %",
                        text = "Standard deviation over mean of frame sizes")
                double variation) {
    /** A larger draw of a keyframe's size, one in 741, is cut off at what a frame may have. */
    private static final double LARGE_SIGMAS = 3;

    private static final double BYTES_PER_KILOBIT = 125;

    /** Returns the frames from one keyframe to the next. */
    public int groupFrames() {
        return Math.max(1, (int) Math.round(keyframeSeconds * framesPerSecond));
    }

    /** Returns the mean size of a frame that is no keyframe, bytes. */
    public double frameBytes() {
        double groupBytes = bitrateKbps * BYTES_PER_KILOBIT * keyframeSeconds;
        return groupBytes / (groupFrames() - 1 + keyframeWeight);
    }

    /** Returns the standard deviation of the logarithm of sizes, which are lognormal. */
    public double sigma() {
        return StrictMath.sqrt(StrictMath.log(1 + variation * variation));
    }

    /** Returns what hardly any keyframe exceeds, bytes. */
    public double largeKeyframeBytes() {
        double factor = StrictMath.exp(LARGE_SIGMAS * sigma() - sigma() * sigma() / 2);
        return frameBytes() * keyframeWeight * factor;
    }
}
