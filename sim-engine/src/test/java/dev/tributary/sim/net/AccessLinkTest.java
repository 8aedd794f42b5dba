package dev.tributary.sim.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.sim.kernel.RandomStream;
import java.math.BigInteger;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessLinkTest {
    private static final BigInteger NANO_BITS_PER_BYTE = BigInteger.valueOf(8_000_000_000L);

    @Test
    void a1200BytePacketTakes960MicrosAt10Megabits() {
        AccessLink link = new AccessLink(10_000_000);
        assertThat(link.enqueue(5, 1_200)).isEqualTo(960_005);
        assertThat(link.queueNanos(5)).isEqualTo(960_000);
        assertThat(link.enqueue(5, 1_200)).isEqualTo(1_920_005);
        assertThat(link.enqueue(3_000_000, 1_200)).isEqualTo(3_960_000);
    }

    @Test
    void aBusyLinkDoesNotDrift() {
        AccessLink link = new AccessLink(7);
        long departure = 0;
        for (int i = 0; i < 7_000; i++) {
            departure = link.enqueue(0, 1);
        }
        assertThat(departure).isEqualTo(8_000L * 1_000_000_000L);
    }

    /** Lindley's recursion in exact arithmetic: work conserving, in order, nothing gained. */
    @Test
    void everyDepartureEqualsTheExactRecursionRoundedUp() {
        RandomStream stream = new RandomStream(1);
        for (int run = 0; run < 200; run++) {
            long rate = 1 + stream.nextLong(1L << (1 + stream.nextInt(40)));
            BigInteger bigRate = BigInteger.valueOf(rate);
            AccessLink link = new AccessLink(rate);
            BigInteger finish = BigInteger.ZERO;
            long now = 0;
            for (int message = 0; message < 200; message++) {
                long bytes = stream.nextInt(3_000);
                BigInteger work = BigInteger.valueOf(bytes).multiply(NANO_BITS_PER_BYTE);
                finish = finish.max(BigInteger.valueOf(now).multiply(bigRate)).add(work);
                BigInteger roundedUp = finish.add(bigRate).subtract(BigInteger.ONE).divide(bigRate);
                long departure = link.enqueue(now, bytes);
                assertThat(departure).isEqualTo(roundedUp.longValueExact());
                long serviceNanos = work.divide(bigRate).longValueExact();
                now += (long) (stream.exponential(1.2) * serviceNanos);
            }
        }
    }

    @Test
    void rateChangesKeepOrderAndNeverServeFasterThanTheRate() {
        RandomStream stream = new RandomStream(2);
        AccessLink link = new AccessLink(1_000_000);
        long now = 0;
        long previous = 0;
        for (int message = 0; message < 20_000; message++) {
            if (stream.bernoulli(0.1)) {
                link.changeRate(100_000 + stream.nextLong(10_000_000));
            }
            long bytes = stream.nextInt(2_000);
            long departure = link.enqueue(now, bytes);
            long serviceNanos = bytes * 8_000_000_000L / link.bitsPerSecond();
            assertThat(departure).isGreaterThanOrEqualTo(Math.max(previous, now) + serviceNanos);
            assertThat(departure).isLessThanOrEqualTo(Math.max(previous, now) + serviceNanos + 1);
            previous = departure;
            now += stream.nextInt(4_000_000);
        }
    }

    @Test
    void promisedDeparturesStandWhenTheRateChanges() {
        AccessLink link = new AccessLink(8_000);
        assertThat(link.enqueue(0, 1_000)).isEqualTo(1_000_000_000L);
        link.changeRate(AccessLink.UNLIMITED);
        assertThat(link.enqueue(1, 1_000)).isEqualTo(1_000_000_000L);
        link.changeRate(8_000);
        assertThat(link.enqueue(2, 1_000)).isEqualTo(2_000_000_000L);
    }

    @Test
    void anUnlimitedLinkTakesNoTime() {
        AccessLink link = new AccessLink(AccessLink.UNLIMITED);
        assertThat(link.enqueue(7, Integer.MAX_VALUE)).isEqualTo(7);
        assertThat(link.queueNanos(7)).isZero();
        assertThat(link.enqueue(9, 1)).isEqualTo(9);
    }

    @Test
    void rejectsNonsense() {
        assertThatThrownBy(() -> new AccessLink(0)).isInstanceOf(IllegalArgumentException.class);
        AccessLink link = new AccessLink(1);
        assertThatThrownBy(() -> link.enqueue(0, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** V1: sojourn in service times under Poisson arrivals; margins 2 % and, at 0.9, 5 %. */
    @ParameterizedTest
    @CsvSource({".5, 2, 1.5, 2", ".7, 3.333, 2.167, 2", ".9, 10, 5.5, 5"})
    void queueingFollowsTheory(double load, double mm1, double md1, double percent) {
        Percentage margin = Percentage.withPercentage(percent);
        assertThat(sojourn(load, true)).isCloseTo(mm1, margin);
        assertThat(sojourn(load, false)).isCloseTo(md1, margin);
    }

    private static double sojourn(double load, boolean randomSize) {
        int messages = 2_000_000;
        double serviceNanos = 960_000;
        AccessLink link = new AccessLink(10_000_000);
        RandomStream stream = new RandomStream(3);
        double now = 0;
        double total = 0;
        for (int i = 0; i < messages; i++) {
            now += stream.exponential(serviceNanos / load);
            long bytes = randomSize ? StrictMath.round(stream.exponential(1_200)) : 1_200;
            total += link.enqueue((long) now, bytes) - (long) now;
        }
        return total / messages / serviceNanos;
    }
}
