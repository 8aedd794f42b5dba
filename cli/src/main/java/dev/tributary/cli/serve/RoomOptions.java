package dev.tributary.cli.serve;

import dev.tributary.cli.base.ScenarioFiles;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.scenarios.format.SweepPoint;
import dev.tributary.transport.token.TokenKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;

/** What a scheduler and its trackers must be told alike. */
final class RoomOptions {
    @Option(
            names = "--room",
            required = true,
            split = ",",
            paramLabel = "KEY=SCENARIO",
            converter = {Inputs.Stream.class},
            description =
                    "Stream, and the scenario (file, or name in the library) with the settings of its"
                            + " room, the same at the scheduler and its trackers; may be given"
                            + " again.")
    private Map<StreamKey, String> scenarios;

    @Option(
            names = "--token-key-file",
            required = true,
            paramLabel = "FILE",
            description =
                    "The key or keys of tokens, the same at the scheduler, which signs with the"
                            + " first, and its trackers.")
    private Path tokenKeys;

    Set<StreamKey> streams() {
        return scenarios.keySet();
    }

    /** Returns the settings of rooms, each as a scenario says. */
    Map<StreamKey, RoomSettings> rooms(ServerCommand command) {
        Map<StreamKey, RoomSettings> rooms = new LinkedHashMap<>();
        scenarios.forEach(
                (stream, name) -> {
                    List<SweepPoint> points =
                            new ScenarioFiles(command.environment()).points(name, List.of());
                    if (points.size() > 1) {
                        throw command.wrong(
                                name + ": a sweep of " + points.size() + " points is no room");
                    }
                    rooms.put(stream, points.get(0).scenario().room());
                });
        return rooms;
    }

    /** Returns the keys, the one that signs first. */
    List<TokenKey> keys(ServerCommand command) throws IOException {
        return SecretFile.tokenKeys(command.file(tokenKeys));
    }
}
