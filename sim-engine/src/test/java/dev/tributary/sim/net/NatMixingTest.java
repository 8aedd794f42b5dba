package dev.tributary.sim.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.core.nat.Connectivity;
import dev.tributary.core.nat.NatMatrix;
import dev.tributary.core.nat.NatType;
import dev.tributary.core.nat.SymmetricSeeds;
import dev.tributary.sim.kernel.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * V16 and V17: success of random pairs. Shares and expectations are those of theory.md 2.1, 2.3.
 */
class NatMixingTest {
    private static final int PAIRS = 400_000;
    private static final double MARGIN = 0.01;
    private static final double IPV6_SUCCESS = 0.9;

    private static final NatType[] COLUMNS = {
        NatType.OPEN,
        NatType.FULL_CONE,
        NatType.ADDRESS_RESTRICTED,
        NatType.PORT_RESTRICTED,
        NatType.SYMMETRIC,
        NatType.UDP_BLOCKED,
    };

    private record Preset(List<Double> shares) {
        private static Preset named(String name) {
            return new Preset(
                    switch (name) {
                        case "global_home" -> List.of(.08, .12, .05, .55, .17, .03);
                        case "cn_fixed_2020" -> List.of(.03, .10, .04, .58, .21, .04);
                        case "cn_fixed_2025" -> List.of(.01, .09, .03, .57, .26, .04);
                        case "cellular" -> List.of(.01, .08, .03, .28, .55, .05);
                        default -> throw new IllegalArgumentException(name);
                    });
        }

        private NatType draw(RandomStream stream) {
            double left = stream.nextDouble();
            int column = 0;
            while (column < shares.size() - 1 && left >= shares.get(column)) {
                left -= shares.get(column);
                column++;
            }
            return COLUMNS[column];
        }

        private double pairSuccess() {
            double success = 0;
            for (int a = 0; a < shares.size(); a++) {
                for (int b = 0; b < shares.size(); b++) {
                    if (NatMatrix.connects(COLUMNS[a], COLUMNS[b])) {
                        success += shares.get(a) * shares.get(b);
                    }
                }
            }
            return success;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "global_home, .7250",
        "cn_fixed_2020, .6339",
        "cn_fixed_2025, .5576",
        "cellular, .2920"
    })
    void randomPairsSucceedAsOftenAsTheoryPredicts(String name, double expected) {
        Preset preset = Preset.named(name);
        assertThat(preset.pairSuccess()).isCloseTo(expected, within(0.0001));
        assertThat(simulated(preset, 0, 16)).isCloseTo(expected, within(MARGIN));
    }

    @ParameterizedTest
    @CsvSource({"0, .634", ".2, .647", ".4, .687", ".6, .753", ".77, .829"})
    void ipv6RaisesPairSuccessAsTheoryPredicts(double share, double expected) {
        double ipv4 = Preset.named("cn_fixed_2020").pairSuccess();
        double formula = 1 - (1 - ipv4) * (1 - share * share * IPV6_SUCCESS);
        assertThat(formula).isCloseTo(expected, within(0.0006));
        assertThat(simulated(Preset.named("cn_fixed_2020"), share, 17))
                .isCloseTo(expected, within(MARGIN));
    }

    /** A host is in the pool if it can meet another like itself. */
    @Test
    void ipv6At40PercentAddsTenPointsToThePool() {
        RandomStream stream = new RandomStream(18);
        int before = 0;
        int after = 0;
        int seedsBefore = 0;
        int seedsAfter = 0;
        for (int host = 0; host < PAIRS; host++) {
            NatType nat = Preset.named("cn_fixed_2020").draw(stream);
            boolean ipv6 = stream.bernoulli(0.40);
            before += Connectivity.possible(nat, false, nat, false) ? 1 : 0;
            after += Connectivity.possible(nat, ipv6, nat, ipv6) ? 1 : 0;
            seedsBefore += Connectivity.maySeed(nat, false, false, SymmetricSeeds.NEVER) ? 1 : 0;
            seedsAfter += Connectivity.maySeed(nat, ipv6, false, SymmetricSeeds.NEVER) ? 1 : 0;
        }
        assertThat((double) (after - before) / PAIRS).isCloseTo(0.100, within(0.005));
        // The strict seed rule keeps symmetric hosts out: of the 10 points only 0.04 * 0.40 seed.
        assertThat((double) (seedsAfter - seedsBefore) / PAIRS).isCloseTo(0.016, within(0.002));
    }

    /** Standard error at most 0.0008. */
    private static double simulated(Preset preset, double ipv6Share, long seed) {
        RandomStream stream = new RandomStream(seed);
        IceConfig config = IceConfigs.certain(1, IPV6_SUCCESS);
        int successes = 0;
        for (int pair = 0; pair < PAIRS; pair++) {
            boolean ipv4 = NatMatrix.connects(preset.draw(stream), preset.draw(stream));
            boolean a = stream.bernoulli(ipv6Share);
            boolean b = stream.bernoulli(ipv6Share);
            successes += IceTiming.connects(stream, ipv4, a && b, config) ? 1 : 0;
        }
        return (double) successes / PAIRS;
    }
}
