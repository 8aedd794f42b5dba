package dev.tributary.cli.serve;

import dev.tributary.cli.base.Environment;
import dev.tributary.cli.base.Software;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.tracker.SignalRule;
import dev.tributary.core.tracker.TrackerConfig;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.http.HttpService;
import dev.tributary.transport.journal.JournalWriter;
import dev.tributary.transport.token.TokenCheck;
import dev.tributary.transport.token.TokenKey;
import dev.tributary.transport.tracker.TrackerServer;
import dev.tributary.transport.tracker.TrackerServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings viewers together. */
@Command(
        name = "tracker",
        description = {
            "Bring the viewers of rooms together: who feeds whom, and their signalling.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary serve tracker --listen 0.0.0.0:7002 \\",
            "      --room 0123456789abcdef0123456789abcdef=douyu-six --token-key-file"
                    + " keys/token.key",
        })
final class TrackerCommand extends ServerCommand {
    /** Tokens remembered per life of a token, 120 s: about 8,000 joins per second. */
    private static final int TOKENS_MAX = 1_000_000;

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            description = "Write every input there, for 'tributary replay'.")
    private Path journal;

    @Option(
            names = "--lab",
            description = "Viewers are on this machine: they may meet at loopback addresses.")
    private boolean lab;

    @Mixin private RoomOptions rooms;
    @Mixin private TlsOptions tls;

    TrackerCommand(Environment environment) {
        super(environment);
    }

    @Override
    Running start() throws IOException {
        Map<StreamKey, RoomSettings> settings = rooms.rooms(this);
        List<TokenKey> keys = new ArrayList<>(rooms.keys(this));
        Collections.reverse(keys); // oldest first
        TokenCheck tokens = new TokenCheck(keys, Clock.systemUTC(), TOKENS_MAX);
        HttpService service =
                new HttpService(tls.on(options().http("tracker"), environment()), registry());
        int seed = new SecureRandom().nextInt();
        TrackerServer server = new TrackerServer(service, config(), tokens, seed, journal());
        settings.forEach(server::openRoom); // before anybody can ask for one
        service.start();
        String scheme = tls.wanted() ? "wss" : "ws";
        return new Running(
                ready("tracker", scheme, service, TrackerServer.PATH), service, service::close);
    }

    private TrackerServerConfig config() {
        TrackerServerConfig defaults = TrackerServerConfig.defaults();
        TrackerConfig core = lab ? defaults.core().withSignals(SignalRule.LAB) : defaults.core();
        return new TrackerServerConfig(
                core, defaults.sockets(), defaults.unjoinedMillis(), defaults.unjoinedPerAddress());
    }

    /** Each run writes a file of its own. */
    private JournalWriter journal() throws IOException {
        if (journal == null) {
            return JournalWriter.none();
        }
        Path directory = Files.createDirectories(file(journal));
        long millis = System.currentTimeMillis();
        String build = Software.of(environment()).version();
        return JournalWriter.create(
                directory.resolve("tracker-" + millis + JournalWriter.SUFFIX),
                new JournalWriter.Origin(build, millis, false),
                JournalWriter.BYTES_MAX);
    }
}
