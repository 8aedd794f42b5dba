package dev.tributary.cli.serve;

import dev.tributary.cli.base.Environment;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.scheduler.SchedulerConfig;
import dev.tributary.transport.scheduler.SchedulerServer;
import dev.tributary.transport.scheduler.client.SchedulerApi;
import dev.tributary.transport.token.TokenMint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where every viewer begins. */
@Command(
        name = "scheduler",
        description = {
            "Tell every viewer the settings of its room, where the servers are, and give it a token.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary serve scheduler --listen 0.0.0.0:7000 \\",
            "      --room 0123456789abcdef0123456789abcdef=douyu-six \\",
            "      --origin-key 0123456789abcdef0123456789abcdef=keys/origin.pub \\",
            "      --tracker ws://127.0.0.1:7002/v1/tracker --edge http://127.0.0.1:7003 \\",
            "      --stun 127.0.0.1:3478 --token-key-file keys/token.key",
        })
final class SchedulerCommand extends ServerCommand {
    /** Trackers do not report to a scheduler of another process how full they are. */
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    @Option(
            names = "--origin-key",
            required = true,
            split = ",",
            paramLabel = "KEY=HEX|FILE",
            converter = {Inputs.Stream.class},
            description =
                    "Stream, and the public key of its origin: 64 hexadecimal digits, or a file with"
                            + " them, which is read again once a second; may be given again.")
    private Map<StreamKey, String> originKeys;

    @Option(
            names = "--tracker",
            split = ",",
            paramLabel = "WS_URL",
            converter = Inputs.Tracker.class,
            description = "A tracker, as viewers reach it; may be given again.")
    private List<URI> trackers = List.of();

    @Option(
            names = "--edge",
            required = true,
            paramLabel = "URL",
            converter = Inputs.Base.class,
            description = "The edge that viewers ask first.")
    private BaseUrl edge;

    @Option(
            names = "--stun",
            split = ",",
            paramLabel = "HOST:PORT",
            description = "A STUN server, as viewers reach it; may be given again.")
    private List<String> stun = List.of();

    @Mixin private RoomOptions rooms;
    @Mixin private TlsOptions tls;

    SchedulerCommand(Environment environment) {
        super(environment);
    }

    @Override
    Running start() throws IOException {
        check();
        Map<StreamKey, RoomSettings> settings = rooms.rooms(this);
        boolean peering = settings.values().stream().anyMatch(RoomSettings::peering);
        if (peering && trackers.isEmpty()) {
            throw wrong("a room whose viewers feed each other needs a --tracker");
        }
        OriginKeyFiles keys = new OriginKeyFiles();
        for (Map.Entry<StreamKey, String> entry : originKeys.entrySet()) {
            keys.add(entry.getKey(), entry.getValue(), keyFile(entry.getValue()));
        }
        SchedulerConfig config =
                new SchedulerConfig(settings, keys.now(), trackers, NO_LIMIT, edge, stun);
        TokenMint mint = new TokenMint(rooms.keys(this).get(0), Clock.systemUTC());
        SchedulerServer server =
                new SchedulerServer(
                        tls.on(options().http("scheduler"), environment()),
                        config,
                        (stream, fingerprint) -> Payload.of(mint.mint(stream, fingerprint, 0)),
                        (tracker, stream, room) -> {}, // each tracker has its own --room
                        registry());
        server.followKeys(keys::now);
        String scheme = tls.wanted() ? "https" : "http";
        return new Running(
                ready("scheduler", scheme, server.service(), ""), server.service(), server::close);
    }

    /** A text that is no path names no file either. */
    private Path keyFile(String text) {
        try {
            return file(Path.of(text));
        } catch (InvalidPathException e) {
            throw wrong(
                    "'--origin-key': '" + text + "' is neither 64 hexadecimal digits nor a file");
        }
    }

    private void check() {
        for (String server : stun) {
            if (!server.matches("[!-+\\--~]{1,200}:[0-9]{1,5}")) {
                throw wrong("'--stun': '" + server + "' is not host:port");
            }
        }
        if (Math.max(trackers.size(), stun.size()) > SchedulerApi.SERVERS_MAX) {
            throw wrong("more than " + SchedulerApi.SERVERS_MAX + " servers of a kind");
        }
        if (!originKeys.keySet().containsAll(rooms.streams())) {
            throw wrong("every --room needs an --origin-key");
        }
    }
}
