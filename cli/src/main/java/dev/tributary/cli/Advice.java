package dev.tributary.cli;

import dev.tributary.core.room.RoomSettings;
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
        boolean planned = room.peering() && room.system().profile().strictSeeds();
        if (!planned || slots >= subStreams - 1) {
            return List.of();
        }
        String line =
                String.format(
                        Locale.ROOT,
                        ": warning: %s lets a viewer feed %d sub-streams at most, and each takes"
                                + " %d from others: at most %.1f %% are shared",
                        slots < fanOut ? "protocol.uploadPerDownload" : "protocol.fanOut",
                        slots,
                        subStreams - 1,
                        100.0 * slots / subStreams);
        return List.of(scenario.name() + line + " (docs/models.md, bounds)");
    }

    private static String granularity(Scenario scenario, Coarseness coarse) {
        String line =
                scenario.autoGranularity()
                        ? ": simulated in frames, some ten times the work of whole slices, which"
                                + " would mislead here: "
                                + coarse.why()
                        : ": warning: with messages so coarse viewers seem to share less than they"
                                + " would: "
                                + coarse.why()
                                + "; leave protocol.granularity out, or set it to frame";
        return scenario.name() + line + " (docs/models.md, how coarse may a run be)";
    }
}
