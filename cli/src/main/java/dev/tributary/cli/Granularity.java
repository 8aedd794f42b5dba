package dev.tributary.cli;

import dev.tributary.cli.base.Environment;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.scenarios.Scenario;
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
    private Granularity() {}

    /** Returns the points as they are to be run, and so written down. */
    static List<Batch.Point> settled(List<Batch.Point> points) {
        boolean frames = anyFrames(points);
        List<Batch.Point> settled = new ArrayList<>();
        for (Batch.Point point : points) {
            Scenario asked = point.scenario();
            Scenario run =
                    frames && asked.autoGranularity()
                            ? asked.withGranularity(RoomSettings.BLOCK_CHUNKS)
                            : Coarseness.settled(asked);
            SweepPoint same = new SweepPoint(point.point().label(), run);
            settled.add(new Batch.Point(point.file(), point.sets(), same));
        }
        return settled;
    }

    /** Says what a user should know of points that leave the choice, or choose what misleads. */
    static void say(Environment environment, List<Batch.Point> points) {
        boolean frames = anyFrames(points);
        for (Batch.Point point : points) {
            Scenario asked = point.scenario();
            Advice.on(asked).forEach(environment.err()::println);
            if (frames && asked.autoGranularity() && !frames(asked)) {
                environment.err().println(asked.name() + ": in frames too, as what it is beside");
            }
        }
    }

    private static boolean anyFrames(List<Batch.Point> points) {
        return points.stream().map(Batch.Point::scenario).anyMatch(Granularity::frames);
    }

    /** Returns whether a scenario leaves the choice, and it is frames. */
    private static boolean frames(Scenario scenario) {
        int chunks = Coarseness.settled(scenario).room().upload().frameChunks();
        return scenario.autoGranularity() && chunks == RoomSettings.BLOCK_CHUNKS;
    }
}
