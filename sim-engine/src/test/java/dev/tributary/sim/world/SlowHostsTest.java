package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.measure.Measurement;
import dev.tributary.measure.ViewerRow;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts that take their time to verify media, as browsers do, and answer out of order. */
@Tag("slow")
@Tag("model")
final class SlowHostsTest {
    private static Measurement run(String name, String granularity, String verify) {
        return Rooms.run(
                Golden.small(
                        name,
                        "stream.bitrate=200 kbps",
                        "protocol.granularity=" + granularity,
                        "host.verify=" + verify),
                5);
    }

    private static int stalls(Measurement measured) {
        return measured.viewers().stream().mapToInt(ViewerRow::stalls).sum();
    }

    @ParameterizedTest
    @CsvSource({
        "cdn-only, frame",
        "douyu-six, slice",
        "douyu-six, frame",
        "douyu-base-stream, frame",
        "random-push, slice",
        "lab-lossy, frame"
    })
    void checksOfUpToAFifthOfASecondStallNobody(String name, String granularity) {
        Measurement atOnce = run(name, granularity, "{low: 0 ms, high: 0 ms}");
        Measurement slow = run(name, granularity, "{low: 0 ms, high: 200 ms}");

        assertThat(stalls(atOnce)).as("or the scenario says nothing").isZero();
        assertThat(stalls(slow)).isZero();
        assertThat(slow.violations()).isEmpty();
        assertThat(slow.traceHash()).isNotEqualTo(atOnce.traceHash());
    }

    @Test
    void aCheckTakesTheSameTimeInEveryRunOfASeed() {
        Measurement once = run("douyu-six", "frame", "{low: 50 ms, high: 200 ms}");
        Measurement again = run("douyu-six", "frame", "{low: 50 ms, high: 200 ms}");

        assertThat(once.traceHash()).isEqualTo(again.traceHash());
    }

    /** Prints for every scenario of the library, small, who stalls at 0 ms and at 0 to 200 ms. */
    public static void main(String[] arguments) {
        for (String name : Rooms.names()) {
            for (String granularity : new String[] {"slice", "frame"}) {
                Measurement atOnce = run(name, granularity, "{low: 0 ms, high: 0 ms}");
                Measurement slow = run(name, granularity, "{low: 0 ms, high: 200 ms}");
                System.out.printf(
                        Locale.ROOT,
                        "%-20s %-6s stalls %d, with slow checks %d; violations %d%n",
                        name,
                        granularity,
                        stalls(atOnce),
                        stalls(slow),
                        slow.violations().size());
            }
        }
    }
}
