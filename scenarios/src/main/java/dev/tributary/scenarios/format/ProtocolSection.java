package dev.tributary.scenarios.format;

import static dev.tributary.scenarios.Quantity.MILLIS;
import static dev.tributary.scenarios.Quantity.PERCENT;

import dev.tributary.core.nat.SymmetricSeeds;
import dev.tributary.core.registry.Systems;
import dev.tributary.core.room.Knob;
import dev.tributary.core.room.KnobSpec;
import dev.tributary.core.room.PlayoutSettings;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.SystemProfile;
import dev.tributary.core.room.SystemSettings;
import dev.tributary.core.room.UploadSettings;
import dev.tributary.scenarios.Quantity;
import dev.tributary.scenarios.source.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The keys {@code system} and {@code protocol}: the room that the scheduler hands out. */
final class ProtocolSection {
    static final WordForm<SystemProfile> SYSTEMS = new WordForm<>(systems(), "string");

    private static final PlayoutSettings PLAYOUT = PlayoutSettings.defaults();
    private static final UploadSettings UPLOAD = UploadSettings.defaults();

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
    private static final Row<Integer> SKIP_AFTER =
            new Row<>(
                    "skipAfter",
                    wholeForm(MILLIS, "1 ms..60 s", "never = 0"),
                    "never",
                    "A stall after which the screen goes on at the next keyframe that is here,"
                            + " when that is due; never: it waits for what is missing",
                    "");
    private static final Row<Integer> CATCH_UP =
            new Row<>(
                    "catchUp",
                    wholeForm(PERCENT, "1 %..25 %", "off = 0"),
                    "off",
                    "How much faster than time the screen plays while it is further behind the"
                            + " live edge than the buffer",
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
                            + " that a viewer keeps; random-push sends two copies of what it gets,"
                            + " whatever this says");
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

    /** How coarse the simulator's messages are. */
    static final Row<Integer> GRANULARITY =
            new Row<>(
                    "granularity",
                    new GranularityForm(),
                    "auto",
                    "What one message carries in the simulator: a frame below 16 KiB as in the real"
                            + " world, a slice, which is ten times as fast, or so many chunks;"
                            + " auto: slices where that changes nothing, else frames"
                            + " (docs/models.md)",
                    "decision 75");

    /** What the tracker is told, and viewers are not. */
    static final Row<Object> SYMMETRIC_SEEDS =
            new Row<>(
                    "symmetricSeeds",
                    WordForm.of(SymmetricSeeds.class),
                    "never",
                    "Whether viewers behind symmetric NATs may be seeds: never; or, with IPv6,"
                            + " for viewers who have IPv6 too, and for no others",
                    "decision 13");

    /** The keys that every system has, in the order in which they are written. */
    private static final List<Setting<?>> SETTINGS =
            List.of(
                    new Setting<>(BUFFER, room -> room.playout().bufferMillis()),
                    new Setting<>(WINDOW, room -> room.playout().emergencyWindowMillis()),
                    new Setting<>(START, room -> room.playout().startMillis()),
                    new Setting<>(SKIP_AFTER, room -> room.playout().skipAfterMillis()),
                    new Setting<>(CATCH_UP, room -> room.playout().catchUpPercent()),
                    new Setting<>(TRICKLE_ICE, RoomSettings::trickleIce),
                    new Setting<>(IPV6, RoomSettings::ipv6),
                    new Setting<>(FAN_OUT, room -> room.upload().fanOutMax()),
                    new Setting<>(UPLOAD_BUDGET, room -> room.upload().budgetPercent()),
                    new Setting<>(UPLOAD_CAP, room -> room.upload().uploadPerDownloadPercent()));

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

    private static Map<String, SystemProfile> systems() {
        Map<String, SystemProfile> systems = new LinkedHashMap<>();
        for (SystemProfile system : Systems.all().list()) {
            systems.put(system.name(), system);
        }
        return systems;
    }

    /** Returns the key of a number that a system declares. */
    private static Row<Integer> row(Knob knob) {
        KnobSpec spec = knob.spec();
        return switch (spec.unit()) {
            case COUNT -> count(spec.key(), spec.usual(), spec.low(), spec.high(), spec.text());
            case MILLIS -> knob(spec, MILLIS);
            case PERCENT -> knob(spec, PERCENT);
            case WORD -> words(spec);
        };
    }

