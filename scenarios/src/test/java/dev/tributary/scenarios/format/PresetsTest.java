package dev.tributary.scenarios.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.core.nat.NatType;
import dev.tributary.scenarios.NetworkSpec;
import dev.tributary.scenarios.NetworkSpec.AccessTier;
import dev.tributary.scenarios.NetworkSpec.Isp;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PresetsTest {
    @Test
    void sharesOfEveryPresetAddUpToOne() {
        Presets.networks()
                .forEach(
                        (name, network) -> {
                            assertThat(network.preset()).isEqualTo(name);
                            assertWhole(network.fixedNat());
                            assertWhole(network.cellularNat());
                            assertWhole(network.isps().stream().map(Isp::share).toList());
                            assertWhole(
                                    network.fixedAccess().stream().map(AccessTier::share).toList());
                            assertThat(network.fixedNat()).hasSize(NatType.values().length);
                        });
    }

    /** theory.md 2.4: a mean uplink of 23 Mbps in 2020 and of 36 Mbps in 2025. */
    @Test
    void meanUplinksAreThoseOfTheSource() {
        assertThat(meanUp("cn-2020")).isCloseTo(23.3, within(.1));
        assertThat(meanUp("cn-2025")).isCloseTo(35.8, within(.1));
    }

    /** theory.md 2.3: IPv6 of 40 % gives 25 % x 40 % = 10 % more viewers that can be reached. */
    @Test
    void ipv6OfChina2020GivesTheTenPercentOfTheSource() {
        NetworkSpec china = Presets.networks().get("cn-2020");
        double unreachable =
                china.fixedNat().get(NatType.SYMMETRIC.ordinal())
                        + china.fixedNat().get(NatType.UDP_BLOCKED.ordinal());
        assertThat(unreachable * china.ipv6Share()).isCloseTo(.10, within(1e-9));
    }

    /** theory.md 2.11: medians of 117 and 31 Mbps are means of 133 and 35 with a sigma of 0.5. */
    @Test
    void cellularRatesOfTheUnitedStatesAreThoseOfTheSource() {
        NetworkSpec.CellularAccess lines = Presets.networks().get("us-2021").cellular();
        double meanOverMedian = Math.exp(lines.sigma() * lines.sigma() / 2);
        assertThat(lines.downMeanMbps() / meanOverMedian).isCloseTo(117.2, within(.5));
        assertThat(lines.upMeanMbps() / meanOverMedian).isCloseTo(31.2, within(.5));
    }

    @Test
    void aProviderWithDsLiteIsOneOfThoseOfGermany() {
        NetworkSpec germany = Presets.networks().get("de-2025");
        int symmetric = NatType.SYMMETRIC.ordinal();
        assertThat(germany.nat(1, false).get(symmetric)).isEqualTo(.42);
        assertThat(germany.ipv6(1)).isEqualTo(.9);
        assertThat(germany.nat(0, false).get(symmetric)).isEqualTo(.14);
        assertThat(germany.nat(1, true)).isEqualTo(germany.cellularNat());
    }

    private static double meanUp(String preset) {
        return Presets.networks().get(preset).fixedAccess().stream()
                .mapToDouble(tier -> tier.upMbps() * tier.share())
                .sum();
    }

    private static void assertWhole(List<Double> shares) {
        assertThat(shares.stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(1, within(1e-9));
    }
}
