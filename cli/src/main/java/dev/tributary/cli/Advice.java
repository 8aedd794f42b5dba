package dev.tributary.cli;

import dev.tributary.scenarios.Scenario;
import dev.tributary.sim.world.Coarseness;
import java.util.List;

/** What a user should know of a scenario that is right and may yet mislead. */
final class Advice {
    private Advice() {}

    /** Returns one line per warning. */
    static List<String> on(Scenario scenario) {
        return on(scenario, Coarseness.of(scenario));
    }

    /** As {@link #on(Scenario)}, of a scenario whose messages were looked at. */
    static List<String> on(Scenario scenario, Coarseness coarse) {
        if (coarse.harmless()) {
            return List.of();
        }
        String line =
                scenario.autoGranularity()
                        ? ": simulated in frames, ten times the work of whole slices, which would"
                                + " mislead here: "
                                + coarse.why()
                        : ": warning: with messages so coarse viewers seem to share less than they"
                                + " would: "
                                + coarse.why()
                                + "; leave protocol.granularity out, or set it to frame";
        return List.of(scenario.name() + line + " (docs/models.md, how coarse may a run be)");
    }
}
