package dev.tributary.cli;

import dev.tributary.scenarios.Scenario;
import dev.tributary.sim.world.Coarseness;
import java.util.List;

/** What a user should know of a scenario that is right and may yet mislead. */
final class Advice {
    private static final String MORE = " (docs/models.md, how coarse may a run be)";

    private Advice() {}

    /** Returns one line per warning. */
    static List<String> on(Scenario scenario) {
        Scenario settled = Coarseness.settled(scenario);
        Coarseness coarse = Coarseness.of(settled);
        if (!coarse.harmless()) {
            return List.of(
                    scenario.name()
                            + ": warning: with messages so coarse viewers seem to share less than"
                            + " they would: "
                            + coarse.why()
                            + "; leave protocol.granularity out, or set it to frame"
                            + MORE);
        }
        if (scenario.autoGranularity() && coarse.frames()) {
            return List.of(
                    scenario.name()
                            + ": simulated in frames, ten times the work of whole slices, which"
                            + " would mislead here: "
                            + coarse.why()
                            + MORE);
        }
        return List.of();
    }
}
