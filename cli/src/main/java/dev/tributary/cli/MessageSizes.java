package dev.tributary.cli;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.reports.run.Run;
import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.format.ScenarioReader;
import dev.tributary.scenarios.format.ScenarioText;
import dev.tributary.scenarios.source.ScenarioException;
import java.util.List;

/** Warns of two runs side by side whose messages are not of one size: one is coarse, one fine. */
final class MessageSizes {
    private MessageSizes() {}

    /**
     * One of the two.
     *
     * @param letter what the user calls it
     * @param again how it is run as the other one is, before {@code KEY=VALUE}
     * @param scenario what ran, or will
     */
    record Side(String letter, String again, Scenario scenario) {
        private RoomSettings room() {
            return scenario.room();
        }

        private int chunks() {
            return room().upload().frameChunks();
        }
    }

    /**
     * Returns a run that was read as a side; none when its scenario is not one that we know, for
     * instance of an older version, which is no reason not to compare it.
     */
    static List<Side> of(String letter, Run run) {
        try {
            Scenario scenario = ScenarioReader.parse(run.scenarioText(), run.scenario());
            return List.of(new Side(letter, "run it again with --set ", scenario));
        } catch (ScenarioException unknown) {
            return List.of();
        }
    }

    /** Returns one line when two sides exchange media between viewers in messages unlike. */
    static List<String> warnings(List<Side> sides) {
        if (sides.size() < 2) {
            return List.of();
        }
        boolean first = sides.get(0).chunks() > sides.get(1).chunks();
        Side coarse = sides.get(first ? 0 : 1);
        Side fine = sides.get(first ? 1 : 0);
        boolean peering = coarse.room().peering() && fine.room().peering();
        if (!peering || coarse.chunks() == fine.chunks()) {
            return List.of();
        }
        String wanted = ScenarioText.granularity(fine.scenario());
        return List.of(
                String.format(
                        "%s: warning: its messages are coarser than those of %s (%s, not %s), which"
                                + " alone may make them differ; %sprotocol.granularity=%s"
                                + " (docs/models.md, how coarse may a run be)",
                        coarse.letter(),
                        fine.letter(),
                        ScenarioText.granularity(coarse.scenario()),
                        wanted,
                        coarse.again(),
                        wanted));
    }
}