    private static Row<Integer> knob(KnobSpec spec, Quantity quantity) {
        String range = quantity.print(spec.low()) + ".." + quantity.print(spec.high());
        return whole(spec.key(), quantity.print(spec.usual()), range, spec.text(), "");
    }

    private static Row<Integer> words(KnobSpec spec) {
        Map<String, Integer> values = new TreeMap<>();
        for (int i = 0; i < spec.words().size(); i++) {
            values.put(spec.words().get(i), spec.low() + i);
        }
        String usual = spec.words().get(spec.usual() - spec.low());
        return new Row<>(spec.key(), new WordForm<>(values, "string"), usual, spec.text(), "");
    }

    /** Returns the keys: what any system declares, each once, then what all have. */
    static List<Row<?>> rows() {
        Map<String, Row<?>> rows = new LinkedHashMap<>();
        for (SystemProfile system : Systems.all().list()) {
            for (Knob knob : system.knobs()) {
                String key = knob.spec().key();
                if (!rows.containsKey(key)) {
                    rows.put(key, row(knob).with(readers(key)));
                }
            }
        }
        SETTINGS.forEach(setting -> rows.put(setting.row().name(), setting.row()));
        rows.put(GRANULARITY.name(), GRANULARITY);
        rows.put(SYMMETRIC_SEEDS.name(), SYMMETRIC_SEEDS);
        return List.copyOf(rows.values());
    }

    /** Returns which systems read a key, with their default where not all have the same. */
    private static String readers(String key) {
        Map<String, List<String>> byUsual = new LinkedHashMap<>();
        for (SystemProfile system : Systems.all().list()) {
            for (Knob knob : system.knobs()) {
                if (knob.spec().key().equals(key)) {
                    byUsual.computeIfAbsent(row(knob).usual(), usual -> new ArrayList<>())
                            .add(system.name());
                }
            }
        }
        List<String> parts = new ArrayList<>();
        byUsual.forEach(
                (usual, names) ->
                        parts.add(
                                String.join(", ", names)
                                        + (byUsual.size() > 1 ? " by default " + usual : "")));
        return "Read by " + String.join("; ", parts);
    }

    static void write(YamlWriter out, RoomSettings room) {
        for (Knob knob : room.system().profile().knobs()) {
            row(knob).write(out, room.system().value(knob));
        }
        SETTINGS.forEach(setting -> setting.write(out, room));
    }

    /** Returns the room, or nothing when it cannot be made from what is written. */
    static Optional<RoomSettings> read(
            Fields fields, SystemProfile profile, int bitrateKbps, int chunks) {
        SystemSettings system = SystemSettings.usual(profile);
        for (Knob knob : profile.knobs()) {
            system = system.with(knob, row(knob).read(fields));
        }
        SystemSettings chosen = system;
        UploadSettings upload =
                new UploadSettings(
                        FAN_OUT.read(fields),
                        UPLOAD_BUDGET.read(fields),
                        UPLOAD_CAP.read(fields),
                        chunks == GranularityForm.AUTO ? RoomSettings.BLOCK_CHUNKS : chunks);
        boolean trickleIce = TRICKLE_ICE.read(fields);
        boolean ipv6 = IPV6.read(fields);
        Optional<PlayoutSettings> playout = playout(fields);
        fields.close();
        return playout.map(p -> new RoomSettings(chosen, bitrateKbps, trickleIce, ipv6, p, upload));
    }

    private static Optional<PlayoutSettings> playout(Fields fields) {
        int before = fields.problems().count();
        int buffer = BUFFER.read(fields);
        int window = WINDOW.read(fields);
        int start = START.read(fields);
        int skipAfter = SKIP_AFTER.read(fields);
        int catchUp = CATCH_UP.read(fields);
        if (fields.problems().count() == before) {
            checkFits(fields, "emergencyWindow", window, buffer - 1);
            checkFits(fields, "start", start, buffer);
        }
        return fields.problems().count() == before
                ? Optional.of(new PlayoutSettings(buffer, window, start, skipAfter, catchUp))
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
