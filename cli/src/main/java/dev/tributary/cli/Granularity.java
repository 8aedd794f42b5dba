package dev.tributary.cli;

import dev.tributary.cli.base.Environment;
import dev.tributary.reports.run.Messages;
import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.format.ScenarioText;
import dev.tributary.scenarios.format.SweepPoint;
import dev.tributary.sim.world.Coarseness;
import java.util.ArrayList;
import java.util.List;

/**
 * How coarse the messages of runs are that are looked at side by side: where one of those that
 * leave the choice needs frames, all of them have frames, so that nobody compares a coarse run with
 * a fine one.
 */
final class Granularity {
    private final List<Batch.Point> asked;
    private final List<Coarseness> coarse;
    private final boolean frames;

    Granularity(List<Batch.Point> points) {
        asked = List.copyOf(points);
        coarse = asked.stream().map(point -> Coarseness.of(point.scenario())).toList();
        boolean any = false;
        for (int i = 0; i < asked.size(); i++) {
            any |= leaves(i) && !coarse.get(i).harmless();
        }
        frames = any;
    }

    /** Returns whether a point leaves the choice. */
    private boolean leaves(int point) {
        return asked.get(point).scenario().autoGranularity();
    }

    /** Returns the points as they are to be run, and so written down. */
    List<Batch.Point> settled() {
        List<Batch.Point> settled = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Batch.Point point = asked.get(i);
            Scenario own = point.scenario();
            Scenario run = leaves(i) ? Coarseness.settled(own, frames) : own;
            SweepPoint same = new SweepPoint(point.point().label(), run);
            settled.add(new Batch.Point(point.file(), point.sets(), same));
        }
        return settled;
    }

    /**
     * Returns how coarse the messages of a scenario are when it is simulated, and whether that
     * misleads.
     */
    static Messages messages(Scenario scenario) {
        Scenario simulated = Coarseness.settled(scenario);
        return messages(simulated, Coarseness.of(simulated));
    }

    /** As {@link #messages(Scenario)}, of a scenario whose messages were looked at. */
    static Messages messages(Scenario scenario, Coarseness coarse) {
        return new Messages(
                ScenarioText.granularity(scenario), coarse.harmless() ? "" : coarse.why());
    }

    /** Says what a user should know of points that leave the choice, or choose what misleads. */
    void say(Environment environment) {
        for (int i = 0; i < asked.size(); i++) {
            Scenario own = asked.get(i).scenario();
            Advice.on(own, coarse.get(i)).forEach(environment.err()::println);
            if (frames && leaves(i) && coarse.get(i).harmless()) {
                environment.err().println(own.name() + ": in frames too, as what it is beside");
            }
        }
    }
}
