package dev.tributary.scenarios.format;

import dev.tributary.core.slice.Slicer;
import dev.tributary.scenarios.Arrivals;
import dev.tributary.scenarios.AudienceSpec;
import dev.tributary.scenarios.AudienceSpec.DeviceMix;
import dev.tributary.scenarios.HostSpec.VerifySpec;
import dev.tributary.scenarios.MediaSpec;
import dev.tributary.scenarios.NetworkSpec.UplinkUse;
import dev.tributary.scenarios.Quantity;
import dev.tributary.scenarios.RunSpec;
import dev.tributary.scenarios.SessionModel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What must hold between the keys of a section, beyond what each key says of itself. */
final class Rules {
    private static final Map<Class<?>, Section.Rule<?>> ALL =
            Map.of(
                    MediaSpec.class, (Section.Rule<MediaSpec>) Rules::stream,
                    AudienceSpec.class, (Section.Rule<AudienceSpec>) Rules::audience,
                    DeviceMix.class, (Section.Rule<DeviceMix>) Rules::devices,
                    UplinkUse.class, (Section.Rule<UplinkUse>) Rules::uplinkUse,
                    VerifySpec.class, (Section.Rule<VerifySpec>) Rules::verify,
                    RunSpec.class, (Section.Rule<RunSpec>) Rules::run);

    private static final int MIB = 1 << 20;

    private Rules() {}

    @SuppressWarnings("unchecked") // the table has each rule at its own record
    static <R> Section.Rule<R> of(Class<R> type) {
        return (Section.Rule<R>) ALL.getOrDefault(type, (fields, record, before) -> record);
    }

    /** A stream of which no slicer would take the keyframes is no stream. */
    private static MediaSpec stream(Fields fields, MediaSpec media, int before) {
        if (fields.problems().count() > before) {
            return media;
        }
        if (media.keyframeSeconds() * media.framesPerSecond() < 1) {
            double least = Math.ceil(1_000 / media.framesPerSecond()) / 1_000;
            fields.problems()
                    .add(
                            fields.place(
                                    fields.given("keyframeEvery") ? "keyframeEvery" : "frameRate"),
                            "'stream.keyframeEvery' is shorter than a frame",
                            "write at least " + Quantity.SECONDS.print(least));
            return media;
        }
        return keyframes(fields, media);
    }

    private static MediaSpec keyframes(Fields fields, MediaSpec media) {
        double large = media.largeKeyframeBytes();
        if (large <= Slicer.TAG_BYTES_MAX) {
            return media;
        }
        long most = (long) (media.bitrateKbps() * (Slicer.TAG_BYTES_MAX / large));
        String key =
                Stream.of("bitrate", "keyframeWeight", "variation", "frameRate", "keyframeEvery")
                        .filter(fields::given)
                        .findFirst()
                        .orElse("bitrate");
        fields.problems()
                .add(
                        fields.place(key),
                        String.format(
                                Locale.ROOT,
                                "keyframes of this 'stream' may have %.1f MiB, and a frame has at"
                                        + " most %d MiB",
                                large / MIB,
                                Slicer.TAG_BYTES_MAX / MIB),
                        String.format(
                                Locale.ROOT,
                                "write a bitrate of at most %s, or a smaller keyframeWeight or"
                                        + " variation, or a higher frameRate",
                                Quantity.KBPS.print((double) most)));
        return media;
    }

    private static AudienceSpec audience(Fields fields, AudienceSpec audience, int before) {
        if (audience.arrivals() instanceof Arrivals.Population population) {
            return populated(fields, audience, population);
        }
        if (audience.arrivals() instanceof Arrivals.Rate && !fields.given("viewers")) {
            fields.problems()
                    .add(
                            fields.place("arrivals"),
                            "how many viewers there are before anybody comes is not said",
                            "add 'viewers: 0' to 'audience', or as many as there are");
        }
        return following(fields, audience);
    }

    /** The curve says how many are there, at the start as well. */
    private static AudienceSpec populated(
            Fields fields, AudienceSpec audience, Arrivals.Population population) {
        int first = (int) Math.round(population.viewers().at(0));
        if (fields.given("viewers") && audience.viewers() != first) {
            fields.problems()
                    .add(
                            fields.place("viewers"),
                            "the curve of 'audience.arrivals' begins with " + first + " viewers",
                            "write " + first + " or remove the key");
        }
        if (fields.given("ramp") && audience.rampSeconds() != 0) {
            fields.problems()
                    .add(
                            fields.place("ramp"),
                            "the curve of 'audience.arrivals' says when viewers come",
                            "write '0 s' or remove the key, and let the curve rise from 0 viewers");
        }
        AudienceSpec there = Sections.AUDIENCE.with(audience, "viewers", first);
        return Sections.AUDIENCE.with(there, "ramp", 0.0);
    }

    /**
     * Poisson arrivals that keep the mean need a mean session: with sessions forever, none come.
     */
    private static AudienceSpec following(Fields fields, AudienceSpec audience) {
        if (!(audience.sessions() instanceof SessionModel.Forever)
                || audience.arrivals() != Arrivals.Rule.POISSON) {
            return audience;
        }
        if (fields.given("arrivals")) {
            fields.problems()
                    .add(
                            fields.place("arrivals"),
                            "nobody leaves, so Poisson arrivals have no rate",
                            "write 'arrivals: none' or finite sessions");
        }
        return Sections.AUDIENCE.with(audience, "arrivals", Arrivals.Rule.NONE);
    }

    private static DeviceMix devices(Fields fields, DeviceMix mix, int before) {
        String first =
                List.of("pc", "tv", "mobile").stream().filter(fields::given).findFirst().orElse("");
        Shares.checkSum(
                List.of(mix.pc(), mix.tv(), mix.mobile()),
                fields.place(first),
                "the shares of pc, tv and mobile",
                fields.problems(),
                before);
        return mix;
    }

    private static UplinkUse uplinkUse(Fields fields, UplinkUse use, int before) {
        if (use.low() > use.high()) {
            fields.problems()
                    .add(
                            fields.place(fields.given("low") ? "low" : "high"),
                            "'network.uplinkUse.low' is above 'high'",
                            "write at most " + Quantity.SHARE.print(use.high()));
        }
        return use;
    }

    private static VerifySpec verify(Fields fields, VerifySpec verify, int before) {
        if (verify.lowMillis() > verify.highMillis()) {
            fields.problems()
                    .add(
                            fields.place(fields.given("low") ? "low" : "high"),
                            "'host.verify.low' is above 'high'",
                            "write at most " + Quantity.MILLIS.print(verify.highMillis()));
        }
        return verify;
    }

    private static RunSpec run(Fields fields, RunSpec run, int before) {
        if (run.stepSeconds() > run.durationSeconds()) {
            fields.problems()
                    .add(
                            fields.place(fields.given("step") ? "step" : "duration"),
                            "a step of the time series is longer than the measured duration",
                            "write a step of at most "
                                    + Quantity.SECONDS.print(run.durationSeconds()));
        }
        return run;
    }
}
