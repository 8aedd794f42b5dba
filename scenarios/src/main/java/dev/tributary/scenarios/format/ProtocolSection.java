package dev.tributary.scenarios.format;

import dev.tributary.core.room.PlayoutSettings;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.StrategyKind;
import dev.tributary.core.room.SwarmSettings;
import dev.tributary.core.room.UploadSettings;
import dev.tributary.scenarios.format.Node.Scalar;
import java.util.Map;
import java.util.Optional;

/** The keys {@code system} and {@code protocol}: the room that the scheduler hands out. */
final class ProtocolSection {
    static final Map<String, StrategyKind> SYSTEMS =
            Map.of(
                    "cdn-only", StrategyKind.CDN_ONLY,
                    "douyu", StrategyKind.DOUYU,
                    "random-push", StrategyKind.RANDOM_PUSH);
    static final Map<String, Boolean> ASSIGNMENT = Map.of("balanced", true, "random", false);

    /** Chunks per message: a whole slice, or what fits into one frame of a data channel. */
    static final Map<String, Integer> GRANULARITY = Map.of("slice", 65_535, "frame", 15);

    private ProtocolSection() {}

    /** Returns the room, or nothing when it cannot be made from what is written. */
    static Optional<RoomSettings> read(Fields fields, StrategyKind system, int bitrateKbps) {
        SwarmSettings swarm = swarm(fields);
        UploadSettings upload = upload(fields);
        boolean trickleIce = fields.flag("trickleIce", true);
        boolean ipv6 = fields.flag("ipv6", true);
        Optional<PlayoutSettings> playout = playout(fields);
        fields.close();
        return playout.map(
                p -> new RoomSettings(system, bitrateKbps, trickleIce, ipv6, p, swarm, upload));
    }

    private static Optional<PlayoutSettings> playout(Fields fields) {
        PlayoutSettings base = PlayoutSettings.defaults();
        int before = fields.problems().count();
        int buffer =
                fields.whole(
                        "buffer", Quantity.MILLIS, base.bufferMillis(), new Range(500, 60_000));
        int window =
                fields.whole(
                        "emergencyWindow",
                        Quantity.MILLIS,
                        base.emergencyWindowMillis(),
                        new Range(100, 60_000));
        int start =
                fields.whole("start", Quantity.MILLIS, base.startMillis(), new Range(1, 60_000));
        if (fields.problems().count() == before) {
            checkFits(fields, "emergencyWindow", window, buffer - 1);
            checkFits(fields, "start", start, buffer);
        }
        return fields.problems().count() == before
                ? Optional.of(new PlayoutSettings(buffer, window, start))
                : Optional.empty();
    }

    private static void checkFits(Fields fields, String key, int millis, int limitMillis) {
        if (millis <= limitMillis) {
            return;
        }
        fields.problems()
                .add(
                        fields.place(fields.given(key) ? key : "buffer"),
                        Words.quote(fields.label(key))
                                + " of "
                                + Quantity.MILLIS.print(millis)
                                + " does not fit into the buffer",
                        "write at most "
                                + Quantity.MILLIS.print(limitMillis)
                                + " or enlarge 'protocol.buffer'");
    }

    private static SwarmSettings swarm(Fields fields) {
        SwarmSettings base = SwarmSettings.defaults();
        return new SwarmSettings(
                (int) fields.integer("subStreams", base.subStreams(), 1, 31),
                (int) fields.integer("backups", base.backups(), 0, 2),
                (int) fields.integer("relayDepth", base.relayDepthMax(), 1, 4),
                fields.whole(
                        "baseStream",
                        Quantity.PERCENT,
                        base.baseStreamMaxPercent(),
                        new Range(0, 95)),
                fields.choice("assignment", ASSIGNMENT, base.roundRobin()),
                fields.whole(
                        "gapGrace", Quantity.MILLIS, base.gapGraceMillis(), new Range(0, 60_000)),
                fields.whole(
                        "silentAfter",
                        Quantity.MILLIS,
                        base.silentMillis(),
                        new Range(100, 60_000)));
    }

    private static UploadSettings upload(Fields fields) {
        UploadSettings base = UploadSettings.defaults();
        int fanOut =
                (int) fields.integer("fanOut", base.fanOutMax(), 0, UploadSettings.FAN_OUT_LIMIT);
        int budget =
                fields.whole(
                        "uploadBudget", Quantity.PERCENT, base.budgetPercent(), new Range(1, 100));
        int cap =
                fields.word("uploadPerDownload", "off")
                        ? 0
                        : fields.whole(
                                "uploadPerDownload", Quantity.PERCENT, 0, new Range(1, 10_000));
        return new UploadSettings(fanOut, budget, cap, granularity(fields));
    }

    private static int granularity(Fields fields) {
        boolean number =
                fields.node("granularity")
                        .filter(n -> n instanceof Scalar s && s.text().matches("[-+]?[0-9].*"))
                        .isPresent();
        if (!number) {
            return fields.choice("granularity", GRANULARITY, GRANULARITY.get("slice"));
        }
        int block = RoomSettings.BLOCK_CHUNKS;
        int chunks = (int) fields.integer("granularity", block, block, 65_535);
        if (chunks % block != 0) {
            fields.reject("granularity", "whole blocks, a multiple of " + block + " chunks");
            return block;
        }
        return chunks;
    }
}
