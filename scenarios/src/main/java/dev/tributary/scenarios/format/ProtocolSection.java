package dev.tributary.scenarios.format;

import static dev.tributary.scenarios.Quantity.MILLIS;
import static dev.tributary.scenarios.Quantity.PERCENT;

import dev.tributary.core.room.PlayoutSettings;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.StrategyKind;
import dev.tributary.core.room.SwarmSettings;
import dev.tributary.core.room.UploadSettings;
import dev.tributary.scenarios.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The keys {@code system} and {@code protocol}: the room that the scheduler hands out. */
final class ProtocolSection {
    static final WordForm<Object> SYSTEMS = WordForm.of(StrategyKind.class);

    private static final PlayoutSettings PLAYOUT = PlayoutSettings.defaults();
    private static final SwarmSettings SWARM = SwarmSettings.defaults();
    private static final UploadSettings UPLOAD = UploadSettings.defaults();

    private static final Row<Integer> SUB_STREAMS =
            count("subStreams", SWARM.subStreams(), 1, 31, "Number of sub-streams N");
    private static final Row<Integer> BUFFER =
            whole(
                    "buffer",
                    MILLIS.print(PLAYOUT.bufferMillis()),
                    "500 ms..60 s",
                    "From the live edge to the playhead",
                    "the emergency window, plus 0.8 * 6 slices that a seed needs to feed all"
                            + " receivers of one sub-stream of six, plus 1 s");
    private static final Row<Integer> WINDOW =
            whole(
                    "emergencyWindow",
                    MILLIS.print(PLAYOUT.emergencyWindowMillis()),
                    "100 ms..60 s",
                    "A slice missing so long before its deadline is asked from the CDN; shorter"
                            + " than the buffer",
                    "");
    private static final Row<Integer> START =
            whole(
                    "start",
                    MILLIS.print(PLAYOUT.startMillis()),
                    "1 ms..60 s",
                    "Media buffered before the first frame, and after a stall; at most the buffer",
                    "");
    private static final Row<Integer> BACKUPS =
            count(
                    "backups",
                    SWARM.backups(),
                    0,
                    2,
                    "Spare providers kept connected per sub-stream");
    private static final Row<Integer> RELAY_DEPTH =
            count(
                    "relayDepth",
                    SWARM.relayDepthMax(),
                    1,
                    4,
                    "Hops from the CDN that a pushed slice may take");
    private static final Row<Integer> BASE_STREAM =
            whole(
                    "baseStream",
                    PERCENT.print(SWARM.baseStreamMaxPercent()),
                    "0 %..95 %",
                    "Largest share of viewers without a CDN sub-stream (systems.md 2.5)",
                    "");
    private static final Map<String, Boolean> ASSIGNMENTS =
            new TreeMap<>(Map.of("balanced", true, "random", false));
    private static final Row<Boolean> ASSIGNMENT =
            new Row<>(
                    "assignment",
                    new WordForm<>(ASSIGNMENTS, "string"),
                    "balanced",
                    "How viewers get their CDN sub-stream",
                    "");
    private static final Row<Integer> GAP_GRACE =
            whole(
                    "gapGrace",
                    MILLIS.print(SWARM.gapGraceMillis()),
                    "0 s..60 s",
                    "How long a sub-stream may lack a provider before the CDN covers it",
                    "");
    private static final Row<Integer> SILENT_AFTER =
            whole(
                    "silentAfter",
                    MILLIS.print(SWARM.silentMillis()),
                    "100 ms..60 s",
                    "A provider silent for so long is dead",
                    "");
    private static final Row<Boolean> TRICKLE_ICE =
            flag("trickleIce", "Whether candidates travel one by one (RFC 8838)");
    private static final Row<Boolean> IPV6 = flag("ipv6", "Whether IPv6 addresses are used at all");
    private static final Row<Integer> FAN_OUT =
            count(
                    "fanOut",
                    UPLOAD.fanOutMax(),
                    0,
                    UploadSettings.FAN_OUT_LIMIT,
                    "Receivers of pushed sub-streams per viewer, at most; half of the 64 links"
                            + " that a viewer keeps");
    private static final Row<Integer> UPLOAD_BUDGET =
            whole(
                    "uploadBudget",
                    PERCENT.print(UPLOAD.budgetPercent()),
                    "1 %..100 %",
                    "Share of the usable uplink that fan-out may fill",
                    "");
    private static final Row<Integer> UPLOAD_CAP =
            new Row<>(
                    "uploadPerDownload",
                    wholeForm(PERCENT, "1 %..10000 %", "off = 0"),
                    "off",
                    "Cap on uploaded over downloaded bytes; 100 % is Bilibili's 1:1",
                    "");
    private static final Row<Integer> GRANULARITY =
            new Row<>(
                    "granularity",
                    new GranularityForm(),
                    "slice",
                    "What one message carries: a slice, a frame below 16 KiB, or so many chunks",
                    "");

