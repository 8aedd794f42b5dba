package dev.tributary.scenarios.format;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.StrategyKind;
import dev.tributary.scenarios.AudienceSpec;
import dev.tributary.scenarios.CdnSpec;
import dev.tributary.scenarios.Expectation;
import dev.tributary.scenarios.MediaSpec;
import dev.tributary.scenarios.NetworkSpec;
import dev.tributary.scenarios.PlannedEvent;
import dev.tributary.scenarios.RunSpec;
import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.format.Node.Mapping;
import dev.tributary.scenarios.format.Node.Scalar;
import java.util.List;
import java.util.Optional;

/** A tree of values to a scenario. */
final class ScenarioBinder {
    private static final int ABOUT_MAX = 500;

    private ScenarioBinder() {}

    /** Returns the scenario, or nothing when it has been reported what is wrong. */
    static Optional<Scenario> bind(Mapping tree, Problems problems) {
        Fields root = new Fields("", tree, problems);
        List.of("name", "about", "system").forEach(root::require);
        String name = name(root);
        String about = about(root);
        StrategyKind system = root.choice("system", ProtocolSection.SYSTEMS, StrategyKind.CDN_ONLY);
        MediaSpec media = MediaSection.stream(root.object("stream"));
        AudienceSpec audience = AudienceSection.read(root.object("audience"));
        NetworkSpec network = NetworkSection.read(root.object("network"));
        Optional<RoomSettings> room =
                ProtocolSection.read(root.object("protocol"), system, media.bitrateKbps());
        CdnSpec cdn = MediaSection.cdn(root.object("cdn"));
        int before = problems.count();
        RunSpec run = MediaSection.run(root.object("run"));
        double end =
                problems.count() > before
                        ? Double.MAX_VALUE
                        : run.warmUpSeconds() + run.durationSeconds();
        List<PlannedEvent> events = EventSection.read(root, end);
        List<Expectation> expectations = ExpectationSection.read(root);
        Sweep.check(root);
        root.close();
        checkRamp(root, audience, end);
        if (problems.any() || room.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Scenario(
                        name,
                        about,
                        media,
                        room.get(),
                        audience,
                        network,
                        cdn,
                        run,
                        events,
                        expectations));
    }

    private static String name(Fields root) {
        String name = root.scalar("name").map(Scalar::text).orElse("");
        if (root.given("name") && !name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            root.problems()
                    .add(
                            root.place("name"),
                            Words.quote(name) + " is not a name",
                            "write 1 to 64 of a-z, 0-9 and -, such as douyu-six");
        }
        return name;
    }

    private static String about(Fields root) {
        String about = root.scalar("about").map(Scalar::text).orElse("").strip();
        if (!about.equals(Words.printable(about, ABOUT_MAX))) {
            root.problems()
                    .add(
                            root.place("about"),
                            "'about' is not one sentence",
                            "write one line of at most " + ABOUT_MAX + " visible characters");
        }
        return about;
    }

    private static void checkRamp(Fields root, AudienceSpec audience, double end) {
        if (audience.rampSeconds() > end) {
            Fields fields = root.object("audience");
            boolean given = fields.given("ramp");
            root.problems()
                    .add(
                            given ? fields.place("ramp") : root.place("run"),
                            "the first viewers still join after the end of the run",
                            "write a ramp of at most warmUp + duration = "
                                    + Quantity.SECONDS.print(end));
        }
    }
}
