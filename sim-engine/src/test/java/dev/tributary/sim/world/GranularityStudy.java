package dev.tributary.sim.world;

import dev.tributary.measure.Measurement;
import dev.tributary.scenarios.Scenario;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What whole slices do to a result, in rooms that nobody tuned: {@link #main} prints a line of
 * comma-separated values for each room.
 */
final class GranularityStudy {
    private static final int SEEDS = 2;
    private static final String[] SIZES = {"frame", "slice"};

    private GranularityStudy() {}

    /** Runs rooms {@code first..last} with each size of a message. */
    public static void main(String[] arguments) {
        int first = Integer.parseInt(arguments[0]);
        int last = Integer.parseInt(arguments[1]);
        System.out.println("room,frame,slice,frameCpu,sliceCpu,seconds,room as overrides");
        IntStream.rangeClosed(first, last)
                .parallel()
                .mapToObj(GranularityStudy::line)
                .forEach(System.out::println);
    }

    private static String line(int number) {
        StringBuilder sharing = new StringBuilder();
        StringBuilder cpu = new StringBuilder();
        for (String size : SIZES) {
            double share = 0;
            double seconds = 0;
            for (int seed = 1; seed <= SEEDS; seed++) {
                Scenario room = RandomRoom.of(number, "protocol.granularity=" + size);
                Measurement measured = new Simulation(room, seed).run();
                share += measured.bytes().sharingRatio() / SEEDS;
                seconds += measured.cost().cpuSeconds();
            }
            sharing.append(String.format(Locale.ROOT, ",%.2f", 100 * share));
            cpu.append(String.format(Locale.ROOT, ",%.2f", seconds));
        }
        double message = Coarseness.messageSeconds(RandomRoom.of(number));
        return String.format(
                Locale.ROOT,
                "%d%s%s,%.3f,\"%s\"",
                number,
                sharing,
                cpu,
                message,
                RandomRoom.told(number));
    }
}