    /** The keys, in the order in which they are written. */
    private static final List<Setting<?>> SETTINGS =
            List.of(
                    new Setting<>(SUB_STREAMS, room -> room.swarm().subStreams()),
                    new Setting<>(BUFFER, room -> room.playout().bufferMillis()),
                    new Setting<>(WINDOW, room -> room.playout().emergencyWindowMillis()),
                    new Setting<>(START, room -> room.playout().startMillis()),
                    new Setting<>(BACKUPS, room -> room.swarm().backups()),
                    new Setting<>(RELAY_DEPTH, room -> room.swarm().relayDepthMax()),
                    new Setting<>(BASE_STREAM, room -> room.swarm().baseStreamMaxPercent()),
                    new Setting<>(ASSIGNMENT, room -> room.swarm().roundRobin()),
                    new Setting<>(GAP_GRACE, room -> room.swarm().gapGraceMillis()),
                    new Setting<>(SILENT_AFTER, room -> room.swarm().silentMillis()),
                    new Setting<>(TRICKLE_ICE, RoomSettings::trickleIce),
                    new Setting<>(IPV6, RoomSettings::ipv6),
                    new Setting<>(FAN_OUT, room -> room.upload().fanOutMax()),
                    new Setting<>(UPLOAD_BUDGET, room -> room.upload().budgetPercent()),
                    new Setting<>(UPLOAD_CAP, room -> room.upload().uploadPerDownloadPercent()),
                    new Setting<>(GRANULARITY, room -> room.upload().frameChunks()));

    private ProtocolSection() {}

    /** A key, and where a room holds its value. */
    private record Setting<T>(Row<T> row, Function<RoomSettings, T> get) {
        void write(YamlWriter out, RoomSettings room) {
            row.write(out, get.apply(room));
        }
    }

    private static Row<Integer> count(String name, int usual, int low, int high, String text) {
        IntegerForm.Small form = new IntegerForm.Small(new IntegerForm(low, high));
        return new Row<>(name, form, String.valueOf(usual), text, "");
    }

    private static Row<Integer> whole(
            String name, String usual, String range, String text, String source) {
        Quantity quantity = usual.endsWith("%") ? PERCENT : MILLIS;
        return new Row<>(name, wholeForm(quantity, range, ""), usual, text, source);
    }

    private static QuantityForm.Whole wholeForm(Quantity quantity, String range, String word) {
        return new QuantityForm.Whole(
                new QuantityForm(
                        quantity, Range.parse(range, quantity), QuantityForm.Word.parse(word)));
    }

    private static Row<Boolean> flag(String name, String text) {
        return new Row<>(name, WordForm.FLAG, "true", text, "");
    }

    static List<Row<?>> rows() {
        return SETTINGS.stream().<Row<?>>map(Setting::row).toList();
    }

    static void write(YamlWriter out, RoomSettings room) {
        SETTINGS.forEach(setting -> setting.write(out, room));
    }

    /** Returns the room, or nothing when it cannot be made from what is written. */
    static Optional<RoomSettings> read(Fields fields, StrategyKind system, int bitrateKbps) {
        SwarmSettings swarm =
                new SwarmSettings(
                        SUB_STREAMS.read(fields),
                        BACKUPS.read(fields),
                        RELAY_DEPTH.read(fields),
                        BASE_STREAM.read(fields),
                        ASSIGNMENT.read(fields),
                        GAP_GRACE.read(fields),
                        SILENT_AFTER.read(fields));
        UploadSettings upload =
                new UploadSettings(
                        FAN_OUT.read(fields),
                        UPLOAD_BUDGET.read(fields),
                        UPLOAD_CAP.read(fields),
                        GRANULARITY.read(fields));
        boolean trickleIce = TRICKLE_ICE.read(fields);
        boolean ipv6 = IPV6.read(fields);
        Optional<PlayoutSettings> playout = playout(fields);
        fields.close();
        return playout.map(
                p -> new RoomSettings(system, bitrateKbps, trickleIce, ipv6, p, swarm, upload));
    }

    private static Optional<PlayoutSettings> playout(Fields fields) {
        int before = fields.problems().count();
        int buffer = BUFFER.read(fields);
        int window = WINDOW.read(fields);
        int start = START.read(fields);
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
                                + MILLIS.print(millis)
                                + " does not fit into the buffer",
                        "write at most "
                                + MILLIS.print(limitMillis)
                                + " or enlarge 'protocol.buffer'");
    }
}
