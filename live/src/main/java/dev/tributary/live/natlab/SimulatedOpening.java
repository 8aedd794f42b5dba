package dev.tributary.live.natlab;

import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.net.Gathering;
import dev.tributary.sim.net.IceConfig;
import dev.tributary.sim.net.IceTiming;
import java.util.Arrays;

/** What the simulator says of the laboratory's paths: the same way everywhere, no loss. */
final class SimulatedOpening {
    private static final int DRAWS = 10_001;

    private final IceConfig config = IceConfig.defaults();
    private final long rttNanos;

    SimulatedOpening(long oneWayNanos) {
        rttNanos = 2 * oneWayNanos;
    }

    /** Returns how long a signal takes through the tracker, nanoseconds. */
    long signalNanos() {
        return IceTiming.signalNanos(rttNanos, rttNanos, config);
    }

    /** Returns the median time from the call to the open channel with trickle ICE, ms. */
    double medianMillis() {
        RandomStream stream = new RandomStream(1);
        long[] nanos = new long[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            Gathering offerer = IceTiming.gather(stream, rttNanos, 0, config);
            Gathering answerer = IceTiming.gather(stream, rttNanos, 0, config);
            long after =
                    IceTiming.paceNanos(stream, config)
                            + IceTiming.checkNanos(stream, rttNanos, 0)
                            + IceTiming.secureNanos(rttNanos, config);
            nanos[i] =
                    IceTiming.trickleNanos(
                            new IceTiming.Stages(offerer, answerer, signalNanos(), after), config);
        }
        Arrays.sort(nanos);
        return nanos[DRAWS / 2] / 1e6;
    }
}
