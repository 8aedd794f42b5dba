package dev.tributary.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The workloads do what the other simulators did, so that their speeds may be compared. */
final class MacroTest {
    private static final Overlay OVERLAY = new Overlay(1_000);

    /** Ties in another order move the mean by this share of it. */
    private static final double TIES = 0.004;

    @Test
    void chunkDiffusionDelaysAreThoseOfOtherSimulators() {
        Swarm.Outcome outcome = Macro.swarm("cd-1", OVERLAY, 30).run();
        assertThat(outcome.events()).isBetween(3_055_000L, 3_065_000L);
        assertThat(outcome.meanMillis()).isCloseTo(784.9, within(784.9 * TIES));
        assertThat(outcome.tailMillis()).isBetween(1_380, 1_400);
    }

    @Test
    void pushTreeDelaysAreThoseOfOtherSimulators() {
        Swarm.Outcome outcome = Macro.swarm("cd-2", OVERLAY, 60).run();
        assertThat(outcome.events()).isBetween(865_000L, 875_000L);
        assertThat(outcome.meanMillis()).isCloseTo(720, within(720 * TIES));
        assertThat(outcome.tailMillis()).isBetween(1_050, 1_065);
        assertThat(outcome.duplicates()).isZero();
    }
}
