package dev.tributary.sim.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.base.Rng;
import dev.tributary.core.base.Time;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ArrivalsTest {
    private record Arrival(long nanos, int number) {}

    @Test
    void nothingArrivesWhereNothingWasSent() {
        Arrivals arrivals = new Arrivals();

        assertThat(arrivals.isEmpty()).isTrue();
        assertThat(arrivals.firstNanos()).isEqualTo(Time.NEVER);
    }

    @Test
    void whatCameAlongComesOut() {
        Arrivals arrivals = new Arrivals();
        arrivals.add(7, "link", -5, "media");

        assertThat(arrivals.firstNanos()).isEqualTo(7);
        assertThat(arrivals.firstPlace()).isEqualTo("link");
        assertThat(arrivals.firstData()).isEqualTo(-5);
        assertThat(arrivals.firstContent()).isEqualTo("media");
    }

    @Test
    void aClearedListIsAsNew() {
        Arrivals arrivals = new Arrivals();
        arrivals.add(7, "link", 1, "media");
        arrivals.clear();
        assertThat(arrivals.firstNanos()).isEqualTo(Time.NEVER);
        arrivals.add(9, "link", 2, "media");

        assertThat(arrivals.firstNanos()).isEqualTo(9);
    }

    /** Against a list sorted by a stable sort; additions and removals in any order. */
    @Test
    void earliestFirstAndEqualsInOrderOfAddition() {
        for (int seed = 1; seed <= 200; seed++) {
            Rng rng = new Rng(seed);
            Arrivals arrivals = new Arrivals();
            List<Arrival> expected = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                if (rng.nextInt(100) < 55) {
                    Arrival added = new Arrival(rng.nextInt(50), i);
                    arrivals.add(added.nanos(), this, added.number(), added);
                    expected.add(added);
                    expected.sort(Comparator.comparingLong(Arrival::nanos));
                } else if (!expected.isEmpty()) {
                    assertThat(arrivals.firstContent())
                            .as("seed " + seed)
                            .isEqualTo(expected.get(0));
                    assertThat(arrivals.firstData()).isEqualTo(expected.remove(0).number());
                    arrivals.removeFirst();
                }
                assertThat(arrivals.isEmpty()).isEqualTo(expected.isEmpty());
            }
        }
    }
}
