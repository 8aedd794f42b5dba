package dev.tributary.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PropertyTest {
    @Test
    void failureNamesSeedAndSmallestExample() {
        Property<Integer> property = Property.of("small", c -> c.between(0, 1_000_000));

        assertThatThrownBy(() -> property.holds(n -> assertThat(n).isLessThan(1_234)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("-Dproperty.seed=")
                .hasMessageContaining("smallest: 1234");
    }

    @Test
    void equalSeedsGiveEqualExamples() {
        byte[] once = new Choices(7).bytes(32);

        assertThat(new Choices(7).bytes(32)).isEqualTo(once);
        assertThat(new Choices(8).bytes(32)).isNotEqualTo(once);
    }

    @Test
    void bothEndsOfARangeAreTried() {
        boolean[] seen = new boolean[2];
        Property.of("range", c -> c.between(-3L, 1L << 50))
                .holds(
                        n -> {
                            assertThat(n).isBetween(-3L, 1L << 50);
                            seen[0] |= n == -3;
                            seen[1] |= n == 1L << 50;
                        });

        assertThat(seen).containsExactly(true, true);
    }
}
