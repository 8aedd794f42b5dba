package dev.tributary.sim.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FluidLinkTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aSlowLinkTakesItsTimeFromTheFirstBitOn() {
        FluidLink link = new FluidLink(8_000);
        assertThat(link.pass(100 * SECOND, 100 * SECOND, 1_000)).isEqualTo(101 * SECOND);
        assertThat(link.pass(200 * SECOND, 200 * SECOND + SECOND / 4, 1_000))
                .isEqualTo(201 * SECOND);
    }

    @Test
    void aFastLinkAddsNothing() {
        FluidLink link = new FluidLink(16_000);
        assertThat(link.pass(SECOND, 2 * SECOND, 1_000)).isEqualTo(2 * SECOND);
        FluidLink unlimited = new FluidLink(AccessLink.UNLIMITED);
        assertThat(unlimited.pass(7, 7, Integer.MAX_VALUE)).isEqualTo(7);
    }

    @Test
    void aMessageWaitsForTheOneBefore() {
        FluidLink link = new FluidLink(8_000);
        assertThat(link.pass(SECOND, SECOND, 1_000)).isEqualTo(2 * SECOND);
        assertThat(link.pass(SECOND + 5, SECOND + 6, 500)).isEqualTo(5 * SECOND / 2);
        assertThat(link.pass(3 * SECOND, 3 * SECOND, 500)).isEqualTo(7 * SECOND / 2);
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> new FluidLink(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
