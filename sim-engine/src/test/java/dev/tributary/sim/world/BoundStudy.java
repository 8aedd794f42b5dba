package dev.tributary.sim.world;

import dev.tributary.measure.Measurement;
import dev.tributary.sim.bound.ExactFlow;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What rooms share, what they could share at most, and what a maximum flow between single viewers
 * would (docs/models.md, bounds). {@code main FIRST LAST} runs rooms by their numbers and prints a
 * line of values for each; five hundred take a few minutes.
 */
final class BoundStudy {
    private BoundStudy() {}

    /**
     * One room.
     *
     * @param sharing what it shared
     * @param bound the ceiling that the run found
     * @param flow what a maximum flow between single viewers reaches
     * @param under by how much a sample's ceiling was below its flow, in sub-streams; never
     */
    record Row(
            int room,
            double sharing,
            double bound,
            double flow,
            double under,
            String limitedBy,
            Measurement measured) {}

    /** Runs rooms. */
    public static void main(String[] arguments) {
        System.out.println("room,viewers,sharing %,bound %,flow %,under,CPU s,violations,by,is");
        IntStream.rangeClosed(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]))
                .mapToObj(BoundStudy::room)
                .forEach(row -> System.out.println(line(row)));
    }

    /** Runs one room. */
    static Row room(int number) {
        Simulation simulation = new Simulation(SmallRoom.of(number), number);
        ExactFlow exact = new ExactFlow();
        simulation.watch(exact::sample);
        Measurement measured = simulation.run();
        return new Row(
                number,
                measured.bytes().sharingRatio(),
                measured.bound().sharingRatioMax(),
                exact.sharingRatio(),
                exact.worst(),
                measured.bound().limitedBy(),
                measured);
    }

    private static String line(Row row) {
        return String.format(
                Locale.ROOT,
                "%d,%.0f,%.2f,%.2f,%.2f,%.3f,%.2f,%d,%s,\"%s\"",
                row.room(),
                row.measured().meanViewers(),
                100 * row.sharing(),
                100 * row.bound(),
                100 * row.flow(),
                row.under(),
                row.measured().cost().cpuSeconds(),
                row.measured().violations().size(),
                row.limitedBy(),
                SmallRoom.told(row.room()));
    }
}
