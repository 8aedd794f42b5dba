package dev.tributary.live.natlab;

import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.net.Gathering;
import dev.tributary.sim.net.IceConfig;
import dev.tributary.sim.net.IceTiming;
import java.util.Locale;
import java.util.LongSummaryStatistics;

/** What the simulator says of the laboratory's paths: the same way everywhere, no loss. */
final class SimulatedOpening {
    private static final int DRAWS = 10_000;

    private final IceConfig config = IceConfig.defaults();
    private final long rttNanos;

    SimulatedOpening(long oneWayNanos) {
        rttNanos = 2 * oneWayNanos;
    }

    /** Returns how long a signal takes through the tracker, nanoseconds. */
    long signalNanos() {
        return IceTiming.signalNanos(rttNanos, rttNanos, config);
    }

    /**
     * How long opening takes with trickle ICE, from the call to the open channel, milliseconds.
     *
     * @param least of many draws
     * @param mean of many draws
     * @param most of many draws
     */
    record Millis(double least, double mean, double most) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.0f ms (%.0f to %.0f)", mean, least, most);
        }
    }

    /** Returns the same for the same way. */
    Millis draw() {
        RandomStream stream = new RandomStream(1);
        LongSummaryStatistics nanos = new LongSummaryStatistics();
        for (int i = 0; i < DRAWS; i++) {
            nanos.accept(openNanos(stream));
        }
        return new Millis(nanos.getMin() / 1e6, nanos.getAverage() / 1e6, nanos.getMax() / 1e6);
    }

    private long openNanos(RandomStream stream) {
        Gathering offerer = IceTiming.gather(stream, rttNanos, 0, config);
        Gathering answerer = IceTiming.gather(stream, rttNanos, 0, config);
        long after =
                IceTiming.paceNanos(stream, config)
                        + IceTiming.checkNanos(stream, rttNanos, 0)
                        + IceTiming.secureNanos(rttNanos, config);
        return IceTiming.trickleNanos(
                new IceTiming.Stages(offerer, answerer, signalNanos(), after), config);
    }
}
