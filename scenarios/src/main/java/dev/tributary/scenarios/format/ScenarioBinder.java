package dev.tributary.scenarios.format;

import dev.tributary.core.nat.SymmetricSeeds;
import dev.tributary.core.registry.Systems;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.SystemProfile;
import dev.tributary.scenarios.AudienceSpec;
import dev.tributary.scenarios.CdnSpec;
import dev.tributary.scenarios.Expectation;
import dev.tributary.scenarios.HostSpec;
import dev.tributary.scenarios.MediaSpec;
import dev.tributary.scenarios.NetworkSpec;
import dev.tributary.scenarios.PlannedEvent;
import dev.tributary.scenarios.RunSpec;
import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.source.Node.Mapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A tree of values to a scenario. */
final class ScenarioBinder {
    private ScenarioBinder() {}

    /** Returns the scenario, or nothing when it has been reported what is wrong. */
    static Optional<Scenario> bind(Mapping tree, Problems problems) {
        Fields root = new Fields("", tree, problems);
        RootKey.NEEDED.forEach(root::require);
        String name = RootKey.readName(root);
        String about = RootKey.readAbout(root);
        SystemProfile system =
                ProtocolSection.SYSTEMS.read(root, "system", Systems.all().withoutPeers());
        MediaSpec media = Sections.STREAM.read(root, "stream");
        AudienceSpec audience = Sections.AUDIENCE.read(root, "audience");
        NetworkSpec network = network(root.object("network", Sections.NETWORK.rows()));
        Fields protocol = root.object("protocol", ProtocolSection.rows());
        SymmetricSeeds symmetric = (SymmetricSeeds) ProtocolSection.SYMMETRIC_SEEDS.read(protocol);
        int chunks = ProtocolSection.GRANULARITY.read(protocol);
        Optional<RoomSettings> room =
                ProtocolSection.read(protocol, system, media.bitrateKbps(), chunks);
        CdnSpec cdn = Sections.CDN.read(root, "cdn");
        HostSpec host = Sections.HOST.read(root, "host");
        int before = problems.count();
        RunSpec run = Sections.RUN.read(root, "run");
        double end = problems.count() > before ? Double.MAX_VALUE : run.endSeconds();
        List<PlannedEvent> events = EventSection.read(root, end, network.isps().size());
        List<Expectation> expectations = ExpectationSection.read(root);
        Sweep.check(root);
        root.close();
        new Attendance(root, audience, events, end).check();
        if (problems.any() || room.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Scenario(
                        name,
                        about,
                        media,
                        room.get(),
                        chunks == GranularityForm.AUTO,
                        symmetric,
                        audience,
                        network,
                        cdn,
                        host,
                        run,
                        events,
                        expectations));
    }

    /** A preset gives every value that is not given. */
    private static NetworkSpec network(Fields fields) {
        Map<String, NetworkSpec> presets = Presets.networks();
        NetworkSpec usual = presets.get(Sections.NETWORK.none().preset());
        return Sections.NETWORK.read(fields, fields.choice("preset", presets, usual));
    }
}
