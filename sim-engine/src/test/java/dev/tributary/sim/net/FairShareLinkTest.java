package dev.tributary.sim.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.core.base.Time;
import dev.tributary.sim.kernel.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FairShareLinkTest {
    private static final long SECOND = 1_000_000_000L;
    private static final List<String> NAMES =
            IntStream.range(0, 10).mapToObj(i -> "flow " + i).toList();

    /** Moves the time of a link, and keeps when each message left. */
    private static final class Line {
        private final FairShareLink<Integer> link;
        private final Map<Integer, Long> starts = new TreeMap<>();
        private final Map<Integer, Long> ends = new TreeMap<>();

        Line(long bitsPerSecond) {
            link = new FairShareLink<>(bitsPerSecond);
        }

        Line runTo(long nanos) {
            while (link.nextNanos() <= nanos && link.nextNanos() != Time.NEVER) {
                long now = link.nextNanos();
                link.depart(
                        now,
                        (message, start) -> {
                            starts.put(message, start);
                            assertThat(ends.put(message, now)).isNull();
                        });
            }
            return this;
        }

        void send(long nanos, String flow, long cap, long bytes, int message) {
            runTo(nanos);
            link.enqueue(nanos, flow, cap, bytes, message);
        }

        Line runOut() {
            return runTo(Long.MAX_VALUE - 1);
        }
    }

    /** Check V2: 12 Mbit/s to 2, 5 and 10 Mbit/s are 2, 5 and 5; a second of each, to the ns. */
    @Test
    void capsOfTwoFiveAndTenOnALineOfTwelve() {
        Line line = new Line(12_000_000);
        line.send(7, "a", 10_000_000, 625_000, 1);
        line.send(7, "b", 2_000_000, 250_000, 2);
        line.send(7, "c", 5_000_000, 625_000, 3);
        line.runOut();
        assertThat(line.ends).containsOnlyKeys(1, 2, 3).containsValue(SECOND + 7);
        assertThat(line.ends.values()).containsOnly(SECOND + 7);
    }

    @Test
    void aFlowGetsWhatAnotherLeaves() {
        Line line = new Line(8_000);
        line.send(0, "a", AccessLink.UNLIMITED, 1_000, 1);
        line.send(SECOND / 2, "b", AccessLink.UNLIMITED, 250, 2);
        line.send(SECOND / 2, "b", AccessLink.UNLIMITED, 1_000, 3);
        line.runOut();
        // a: half alone, half shared with b; b: 500 bytes in that second, the rest alone.
        assertThat(line.ends)
                .containsEntry(1, 3 * SECOND / 2)
                .containsEntry(2, SECOND)
                .containsEntry(3, 9 * SECOND / 4);
        assertThat(line.starts).containsEntry(3, SECOND);
    }

    /** The same recursion as the FIFO, at the rate of the line or of the flow. */
    @Test
    void aFlowAloneDepartsAsFromAnAccessLink() {
        RandomStream stream = new RandomStream(1);
        for (int run = 0; run < 200; run++) {
            long rate = 1_000 + stream.nextLong(1L << (1 + stream.nextInt(36)));
            boolean capped = stream.bernoulli(.5);
            Line line = new Line(capped ? 3 * rate : rate);
            AccessLink fifo = new AccessLink(rate);
            List<Long> expected = new ArrayList<>();
            long now = 0;
            for (int message = 0; message < 200; message++) {
                long bytes = 1L + stream.nextInt(3_000);
                line.send(now, "a", capped ? rate : 2 * rate, bytes, message);
                expected.add(fifo.enqueue(now, bytes));
                now += (long) (stream.exponential(1.2) * bytes * 8 * SECOND / rate);
            }
            assertThat(line.runOut().ends.values()).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void aDroppedFlowFreesTheLineAndReturnsWhatHadNotLeft() {
        Line line = new Line(8_000);
        line.send(0, "a", AccessLink.UNLIMITED, 1_000, 1);
        line.send(0, "a", AccessLink.UNLIMITED, 1_000, 2);
        line.send(0, "b", AccessLink.UNLIMITED, 1_000, 3);
        line.runTo(SECOND);
        assertThat(line.link.drop(SECOND, "a")).containsExactly(1, 2);
        assertThat(line.link.drop(SECOND, "a")).isEmpty();
        assertThat(line.runOut().ends).containsExactly(Map.entry(3, 3 * SECOND / 2));
    }

    @Test
    void whatNothingLimitsTakesNoTime() {
        Line line = new Line(AccessLink.UNLIMITED);
        line.send(5, "a", AccessLink.UNLIMITED, Integer.MAX_VALUE, 1);
        line.send(5, "b", 8_000, 1_000, 2);
        line.send(6, "a", AccessLink.UNLIMITED, 1, 3);
        assertThat(line.runOut().ends)
                .containsEntry(1, 5L)
                .containsEntry(2, SECOND + 5)
                .containsEntry(3, 6L);
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> new FairShareLink<Integer>(0))
                .isInstanceOf(IllegalArgumentException.class);
        FairShareLink<Integer> link = new FairShareLink<>(8_000);
        assertThatThrownBy(() -> link.enqueue(0, "a", 1, -1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> link.enqueue(0, "a", 0, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        link.enqueue(5, "a", AccessLink.UNLIMITED, 1_000, 1);
        assertThatThrownBy(() -> link.enqueue(4, "a", 1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> link.enqueue(6 + SECOND, "a", 1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /**
     * Random traffic of up to ten flows against the same fluid in floating point, with the rates of
     * {@link MaxMinFairness#rates}: departures agree within 20 microseconds in 2 s, for rates are
     * whole bits per second and at least 100,000; everything departs or is dropped, exactly once.
     */
    @Test
    void agreesWithTheFluidInFloatingPoint() {
        for (int run = 0; run < 100; run++) {
            RandomStream stream = new RandomStream(100 + run);
            int flows = 1 + stream.nextInt(10);
            long rate = 1_000_000 + stream.nextLong(50_000_000);
            double[] caps = new double[flows];
            Arrays.setAll(caps, i -> 200_000 + stream.nextInt(20_000_000));
            Line line = new Line(rate);
            Fluid fluid = new Fluid((double) rate, caps);
            int dropped = 0;
            long now = 0;
            for (int message = 0; message < 300; message++) {
                now += (long) stream.exponential(2e6);
                int flow = stream.nextInt(flows);
                if (stream.bernoulli(.02)) {
                    line.runTo(now);
                    fluid.runTo((double) now);
                    List<Integer> gone = line.link.drop(now, NAMES.get(flow));
                    assertThat(gone).isEqualTo(fluid.drop(flow));
                    dropped += gone.size();
                }
                long bytes = 1L + stream.nextInt(30_000);
                line.send(now, NAMES.get(flow), (long) caps[flow], bytes, message);
                fluid.send((double) now, flow, bytes, message);
            }
            line.runOut();
            fluid.runTo(1e18);
            assertThat(line.ends).hasSize(300 - dropped).hasSameSizeAs(fluid.ends);
            fluid.ends.forEach(
                    (message, nanos) ->
                            assertThat((double) line.ends.get(message))
                                    .isCloseTo(nanos, within(20_000.)));
        }
    }

    /** The same model, plainly. */
    private static final class Fluid {
        private final double rate;
        private final double[] caps;
        private final List<List<double[]>> queues = new ArrayList<>();
        private final Map<Integer, Double> ends = new TreeMap<>();
        private double now;

        Fluid(double rate, double[] caps) {
            this.rate = rate;
            this.caps = caps;
            Arrays.stream(caps).forEach(cap -> queues.add(new ArrayList<>()));
        }

        void send(double nanos, int flow, long bytes, int message) {
            runTo(nanos);
            queues.get(flow).add(new double[] {bytes * 8e9, message});
        }

        List<Integer> drop(int flow) {
            List<Integer> gone = queues.get(flow).stream().map(m -> (int) m[1]).toList();
            queues.get(flow).clear();
            return gone;
        }

        void runTo(double nanos) {
            while (now < nanos) {
                double[] wanted = caps.clone();
                Arrays.setAll(wanted, i -> queues.get(i).isEmpty() ? 0 : caps[i]);
                int[][] routes = new int[caps.length][1];
                double[] rates = ProgressiveFilling.rates(new double[] {rate}, routes, wanted);
                double step = nanos - now;
                int first = -1;
                for (int i = 0; i < caps.length; i++) {
                    boolean busy = !queues.get(i).isEmpty();
                    if (busy && queues.get(i).get(0)[0] / rates[i] < step) {
                        step = queues.get(i).get(0)[0] / rates[i];
                        first = i;
                    }
                }
                now += step;
                for (int i = 0; i < caps.length; i++) {
                    if (!queues.get(i).isEmpty()) {
                        queues.get(i).get(0)[0] -= rates[i] * step;
                    }
                }
                if (first >= 0) {
                    ends.put((int) queues.get(first).remove(0)[1], now);
                } else {
                    now = nanos;
                }
            }
        }
    }
}
