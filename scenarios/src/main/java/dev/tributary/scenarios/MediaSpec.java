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
                        text = "Mean rate",
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
                double variation) {}
