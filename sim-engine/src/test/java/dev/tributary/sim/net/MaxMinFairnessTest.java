package dev.tributary.sim.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.sim.kernel.RandomStream;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MaxMinFairnessTest {
    private static final double ROUNDING = 1e-9;
    private static final double NONE = Double.POSITIVE_INFINITY;

    /** Check V2 of theory.md: an uplink of 12 to receivers who take at most 2, 5 and 10. */
    @Test
    void anUplinkOfTwelveToCapsOfTwoFiveAndTenGivesTwoFiveFive() {
        int[][] routes = {{0}, {0}, {0}};
        assertThat(ProgressiveFilling.rates(new double[] {12}, routes, new double[] {2, 5, 10}))
                .containsExactly(2, 5, 5);
        int[][] ownLinks = {{0, 1}, {0, 2}, {0, 3}};
        double[] none = {NONE, NONE, NONE};
        assertThat(ProgressiveFilling.rates(new double[] {12, 2, 5, 10}, ownLinks, none))
                .containsExactly(2, 5, 5);
    }

    /** Check V2 of theory.md: links of 10 and 6, the first flow over both. */
    @Test
    void aParkingLotGivesThreeSevenThree() {
        int[][] routes = {{0, 1}, {0}, {1}};
        assertThat(ProgressiveFilling.rates(new double[] {10, 6}, routes, new double[] {9, 9, 9}))
                .containsExactly(3, 7, 3);
    }

    @Test
    void aFlowWithoutLinksTakesItsCapAndAFullLinkGivesNothing() {
        int[][] routes = {{}, {0}};
        assertThat(ProgressiveFilling.rates(new double[] {0}, routes, new double[] {4, NONE}))
                .containsExactly(4, 0);
    }

    private static final class Network {
        private final double[] capacities;
        private final int[][] routes;
        private final double[] caps;

        Network(double[] capacities, int[][] routes, double[] caps) {
            this.capacities = capacities;
            this.routes = routes;
            this.caps = caps;
        }

        static Network random(RandomStream stream) {
            int links = 1 + stream.nextInt(6);
            int flows = 1 + stream.nextInt(12);
            double[] capacities = stream(links, stream);
            int[][] routes = new int[flows][];
            for (int flow = 0; flow < flows; flow++) {
                routes[flow] =
                        IntStream.range(0, links).filter(l -> stream.bernoulli(.4)).toArray();
            }
            return new Network(capacities, routes, stream(flows, stream));
        }

        private static double[] stream(int count, RandomStream stream) {
            return IntStream.range(0, count).mapToDouble(i -> stream.uniform(.1, 20)).toArray();
        }

        double[] rates() {
            return ProgressiveFilling.rates(capacities, routes, caps);
        }

        double load(int link, double[] rates) {
            return IntStream.range(0, rates.length)
                    .filter(flow -> uses(flow, link))
                    .mapToDouble(flow -> rates[flow])
                    .sum();
        }

        boolean uses(int flow, int link) {
            return Arrays.stream(routes[flow]).anyMatch(used -> used == link);
        }

        /** A link that is full, and where nobody has more than the flow. */
        boolean bottlenecked(int flow, double[] rates) {
            return Arrays.stream(routes[flow])
                    .anyMatch(
                            link ->
                                    load(link, rates) >= capacities[link] - ROUNDING
                                            && IntStream.range(0, rates.length)
                                                    .filter(other -> uses(other, link))
                                                    .allMatch(
                                                            other ->
                                                                    rates[other]
                                                                            <= rates[flow]
                                                                                    + ROUNDING));
        }
    }

    /** The two together are the definition of max-min fairness, and give one answer only. */
    @Test
    void noLinkIsOverloadedAndEveryFlowIsCappedOrHasABottleneck() {
        RandomStream stream = new RandomStream(11);
        for (int run = 0; run < 2_000; run++) {
            Network network = Network.random(stream);
            double[] rates = network.rates();
            for (int link = 0; link < network.capacities.length; link++) {
                assertThat(network.load(link, rates))
                        .isLessThanOrEqualTo(network.capacities[link] + ROUNDING);
            }
            for (int flow = 0; flow < rates.length; flow++) {
                boolean capped = rates[flow] >= network.caps[flow] - ROUNDING;
                assertThat(rates[flow]).isBetween(0., network.caps[flow] + ROUNDING);
                assertThat(capped || network.bottlenecked(flow, rates))
                        .as("flow %d of %s", flow, Arrays.toString(rates))
                        .isTrue();
            }
        }
    }

    @Test
    void theOrderOfFlowsMakesNoDifference() {
        RandomStream stream = new RandomStream(12);
        for (int run = 0; run < 500; run++) {
            Network network = Network.random(stream);
            double[] rates = network.rates();
            int flows = rates.length;
            int turn = stream.nextInt(flows);
            int[] order =
                    IntStream.range(0, flows).map(i -> flows - 1 - (i + turn) % flows).toArray();
            int[][] routes = new int[flows][];
            Arrays.setAll(routes, i -> network.routes[order[i]]);
            double[] caps = Arrays.stream(order).mapToDouble(i -> network.caps[i]).toArray();
            double[] turned = ProgressiveFilling.rates(network.capacities, routes, caps);
            for (int i = 0; i < flows; i++) {
                assertThat(turned[i]).isCloseTo(rates[order[i]], within(ROUNDING));
            }
        }
    }

    /** One link in whole bits per second: nothing left over, within 1 bit/s of the exact rates. */
    @Test
    void theShortWayForOneLinkAgrees() {
        RandomStream stream = new RandomStream(13);
        for (int run = 0; run < 2_000; run++) {
            int flows = 1 + stream.nextInt(20);
            long capacity = 1_000L + stream.nextInt(1_000_000);
            long[] caps = new long[flows];
            Arrays.setAll(caps, i -> 1 + stream.nextLong(200_000));
            Arrays.sort(caps);
            double[] exact =
                    ProgressiveFilling.rates(
                            new double[] {capacity},
                            IntStream.range(0, flows)
                                    .mapToObj(i -> new int[1])
                                    .toArray(int[][]::new),
                            Arrays.stream(caps).asDoubleStream().toArray());
            long left = capacity;
            for (int i = 0; i < flows; i++) {
                long rate = MaxMinFairness.next(left, flows - i, caps[i]);
                assertThat((double) rate).isCloseTo(exact[i], within(1.));
                left -= rate;
            }
            assertThat(left).isEqualTo(Math.max(0, capacity - Arrays.stream(caps).sum()));
        }
    }
}
