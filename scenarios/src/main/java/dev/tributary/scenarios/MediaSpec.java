package dev.tributary.scenarios;

/**
 * The live stream.
 *
 * @param bitrateKbps mean rate, kbit/s
 * @param framesPerSecond video frames per second
 * @param keyframeSeconds distance of keyframes, seconds
 * @param keyframeWeight size of a keyframe over the size of another frame
 * @param variation standard deviation over mean of frame sizes
 */
public record MediaSpec(
        int bitrateKbps,
        double framesPerSecond,
        double keyframeSeconds,
        double keyframeWeight,
        double variation) {}
