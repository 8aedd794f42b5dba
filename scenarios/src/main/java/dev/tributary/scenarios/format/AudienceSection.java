package dev.tributary.scenarios.format;

import dev.tributary.scenarios.AudienceSpec;
import dev.tributary.scenarios.AudienceSpec.Arrivals;
import dev.tributary.scenarios.AudienceSpec.DeviceMix;
import dev.tributary.scenarios.SessionModel;
import dev.tributary.scenarios.SessionModel.Exponential;
import dev.tributary.scenarios.SessionModel.Lognormal;
import dev.tributary.scenarios.SessionModel.Mixture;
import dev.tributary.scenarios.format.Node.Mapping;
import dev.tributary.scenarios.format.Node.Scalar;
import dev.tributary.scenarios.preset.Presets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The key {@code audience}. */
final class AudienceSection {
    static final String SESSIONS = "game-live";
    // theory.md 2.9: 30 % mobile [S5], half of it on cellular [A]; Wi-Fi share [A].
    static final DeviceMix DEVICES = new DeviceMix(.70, 0, .30, .50, .60);
    static final Map<String, Arrivals> ARRIVALS =
            Map.of(
                    "none", Arrivals.NONE,
                    "poisson", Arrivals.POISSON,
                    "replace", Arrivals.REPLACE);
    static final Range SESSION_SECONDS = new Range(.1, 10_000_000);

    private AudienceSection() {}

    static AudienceSpec read(Fields fields) {
        AudienceSpec audience =
                new AudienceSpec(
                        (int) fields.integer("viewers", 2_000, 1, 10_000_000),
                        fields.quantity("ramp", Quantity.SECONDS, 60, new Range(0, 604_800)),
                        sessions(fields),
                        fields.choice("arrivals", ARRIVALS, Arrivals.POISSON),
                        devices(fields.object("devices")));
        if (audience.sessions() instanceof SessionModel.Forever
                && audience.arrivals() == Arrivals.POISSON) {
            audience = withoutArrivals(fields, audience);
        }
        fields.close();
        return audience;
    }

    /**
     * Poisson arrivals that keep the mean need a mean session: with sessions forever, none come.
     */
    private static AudienceSpec withoutArrivals(Fields fields, AudienceSpec audience) {
        if (fields.given("arrivals")) {
            fields.problems()
                    .add(
                            fields.place("arrivals"),
                            "nobody leaves, so Poisson arrivals have no rate",
                            "write 'arrivals: none' or finite sessions");
        }
        return new AudienceSpec(
                audience.viewers(),
                audience.rampSeconds(),
                audience.sessions(),
                Arrivals.NONE,
                audience.devices());
    }

    private static SessionModel sessions(Fields fields) {
        SessionModel fallback = Presets.sessions().get(SESSIONS);
        Optional<Node> node = fields.node("sessions");
        if (node.isEmpty() || node.get() instanceof Scalar) {
            return fields.choice("sessions", Presets.sessions(), fallback);
        }
        if (!(node.get() instanceof Mapping mapping) || mapping.entries().size() != 1) {
            fields.problems()
                    .add(
                            node.get().place(),
                            "'audience.sessions' is not one distribution",
                            "write a name such as game-live, or {exponential: 300 s}");
            return fallback;
        }
        Fields model = fields.object("sessions");
        SessionModel sessions = fallback;
        if (model.given("exponential")) {
            sessions =
                    new Exponential(
                            model.quantity("exponential", Quantity.SECONDS, 300, SESSION_SECONDS));
        } else if (model.given("lognormal")) {
            sessions = lognormal(model.object("lognormal"));
        } else if (model.given("mixture")) {
            sessions = mixture(model.object("mixture"));
        }
        List.of("exponential", "lognormal", "mixture").forEach(model::node);
        model.close();
        return sessions;
    }

    private static Lognormal lognormal(Fields fields) {
        LogCurve curve = LogCurve.read(fields, Quantity.SECONDS, SESSION_SECONDS);
        fields.close();
        return new Lognormal(curve.mu(), curve.sigma());
    }

    private static Mixture mixture(Fields fields) {
        double zappers = fields.quantity("zappers", Quantity.SHARE, .5, Range.SHARE);
        double mean = fields.quantity("zapperMean", Quantity.SECONDS, 30, SESSION_SECONDS);
        LogCurve curve = LogCurve.read(fields, Quantity.SECONDS, SESSION_SECONDS);
        fields.close();
        return new Mixture(zappers, mean, curve.mu(), curve.sigma());
    }

    private static DeviceMix devices(Fields fields) {
        int before = fields.problems().count();
        DeviceMix mix =
                new DeviceMix(
                        fields.quantity("pc", Quantity.SHARE, DEVICES.pc(), Range.SHARE),
                        fields.quantity("tv", Quantity.SHARE, DEVICES.tv(), Range.SHARE),
                        fields.quantity("mobile", Quantity.SHARE, DEVICES.mobile(), Range.SHARE),
                        part(fields, "cellular", "mobile", DEVICES.cellularOfMobile()),
                        part(fields, "wifi", "fixed", DEVICES.wifiOfFixed()));
        String first =
                List.of("pc", "tv", "mobile").stream().filter(fields::given).findFirst().orElse("");
        Shares.checkSum(
                List.of(mix.pc(), mix.tv(), mix.mobile()),
                fields.place(first),
                "the shares of pc, tv and mobile",
                fields.problems(),
                before);
        fields.close();
        return mix;
    }

    /**
     * Reads {@code 50 % of mobile}; the whole is spelled out because a bare share would mislead.
     */
    private static double part(Fields fields, String key, String whole, double fallback) {
        Optional<Scalar> scalar = fields.scalar(key);
        if (scalar.isEmpty()) {
            return fallback;
        }
        String text = scalar.get().text().strip();
        String suffix = " of " + whole;
        if (!text.endsWith(suffix)) {
            fields.problems()
                    .add(
                            scalar.get().place(),
                            Words.quote(text) + " does not say of what",
                            "write for example '50 %" + suffix + "'");
            return fallback;
        }
        String share = text.substring(0, text.length() - suffix.length());
        return fields.inRange(scalar.get(), share, Quantity.SHARE, Range.SHARE).orElse(fallback);
    }
}
