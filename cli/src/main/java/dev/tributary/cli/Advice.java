package dev.tributary.cli;

import dev.tributary.scenarios.Scenario;
import dev.tributary.sim.world.Coarseness;
import java.util.List;
import java.util.Locale;

/** What a user should know of a scenario that is right and may yet mislead. */
final class Advice {
    private Advice() {}

    /** Returns one line per warning. */
    static List<String> on(Scenario scenario) {
        if (!Coarseness.misleads(scenario)) {
            return List.of();
        }
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%s: warning: one message of media takes %.1f s on a usual path between"
                                + " providers, so viewers seem to share less than they would; set"
                                + " protocol.granularity=frame (docs/models.md, how coarse may a"
                                + " run be)",
                        scenario.name(),
                        Coarseness.messageSeconds(scenario)));
    }
}
