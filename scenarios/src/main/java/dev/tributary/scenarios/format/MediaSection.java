package dev.tributary.scenarios.format;

import dev.tributary.scenarios.CdnSpec;
import dev.tributary.scenarios.MediaSpec;
import dev.tributary.scenarios.RunSpec;

/** The keys {@code stream}, {@code cdn} and {@code run}. */
final class MediaSection {
    static final MediaSpec STREAM = new MediaSpec(2_500, 25, 2, 5, .30);
    static final CdnSpec CDN = new CdnSpec(20, 50, 200);
    static final RunSpec RUN = new RunSpec(120, 600, 10, 1, false, 5);

    private static final double WEEK_SECONDS = 7 * 86_400.;

    private MediaSection() {}

    static MediaSpec stream(Fields fields) {
        MediaSpec media =
                new MediaSpec(
                        fields.whole(
                                "bitrate",
                                Quantity.KBPS,
                                STREAM.bitrateKbps(),
                                new Range(8, 1_000_000)),
                        fields.quantity(
                                "frameRate",
                                Quantity.FPS,
                                STREAM.framesPerSecond(),
                                new Range(1, 240)),
                        fields.quantity(
                                "keyframeEvery",
                                Quantity.SECONDS,
                                STREAM.keyframeSeconds(),
                                new Range(.1, 60)),
                        fields.quantity(
                                "keyframeWeight",
                                Quantity.NUMBER,
                                STREAM.keyframeWeight(),
                                new Range(1, 100)),
                        fields.quantity(
                                "variation", Quantity.SHARE, STREAM.variation(), new Range(0, 2)));
        fields.close();
        return media;
    }

    static CdnSpec cdn(Fields fields) {
        CdnSpec cdn =
                new CdnSpec(
                        fields.quantity(
                                "rtt", Quantity.MILLIS, CDN.rttMillis(), new Range(0, 60_000)),
                        fields.word("perViewer", "unlimited")
                                ? 0
                                : fields.quantity(
                                        "perViewer",
                                        Quantity.MBPS,
                                        CDN.viewerMbps(),
                                        new Range(.01, 100_000)),
                        fields.quantity(
                                "publishDelay",
                                Quantity.MILLIS,
                                CDN.publishMillis(),
                                new Range(0, 60_000)));
        fields.close();
        return cdn;
    }

    static RunSpec run(Fields fields) {
        RunSpec run =
                new RunSpec(
                        fields.quantity(
                                "warmUp",
                                Quantity.SECONDS,
                                RUN.warmUpSeconds(),
                                new Range(0, WEEK_SECONDS)),
                        fields.quantity(
                                "duration",
                                Quantity.SECONDS,
                                RUN.durationSeconds(),
                                new Range(1, WEEK_SECONDS)),
                        (int) fields.integer("replications", RUN.replications(), 1, 10_000),
                        fields.integer("seed", RUN.seed(), 0, Long.MAX_VALUE - 10_000),
                        fields.flag("throughCodec", RUN.throughCodec()),
                        fields.quantity(
                                "step", Quantity.SECONDS, RUN.stepSeconds(), new Range(.1, 3_600)));
        if (run.stepSeconds() > run.durationSeconds()) {
            fields.problems()
                    .add(
                            fields.place(fields.given("step") ? "step" : "duration"),
                            "a step of the time series is longer than the measured duration",
                            "write a step of at most "
                                    + Quantity.SECONDS.print(run.durationSeconds()));
        }
        fields.close();
        return run;
    }
}
