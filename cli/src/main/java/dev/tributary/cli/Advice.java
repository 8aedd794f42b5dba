package dev.tributary.cli;

import dev.tributary.core.room.MediaLayout;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.UploadSettings;
import dev.tributary.core.system.SwarmKnob;
import dev.tributary.scenarios.Scenario;
import dev.tributary.sim.bound.SlotRule;
import dev.tributary.sim.world.Coarseness;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a user should know of a scenario that is right and may yet mislead. */
final class Advice {
    private Advice() {}

    /** Returns one line per warning. */
    static List<String> on(Scenario scenario) {
        return on(scenario, Coarseness.of(scenario));
    }

    /** As {@link #on(Scenario)}, of a scenario whose messages were looked at. */
    static List<String> on(Scenario scenario, Coarseness coarse) {
        List<String> lines = new ArrayList<>(slots(scenario));
        lines.addAll(slices(scenario));
        lines.addAll(window(scenario));
        lines.addAll(unread(scenario));
        if (!coarse.harmless()) {
            lines.add(granularity(scenario, coarse));
        }
        return lines;
    }

    /** Says when no viewer can feed as much as each takes from others. */
    private static List<String> slots(Scenario scenario) {
        RoomSettings room = scenario.room();
        int subStreams = room.layout().subStreams();
        int fanOut = room.upload().fanOutMax();
        int slots = SlotRule.most(room);
        if (!planned(room)) {
            return List.of();
        }
        int base = room.system().value(SwarmKnob.BASE_STREAM);
        int taken = base > 0 ? subStreams : subStreams - 1;
        if (slots >= taken) {
            return List.of();
        }
        String line =
                String.format(
                        Locale.ROOT,
                        ": warning: %s lets a viewer feed %d sub-stream%s at most, and each takes"
                                + " %d from others%s: at most %.1f %% are shared",
                        slots < fanOut ? "protocol.uploadPerDownload" : "protocol.fanOut",
                        slots,
                        slots == 1 ? "" : "s",
                        subStreams - 1,
                        base > 0 ? ", " + subStreams + " in the base stream" : "",
                        100.0 * slots / subStreams);
        return List.of(scenario.name() + line + " (docs/models.md, bounds)");
    }

    /** Says when the CDN is asked before a viewer could have passed anything on. */
    private static List<String> window(Scenario scenario) {
        RoomSettings room = scenario.room();
        if (!planned(room) || room.peerWindowMillis() > room.pushMarginMillis()) {
            return List.of();
        }
        String line =
                ": warning: protocol.buffer less protocol.emergencyWindow leaves %d ms to push a"
                        + " slice on, of which %d ms are kept for its way: nobody feeds anybody;"
                        + " make the emergency window shorter or the buffer longer";
        return List.of(
                scenario.name()
                        + String.format(
                                Locale.ROOT,
                                line,
                                room.peerWindowMillis(),
                                room.pushMarginMillis()));
    }

    /** Says when slices are longer than the buffer, or too short for viewers to begin at once. */
    private static List<String> slices(Scenario scenario) {
        MediaLayout layout = scenario.room().layout();
        double frameMillis = 1_000 / scenario.media().framesPerSecond();
        double sliceSeconds = Math.max(layout.sliceMillis(), frameMillis) / 1_000;
        double bufferSeconds = scenario.room().playout().bufferMillis() / 1_000.0;
        double listedSeconds = layout.indexed() * sliceSeconds;
        if (sliceSeconds > bufferSeconds) {
            String line =
                    ": warning: a slice of %.2f s is longer than protocol.buffer of %.2f s, and"
                            + " nothing is shown before all of it has come";
            return List.of(
                    scenario.name()
                            + String.format(Locale.ROOT, line, sliceSeconds, bufferSeconds));
        }
        if (listedSeconds < bufferSeconds + scenario.media().keyframeSeconds()) {
            String line =
                    ": warning: an index lists about %.0f s of such slices, less than"
                            + " protocol.buffer and stream.keyframeEvery together: viewers wait for"
                            + " a first frame until there is more; use longer slices";
            return List.of(scenario.name() + String.format(Locale.ROOT, line, listedSeconds));
        }
        return List.of();
    }

    private static boolean planned(RoomSettings room) {
        return room.peering() && room.system().profile().strictSeeds();
    }

    /** Says that a system which plans no feeds does not read the fan-out that was chosen. */
    private static List<String> unread(Scenario scenario) {
        RoomSettings room = scenario.room();
        int usual = UploadSettings.defaults().fanOutMax();
        if (!room.peering() || planned(room) || room.upload().fanOutMax() == usual) {
            return List.of();
        }
        return List.of(
                scenario.name()
                        + ": warning: "
                        + room.system().profile().name()
                        + " does not read protocol.fanOut: "
                        + (room.system().profile().pulls()
                                ? "a viewer answers whoever asks"
                                : "a viewer sends two copies of what it gets")
                        + " (docs/configuration.md, protocol)");
    }

    private static String granularity(Scenario scenario, Coarseness coarse) {
        String line =
                scenario.autoGranularity()
                        ? ": simulated in frames, four to ten times the work of whole slices, which"
                                + " would mislead here: "
                                + coarse.why()
                        : ": warning: " + Granularity.messages(scenario, coarse).warning();
        return scenario.name() + line + " (docs/models.md, how coarse may a run be)";
    }
}
