package dev.tributary.sim.world;

import dev.tributary.measure.Measurement;
import dev.tributary.scenarios.Scenario;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What whole slices do to a result, in rooms that nobody tuned (docs/models.md, how coarse may a
 * run be). Minutes to hours long: {@code main FIRST LAST SEEDS [harmless]} runs rooms by their
 * numbers, or only those that the rule calls harmless, and prints a line of values for each.
 */
final class GranularityStudy {
    private static final String[] SIZES = {"frame", "slice"};

    private final int seeds;

    private GranularityStudy(int seeds) {
        this.seeds = seeds;
    }

    /** Runs rooms. */
    public static void main(String[] arguments) {
        GranularityStudy study = new GranularityStudy(Integer.parseInt(arguments[2]));
        boolean all = arguments.length < 4;
        System.out.println(
                "room,frame %,slice %,CPU s frame,CPU s slice,message s,supply,chains,harmless,is");
        IntStream.rangeClosed(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]))
                .parallel()
                .filter(room -> all || Coarseness.of(RandomRoom.of(room)).harmless())
                .mapToObj(study::line)
                .forEach(System.out::println);
    }

    private String line(int room) {
        double[] percent = new double[SIZES.length];
        double[] cpu = new double[SIZES.length];
        for (int i = 0; i < SIZES.length; i++) {
            for (int seed = 1; seed <= seeds; seed++) {
                Scenario scenario = RandomRoom.of(room, "protocol.granularity=" + SIZES[i]);
                Measurement measured = new Simulation(scenario, seed).run();
                percent[i] += 100 * measured.bytes().sharingRatio() / seeds;
                cpu[i] += measured.cost().cpuSeconds();
            }
        }
        Coarseness coarse = Coarseness.of(RandomRoom.of(room, "protocol.granularity=slice"));
        return String.format(
                Locale.ROOT,
                "%d,%.2f,%.2f,%.2f,%.2f,%.2f,%.2f,%b,%b,\"%s\"",
                room,
                percent[0],
                percent[1],
                cpu[0],
                cpu[1],
                coarse.messageSeconds(),
                coarse.supply(),
                coarse.chains(),
                coarse.harmless(),
                RandomRoom.told(room));
    }
}
