package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Uplink, path and downlink as models of whole messages, against every packet on its own: mean and
 * 95 % quantile of the delay from sending to the last packet, on the same messages.
 */
@Tag("slow")
@Tag("model")
final class PacketTheoryTest {
    private static final double MARGIN = .05;

    /** Mean and 95 % quantile, milliseconds. */
    private record Delay(double mean, double p95) {
        static Delay of(Traffic traffic, long[] arrivals) {
            double[] millis =
                    traffic.messages().stream()
                            .mapToDouble(m -> (arrivals[m.number()] - m.nanos()) / 1e6)
                            .sorted()
                            .toArray();
            double mean = Arrays.stream(millis).average().orElseThrow();
            return new Delay(mean, millis[(int) (.95 * millis.length)]);
        }
    }

    private static void agree(String what, Traffic traffic) {
        agree(what, traffic, MARGIN, MARGIN);
    }

    /** The models may be faster than packets by one margin, and slower by the other. */
    private static void agree(String what, Traffic traffic, double faster, double slower) {
        for (boolean fairShare : new boolean[] {false, true}) {
            Delay packets = Delay.of(traffic, Packets.arrivals(traffic, fairShare));
            Delay model = Delay.of(traffic, Messages.arrivals(traffic, fairShare));
            double mean = model.mean() / packets.mean() - 1;
            double p95 = model.p95() / packets.p95() - 1;
            String name = what + (fairShare ? ", fair share" : ", FIFO");
            Figures.add(
                    name,
                    String.format(Locale.ROOT, "%.1f, %.1f", packets.mean(), packets.p95()),
                    String.format(
                            Locale.ROOT,
                            "%.1f, %.1f (%+.1f %%, %+.1f %%)",
                            model.mean(),
                            model.p95(),
                            100 * mean,
                            100 * p95));
            assertThat(mean).as("%s: mean", name).isBetween(-faster, slower);
            assertThat(p95).as("%s: p95", name).isBetween(-faster, slower);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {.5, .7, .9})
    void randomPushesOf25Kilobytes(double load) {
        Traffic traffic = new Traffic(12, 10, 100, 30, 100).randomPushes(load, 25_000, 1_000);
        agree("25 kB to random hosts, load " + load, traffic);
    }

    /** Paths at what Mathis gives for ordinary loss and round trips. */
    @ParameterizedTest
    @CsvSource({"1, 8", "10, 8", "1, 1000", "10, 1000"})
    void sixSubStreams(int parts, double paceMbps) {
        Traffic traffic = new Traffic(6, 20, 50, 5, 25).subStreams(150_000, parts, paceMbps, 40);
        agree("slices of 150 kB in " + parts + ", paced at " + paceMbps + " Mbps", traffic);
    }

    @ParameterizedTest
    @ValueSource(ints = {25_000, 150_000})
    void aTightPath(int bytes) {
        Traffic traffic = new Traffic(6, 20, 50, 2, 2).pairs(.5, 2, bytes, 1_000);
        agree("a path of 2 Mbps, " + bytes + " B", traffic);
    }

    @ParameterizedTest
    @ValueSource(ints = {25_000, 150_000})
    void aSlowDownlink(int bytes) {
        Traffic traffic = new Traffic(6, 20, 4, 8, 25).pairs(.6, 4, bytes, 1_000);
        agree("a downlink of 4 Mbps, " + bytes + " B", traffic);
    }

    /**
     * The bound of the downlink's model: several senders, each with a line that is faster than the
     * downlink. Of messages that arrive at the same time the first passes as if it were alone, so
     * the model is never slower than the packets, and up to 8 % faster.
     */
    @ParameterizedTest
    @CsvSource({"15000, .12", "150000, .12", "15000, .25", "150000, .25"})
    void aSlowDownlinkOfManySenders(int bytes, double load) {
        Traffic traffic = new Traffic(6, 20, 8, 8, 25).randomPushes(load, bytes, 1_000);
        String what = "a downlink of 8 Mbps from five, load " + load * 20 / 8 + ", " + bytes + " B";
        agree(what, traffic, .08, 0);
    }
}
