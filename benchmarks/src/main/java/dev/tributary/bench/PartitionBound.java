package dev.tributary.bench;

import dev.tributary.measure.TraceEvent;
import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.format.ScenarioReader;
import dev.tributary.scenarios.source.ScenarioException;
import dev.tributary.sim.world.Simulation;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What two cores could at best gain on one run, were its viewers dealt to two partitions that meet
 * after every look-ahead (conservative synchronisation, Chandy and Misra 1979).
 *
 * <p>Takes a window of the trace of a real run and counts, per look-ahead, the events of the busier
 * partition; all events cost the same, memory is never the bottleneck, and nothing but the meeting
 * itself costs anything: an upper bound. Arguments: scenario file, viewers, number of the first
 * event, how many.
 */
public final class PartitionBound {
    private static final int MEETINGS = 200_000;

    /** A viewer and the tracker are at least 1 ms apart in the default presets, two viewers 2.1. */
    private static final long[] LOOK_AHEAD_NANOS = {1_000_000, 2_100_000, 10_000_000};

    private PartitionBound() {}

    /** Prints one line per look-ahead. */
    public static void main(String[] arguments) throws ScenarioException, InterruptedException {
        List<String> overrides = List.of("audience.viewers=" + arguments[1]);
        Scenario scenario = ScenarioReader.read(Path.of(arguments[0]), overrides);
        long from = Long.parseLong(arguments[2]);
        long count = Long.parseLong(arguments[3]);
        Meter meter = new Meter();
        List<TraceEvent> events = new Simulation(scenario, 1).record(from, from + count - 1);
        double eventNanos = meter.cpuSeconds() * 1e9 / (from + count - 1);
        double meetingNanos = meetingNanos();
        System.out.printf(
                Locale.ROOT,
                "%d events, %.0f ns of CPU each; two threads meet in %.0f ns%n",
                events.size(),
                eventNanos,
                meetingNanos);
        System.out.println("look-ahead ms  events in it  speed-up  without cost of meeting");
        for (long ahead : LOOK_AHEAD_NANOS) {
            System.out.println(line(events, ahead, eventNanos, meetingNanos));
        }
    }

    private static String line(
            List<TraceEvent> events, long aheadNanos, double eventNanos, double meetingNanos) {
        long busier = 0;
        long windows = 0;
        int[] counts = new int[2];
        long window = events.get(0).nanos() / aheadNanos;
        for (TraceEvent event : events) {
            if (event.nanos() / aheadNanos != window) {
                busier += Math.max(counts[0], counts[1]);
                windows += event.nanos() / aheadNanos - window;
                window = event.nanos() / aheadNanos;
                counts = new int[2];
            }
            counts[partition(event.node())]++;
        }
        busier += Math.max(counts[0], counts[1]);
        double alone = events.size() * eventNanos;
        return String.format(
                Locale.ROOT,
                "%13.1f %13.1f %9.2f %24.2f",
                aheadNanos / 1e6,
                (double) events.size() / (windows + 1),
                alone / (busier * eventNanos + (windows + 1) * meetingNanos),
                (double) events.size() / busier);
    }

    /** Every other viewer: balanced better than any division by provider or zone. */
    private static int partition(String node) {
        int number = node.lastIndexOf('-');
        return number < 0 ? 0 : (node.charAt(node.length() - 1) - '0') & 1;
    }

    /** Measures how long two threads take to wait for each other once, both spinning. */
    private static double meetingNanos() throws InterruptedException {
        Meeting meeting = new Meeting();
        Thread other = new Thread(() -> meeting.attend(1), "partition");
        other.start();
        long begin = System.nanoTime();
        meeting.attend(0);
        double nanos = (double) (System.nanoTime() - begin) / MEETINGS;
        other.join();
        return nanos;
    }

    /** Two counters; each side raises its own and waits for the other's. */
    private static final class Meeting {
        private volatile int first;
        private volatile int second;

        void attend(int side) {
            for (int i = 1; i <= MEETINGS; i++) {
                if (side == 0) {
                    first = i;
                } else {
                    second = i;
                }
                while ((side == 0 ? second : first) < i) {
                    Thread.onSpinWait();
                }
            }
        }
    }
}
