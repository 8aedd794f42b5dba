package dev.tributary.sim.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.sim.kernel.RandomStream;
import org.junit.jupiter.api.Test;

class FluidLinkTest {
    private static final long MEGABIT = 1_000_000;
    private static final long MILLI = 1_000_000;

    @Test
    void delaysByItsBacklogOnly() {
        FluidLink link = new FluidLink(8 * MEGABIT);
        assertThat(link.pass(50 * MILLI, 1_000)).isEqualTo(50 * MILLI);
        assertThat(link.pass(50 * MILLI, 1_000)).isEqualTo(51 * MILLI);
        assertThat(link.pass(51 * MILLI, 2_000)).isEqualTo(53 * MILLI);
        assertThat(link.pass(90 * MILLI, 1_000)).isEqualTo(90 * MILLI);
    }

    @Test
    void withoutALimitNothingWaits() {
        FluidLink link = new FluidLink(AccessLink.UNLIMITED);
        assertThat(link.pass(7, 1 << 30)).isEqualTo(7);
        assertThat(link.pass(7, 1 << 30)).isEqualTo(7);
    }

    @Test
    void isTheLargerOfArrivalAndBacklogWithOwnSerialisation() {
        RandomStream random = new RandomStream(3);
        FluidLink link = new FluidLink(8 * MEGABIT);
        long free = 0;
        long now = MILLI;
        for (int i = 0; i < 10_000; i++) {
            now += random.nextLong(2 * MILLI);
            long bytes = random.nextLong(2_000);
            long out = link.pass(now, bytes);
            assertThat(out).isEqualTo(Math.max(now, free + bytes * 1_000));
            free = out;
        }
    }
}
