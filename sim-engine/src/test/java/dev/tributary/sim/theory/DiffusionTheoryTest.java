package dev.tributary.sim.theory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.sim.theory.Diffusion.Order;
import dev.tributary.sim.theory.Diffusion.Room;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Check V14 of theory.md 1.8: how fast a chunk can reach everybody. */
@Tag("slow")
final class DiffusionTheoryTest {
    private static final long SLOT = 20_000_000;
    private static final int ALL = Integer.MAX_VALUE;
    private static final int RUNS = 10;

    private static double optimalSlots(int viewers, int copies) {
        Room room = new Room(viewers, copies, SLOT, 0);
        return Diffusion.lastNanos(room, Order.OPTIMAL, 1) / (double) SLOT;
    }

    @ParameterizedTest
    @CsvSource({
        "100, 8, 10, 9, 8",
        "1000, 11, 15, 12, 12",
        "10000, 15, 19, 16, 15",
        "100000, 18, 24, 20, 19"
    })
    void slotsInTheBestOrder(int viewers, int snowBall, int two, int three, int four) {
        assertThat(optimalSlots(viewers, ALL)).isEqualTo(snowBall);
        assertThat(optimalSlots(viewers, 2)).isEqualTo(two);
        assertThat(optimalSlots(viewers, 3)).isEqualTo(three);
        assertThat(optimalSlots(viewers, 4)).isEqualTo(four);
        Sample.add("V14 N = " + viewers, snowBall + ", " + two + ", " + three, "equal");
    }

    @ParameterizedTest
    @CsvSource({"100", "1000"})
    void aChainTakesOneSlotPerViewer(int viewers) {
        assertThat(optimalSlots(viewers, 1)).isEqualTo(viewers);
    }

    @ParameterizedTest
    @CsvSource({
        "100, 170, 260, 900",
        "1000, 230, 360, 1280",
        "10000, 290, 440, 1640",
        "100000, 350, 540, 2000"
    })
    void propagationDelaysTheBestOrder(int viewers, int slot10, int slot20, int slot100) {
        int[] slots = {10, 20, 100};
        int[] expected = {slot10, slot20, slot100};
        for (int i = 0; i < slots.length; i++) {
            Room room = new Room(viewers, ALL, slots[i] * 1_000_000L, SLOT);
            assertThat(Diffusion.lastNanos(room, Order.OPTIMAL, 1))
                    .as("slot %d ms", slots[i])
                    .isEqualTo(expected[i] * 1_000_000L);
        }
        Sample.add("V14 postal, N = " + viewers, expected[1] + " ms", "equal");
    }

    /** Pushing to somebody at random who lacks the chunk costs at most 40 % more time. */
    @ParameterizedTest
    @CsvSource({"100, 0, 160", "1000, 0, 220", "10000, 0, 300", "100000, 0, 360"})
    void aRandomUsefulPushIsNearTheBest(int viewers, int delay, int best) {
        isNearTheBest(viewers, delay, best);
    }

    @ParameterizedTest
    @CsvSource({"100, 20, 260", "1000, 20, 360", "10000, 20, 440", "100000, 20, 540"})
    void aRandomUsefulPushIsNearTheBestWithPropagation(int viewers, int delay, int best) {
        isNearTheBest(viewers, delay, best);
    }

    private static void isNearTheBest(int viewers, int delay, int best) {
        Room room = new Room(viewers, ALL, SLOT, delay * 1_000_000L);
        Sample time =
                Sample.over(
                        RUNS, seed -> Diffusion.lastNanos(room, Order.RANDOM_USEFUL, seed) / 1e6);
        Sample.add(
                "V14 random useful push, d = " + delay + " ms, N = " + viewers,
                "1 to 1.4 x " + best + " ms",
                Sample.text(time.mean() / best) + " +- " + Sample.text(time.half() / best));
        assertThat(time.mean() - time.half()).isGreaterThanOrEqualTo(best);
        assertThat(time.mean() + time.half()).isLessThanOrEqualTo(1.4 * best);
    }

    /**
     * Pushing to anybody is not within 40 %: Pittel 1987 has log2 N + ln N + O(1) rounds, here
     * after the source's.
     */
    @ParameterizedTest
    @CsvSource({"100, 8, 200", "1000, 11, 100", "10000, 15, 20"})
    void aBlindPushTakesThePushProtocolsRounds(int viewers, int best, int runs) {
        Room room = new Room(viewers, ALL, SLOT, 0);
        Sample slots =
                Sample.over(
                        runs,
                        seed -> Diffusion.lastNanos(room, Order.RANDOM, seed) / (double) SLOT);
        double rounds = 1 + Math.log(viewers) / Math.log(2) + Math.log(viewers);
        slots.isWithin("V14 blind push, N = " + viewers + ", slots", 2, rounds);
        assertThat(slots.mean() - slots.half()).isGreaterThan(1.4 * best);
    }
}
