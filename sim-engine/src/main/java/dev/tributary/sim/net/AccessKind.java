package dev.tributary.sim.net;

import dev.tributary.sim.kernel.RandomStream;

/** What connects a host to its operator, and the round trip that costs (theory.md 2.6). */
public enum AccessKind {
    /** Fibre and cable to the host: 2 to 4 ms. */
    WIRED,
    /** Fibre plus the air: 2 to 4 ms plus a log-normal of median 3 ms and sigma 0.8. */
    WIFI,
    /** LTE: 25 to 45 ms. */
    CELLULAR_4G,
    /** 5G: 10 to 20 ms. */
    CELLULAR_5G;

    private static final double NANOS_PER_MILLI = 1e6;

    /** The access leg of one host, drawn once: two draws for Wi-Fi's air, one for the rest. */
    public long drawNanos(RandomStream stream) {
        double millis =
                switch (this) {
                    case WIRED -> wiredMillis(stream);
                    case WIFI -> wiredMillis(stream) + stream.lognormal(StrictMath.log(3), 0.8);
                    case CELLULAR_4G -> stream.uniform(25, 45);
                    case CELLULAR_5G -> stream.uniform(10, 20);
                };
        return (long) (millis * NANOS_PER_MILLI);
    }

    private static double wiredMillis(RandomStream stream) {
        return stream.uniform(2, 4);
    }
}
