package dev.tributary.sim.audience;

import dev.tributary.scenarios.HostSpec;
import dev.tributary.sim.kernel.Randomness;

/**
 * How long viewers' hosts take for what they do beside the core. A draw depends on viewer and check
 * alone, so that two strategies, compared by seed, see the same hosts.
 */
public final class HostDelays {
    private static final long VERIFY = Randomness.purposeKey("verify");
    private static final double NANOS_PER_MILLI = 1e6;

    private final Randomness randomness;
    private final long lowNanos;
    private final long spanNanos;

    /** Creates the delays of a run. */
    public HostDelays(Randomness randomness, HostSpec host) {
        this.randomness = randomness;
        lowNanos = (long) (host.verify().lowMillis() * NANOS_PER_MILLI);
        spanNanos = (long) (host.verify().highMillis() * NANOS_PER_MILLI) - lowNanos;
    }

    /** Returns whether media is verified before anything else happens. */
    public boolean verifyAtOnce() {
        return lowNanos + spanNanos == 0;
    }

    /** Returns how long the host of the viewer with a key takes for a check. */
    public long verifyNanos(long viewer, int check) {
        return lowNanos + (long) (spanNanos * randomness.hash01(VERIFY, viewer, check));
    }
}
