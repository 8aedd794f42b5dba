package dev.tributary.sim.kernel;

import nl.tudelft.simulation.dsol.experiment.RunControl;

/**
 * Start and end of a run, kept here because DSOL computes them with {@code SimTime}, which tells
 * number types apart by the identity hash of their classes: where two of those are equal, a long
 * becomes a double.
 */
final class NanosRunControl extends RunControl<Long> {
    private static final long serialVersionUID = 1L;

    private final long endNanos;

    NanosRunControl(String name, long endNanos) {
        super(name, 0L, 0L, endNanos);
        this.endNanos = endNanos;
    }

    @Override
    public Long getStartTime() {
        return 0L;
    }

    @Override
    public Long getWarmupTime() {
        return 0L;
    }

    @Override
    public Long getEndTime() {
        return endNanos;
    }
}
