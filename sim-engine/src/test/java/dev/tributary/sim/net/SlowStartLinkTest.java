package dev.tributary.sim.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.sim.kernel.RandomStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against closed forms, and against a connection whose bytes are followed one by one. */
final class SlowStartLinkTest {
    private static final long MILLI = 1_000_000;
    private static final long SEGMENT = EdgeLines.SEGMENT_BYTES;
    private static final long FULL = EdgeLines.KERNEL_BYTES;
    private static final Offset<Long> ROUNDING = Offset.offset(50L);

    private static AccessLink link(long bitsPerSecond, long rttNanos, boolean restarts) {
        return new EdgeLines(bitsPerSecond, 10 * SEGMENT, restarts)
                .to(AccessLink.UNLIMITED, RateCourse.LEVEL, rttNanos);
    }

    /**
     * Time until the last of S bytes has left, at a rate C over a round trip R: in rounds of
     * windows w, 2 w, 4 w ..., each of which takes R or as long as it is sent, whichever is more;
     * from the window on that the kernel's buffer limits, at a buffer a round trip.
     */
    private static long closedForm(double bytes, double bitsPerSecond, double rtt) {
        double open = Math.min(bitsPerSecond, FULL * 8e9 / rtt);
        double window = 10 * SEGMENT;
        double left = bytes;
        double begins = 0;
        while (window < FULL && window * 8e9 / rtt < bitsPerSecond) {
            if (left <= window) {
                return (long) (begins + left * 8e9 / bitsPerSecond);
            }
            left -= window;
            begins += rtt;
            window = Math.min(FULL, 2 * window);
        }
        return (long) (begins + left * 8e9 / open);
    }

    @ParameterizedTest
    @CsvSource({
        // bytes, Mbit/s, round trip in ms
        "1460, 50, 20",
        "14600, 50, 20",
        "14601, 50, 20",
        "43800, 50, 20",
        "312500, 50, 20",
        "312500, 50, 100",
        "312500, 4, 20",
        "312500, 100000, 20",
        "3000000, 20, 60"
    })
    void aBacklogLeavesWhenTheClosedFormSays(long bytes, long mbps, long rttMillis) {
        AccessLink link = link(mbps * 1_000_000, rttMillis * MILLI, false);

        long expected = closedForm((double) bytes, mbps * 1e6, rttMillis * 1e6);
        assertThat(link.enqueue(0, bytes)).isCloseTo(expected, ROUNDING);
    }

    /** A slice of 1 s at 2.5 Mbit/s: windows of 10, 20, 40 and 80 segments, then full buffers. */
    @Test
    void aFirstSliceComesTwoRoundTripsLaterThanFromAnOpenConnection() {
        long rtt = 30 * MILLI;
        AccessLink slow = link(AccessLink.UNLIMITED, rtt, false);
        AccessLink open =
                new EdgeLines(AccessLink.UNLIMITED, 0, false).to(1L << 40, RateCourse.LEVEL, rtt);

        long rest = 312_500 - 150 * SEGMENT;
        assertThat(slow.enqueue(0, 312_500)).isCloseTo(4 * rtt + rest * rtt / FULL, ROUNDING);
        assertThat(open.enqueue(0, 312_500)).isCloseTo(312_500 * rtt / FULL, ROUNDING);
        assertThat((4 * rtt + rest * rtt / FULL - 312_500 * rtt / FULL) / (double) rtt)
                .isBetween(2.0, 2.5);
    }

    @ParameterizedTest
    @CsvSource({"1", "1500", "15360", "70000"})
    void messagesThatFollowAtOnceLeaveAsOneWould(long part) {
        AccessLink whole = link(50_000_000, 40 * MILLI, false);
        AccessLink parts = link(50_000_000, 40 * MILLI, false);
        long bytes = 600_000 / part * part;

        long last = 0;
        for (long sent = 0; sent < bytes && sent < 3_000 * part; sent += part) {
            last = parts.enqueue(Math.min(last, parts.freeAtNanos()), part);
        }
        long total = Math.min(bytes, 3_000 * part);
        assertThat(last).isCloseTo(whole.enqueue(0, total), Offset.offset(3_000L));
    }

    @Test
    void anOpenConnectionStaysOpenAfterAPause() {
        AccessLink link = link(50_000_000, 20 * MILLI, false);
        link.enqueue(0, 1_000_000);
        long later = 60_000 * MILLI;

        assertThat(link.enqueue(later, 125_000)).isEqualTo(later + 20 * MILLI);
    }

    @Test
    void aPauseOfMoreThanATimeoutBeginsAnewWhereItIsToldTo() {
        AccessLink fresh = link(50_000_000, 20 * MILLI, true);
        AccessLink link = link(50_000_000, 20 * MILLI, true);
        long first = fresh.enqueue(0, 300_000);
        long end = link.enqueue(0, 300_000);

        long paused = end + 220 * MILLI;
        assertThat(link.enqueue(paused, 125_000) - paused).isEqualTo(20 * MILLI);
        long longer = link.freeAtNanos() + 220 * MILLI + 1;
        assertThat(link.enqueue(longer, 300_000) - longer).isEqualTo(first);
    }

    /** A window that is never filled grows by what is sent, and is there at the next round. */
    @Test
    void aSmallMessageNowAndThenNeverWaits() {
        AccessLink link = link(50_000_000, 20 * MILLI, false);
        for (int i = 0; i < 100; i++) {
            long now = i * 25L * MILLI;
            assertThat(link.enqueue(now, 10_000)).isEqualTo(now + 1_600_000);
        }
    }

    @Test
    void noSliceIsEverEarlierThanFromAnOpenConnection() {
        RandomStream random = new RandomStream(1);
        for (int run = 0; run < 200; run++) {
            long rtt = 1 + random.nextLong(200 * MILLI);
            long rate = 100_000 + random.nextLong(1L << (1 + random.nextInt(36)));
            AccessLink slow = link(rate, rtt, random.nextBoolean());
            AccessLink open =
                    new EdgeLines(rate, 0, false).to(AccessLink.UNLIMITED, RateCourse.LEVEL, rtt);
            long now = 0;
            long before = 0;
            for (int message = 0; message < 50; message++) {
                long bytes = random.nextInt(400_000);
                long at = slow.enqueue(now, bytes);
                assertThat(at).isGreaterThanOrEqualTo(before);
                assertThat(slow.freeAtNanos()).isGreaterThanOrEqualTo(at);
                // A full buffer may leave in one burst where the open one spreads it over a trip.
                assertThat(at).isGreaterThanOrEqualTo(open.enqueue(now, bytes) - rtt);
                before = at;
                now += (long) random.exponential(1e9 * bytes * 8 / rate);
            }
        }
    }

    @Test
    void impossibleWindowsAreRefused() {
        assertThatThrownBy(() -> new SlowStartLink.Window(0, 1, 1, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SlowStartLink.Window(1, 0, 1, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> link(1, 1, false).enqueue(0, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
