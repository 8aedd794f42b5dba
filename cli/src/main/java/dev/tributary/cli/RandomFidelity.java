package dev.tributary.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.cli.base.Environment;
import dev.tributary.live.RandomLab;
import dev.tributary.reports.json.Nodes;
import dev.tributary.reports.json.StudyJson;
import dev.tributary.reports.stat.FidelityStudy;
import dev.tributary.reports.text.FidelityStudyText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Both worlds in rooms that nobody tuned, one after the other. */
final class RandomFidelity {
    private final Environment environment;
    private final LiveRunOptions runs;
    private final OutputOptions output;
    private final int seed;

    RandomFidelity(Environment environment, LiveRunOptions runs, OutputOptions output, int seed) {
        this.environment = environment;
        this.runs = runs;
        this.output = output;
        this.seed = seed;
    }

    /**
     * Runs rooms, says each as soon as it is done, and what they say together.
     *
     * @param whenDone gets the name of each room and what both worlds measured
     * @return whether the worlds agree
     */
    boolean run(int count, BiConsumer<String, LiveBatch.Worlds> whenDone) {
        LiveBatch batch = new LiveBatch(environment, runs.progress());
        List<Batch.Point> points = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            List<String> sets = new ArrayList<>(RandomLab.room(seed, number));
            sets.addAll(runs.sets());
            points.add(batch.point(RandomLab.BASE, sets, runs.replications()));
        }
        List<FidelityStudy.Room> rooms = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            Batch.Point point = points.get(number - 1);
            LiveBatch.Worlds worlds = batch.run(point, 0, 0, null);
            rooms.add(room(number, point.sets(), worlds));
            say(rooms.get(rooms.size() - 1), count);
            whenDone.accept(name(number), worlds);
        }
        FidelityStudy study = new FidelityStudy(rooms);
        if (output.json()) {
            ObjectNode json = StudyJson.of(study);
            environment.out().print(Nodes.text(json));
        } else {
            environment.out().print(FidelityStudyText.of(study));
            if (study.counted() > 0) {
                environment.out().print("again: " + command(study.worst()));
            }
        }
        return study.agrees();
    }

    /** Returns what a room is called. */
    String name(int number) {
        return "room-" + seed + "-" + number;
    }

    private static FidelityStudy.Room room(int number, List<String> sets, LiveBatch.Worlds worlds) {
        boolean busy = worlds.findings().stream().anyMatch(f -> !LiveText.busy(f).isEmpty());
        return new FidelityStudy.Room(number, sets, worlds.fidelity(), busy);
    }

    private void say(FidelityStudy.Room room, int count) {
        if (!output.json()) {
            environment.out().print(FidelityStudyText.of(room, count));
            environment.out().print("  " + command(room));
            environment.out().flush();
        }
    }

    /** Returns how to run a room once more; ends with a line break. */
    private String command(FidelityStudy.Room room) {
        StringBuilder command = new StringBuilder("tributary fidelity ").append(RandomLab.BASE);
        room.sets().forEach(set -> command.append(" --set ").append(Batch.quoted(set)));
        if (runs.replications() > 1) {
            command.append(" --replications ").append(runs.replications());
        }
        return command.append('\n').toString();
    }
}
