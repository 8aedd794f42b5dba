package dev.tributary.sim.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.nat.NatMatrix;
import dev.tributary.core.nat.NatType;
import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.net.NatBehavior.Scope;
import org.junit.jupiter.api.Test;

/** V16: the packet-level model reproduces the connectivity matrix. */
class HolePunchTest {
    private static final int ORDERS = 50;

    @Test
    void all49CellsEqualTheMatrixWhenPacketsArriveInOrder() {
        for (NatType a : NatType.values()) {
            for (NatType b : NatType.values()) {
                assertThat(HolePunch.punches(NatBehavior.of(a), NatBehavior.of(b)))
                        .as("%s with %s", a, b)
                        .isEqualTo(NatMatrix.connects(a, b));
            }
        }
    }

    @Test
    void theOrderOfPacketsDoesNotMatter() {
        for (NatType a : NatType.values()) {
            for (NatType b : NatType.values()) {
                for (int seed = 0; seed < ORDERS; seed++) {
                    RandomStream order = new RandomStream(seed);
                    boolean punches =
                            HolePunch.punches(NatBehavior.of(a), NatBehavior.of(b), order::nextInt);
                    assertThat(punches)
                            .as("%s with %s, order %d", a, b, seed)
                            .isEqualTo(NatMatrix.connects(a, b));
                }
            }
        }
    }

    /** The two refinements of theory.md 1.10: mapped by address only, and not filtering. */
    @Test
    void addressDependentAndOpenFilterVariantsOfSymmetricFollowTheirRows() {
        NatBehavior addressDependent =
                new NatBehavior(Scope.ADDRESS_DEPENDENT, Scope.ADDRESS_DEPENDENT, false);
        NatBehavior openFilter =
                new NatBehavior(
                        Scope.ADDRESS_AND_PORT_DEPENDENT, Scope.ENDPOINT_INDEPENDENT, false);
        String row = "1011000";
        for (NatType b : NatType.values()) {
            boolean expected = row.charAt(b.wireValue()) == '1';
            NatBehavior other = NatBehavior.of(b);
            assertThat(HolePunch.punches(addressDependent, other)).isEqualTo(expected);
            assertThat(HolePunch.punches(openFilter, other)).isEqualTo(expected);
        }
        assertThat(HolePunch.punches(addressDependent, openFilter)).isTrue();
        assertThat(HolePunch.punches(addressDependent, addressDependent)).isFalse();
        assertThat(HolePunch.punches(openFilter, openFilter)).isFalse();
    }
}
