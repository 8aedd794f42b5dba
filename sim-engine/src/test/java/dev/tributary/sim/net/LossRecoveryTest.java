package dev.tributary.sim.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.sim.kernel.RandomStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** V3: loss and retransmission. */
class LossRecoveryTest {
    private static final long RTT_NANOS = 40_000_000L;
    private static final int MESSAGES = 400_000;

    /** Standard errors 0.0001 and 0.0008; V3 asks for 0.5 %. */
    @Test
    void atFivePercentAPacketIsSent10526TimesAndEightPacketsPassWhole66PercentOfTheTime() {
        RandomStream stream = new RandomStream(1);
        long sent = 0;
        int whole = 0;
        for (int i = 0; i < MESSAGES; i++) {
            LossRecovery recovery = LossRecovery.draw(stream, 8, RTT_NANOS, 0.05);
            sent += 8 + recovery.retransmittedPackets();
            whole += recovery.equals(LossRecovery.NONE) ? 1 : 0;
        }
        Percentage margin = Percentage.withPercentage(0.5);
        assertThat((double) sent / (8L * MESSAGES)).isCloseTo(1.0526, margin);
        assertThat((double) whole / MESSAGES).isCloseTo(0.6634, margin);
    }

    /** The last of n packets needs k rounds more with probability (1-p^(k+1))^n - (1-p^k)^n. */
    @Test
    void theDelayIsTheWorstPacketsNumberOfRounds() {
        RandomStream stream = new RandomStream(2);
        double roundNanos = RTT_NANOS + 5_000_000.0;
        double p = 0.2;
        double expectedRounds = 0;
        for (int k = 1; k < 60; k++) {
            expectedRounds += 1 - StrictMath.pow(1 - StrictMath.pow(p, k), 12);
        }
        double total = 0;
        for (int i = 0; i < MESSAGES; i++) {
            total += LossRecovery.draw(stream, 12, RTT_NANOS, p).extraNanos();
        }
        assertThat(total / MESSAGES / roundNanos).isCloseTo(expectedRounds, within(0.01));
    }

    @Test
    void aPerfectPathAndAnEmptyMessageCostNothingNotEvenADraw() {
        RandomStream stream = new RandomStream(3);
        assertThat(LossRecovery.draw(stream, 100, RTT_NANOS, 0)).isSameAs(LossRecovery.NONE);
        assertThat(LossRecovery.draw(stream, 0, RTT_NANOS, 0.5)).isSameAs(LossRecovery.NONE);
        assertThat(stream.nextLong()).isEqualTo(new RandomStream(3).nextLong());
    }

    @ParameterizedTest
    @CsvSource({".001, 9.30", ".01, 2.94", ".02, 2.08"})
    void mathisMatchesTheory(double loss, double megabits) {
        assertThat(Mathis.bitsPerSecond(1_200, RTT_NANOS, loss) / 1e6)
                .isCloseTo(megabits, within(0.006));
    }

    @Test
    void mathisIsNoLimitWithoutLoss() {
        assertThat(Mathis.bitsPerSecond(1_200, RTT_NANOS, 0)).isEqualTo(AccessLink.UNLIMITED);
    }
}
