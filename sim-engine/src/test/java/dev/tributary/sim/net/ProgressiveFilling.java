package dev.tributary.sim.net;

import java.util.Arrays;

/**
 * Max-min fair rates over any network, against which the one link of {@link MaxMinFairness} is
 * held.
 *
 * <p>Progressive filling (Bertsekas and Gallager, Data Networks, 2nd ed. 1992, 6.5.2): all rates
 * grow together; a flow stops at its own cap, or when a link on its way is full.
 */
final class ProgressiveFilling {
    private ProgressiveFilling() {}

    /**
     * The rates of flows over a network, in the unit of the capacities.
     *
     * @param capacities of the links, 0 or more
     * @param routes for each flow the links it uses, each once; none: only its cap holds it
     * @param caps for each flow the most that it takes, 0 or more
     */
    static double[] rates(double[] capacities, int[][] routes, double[] caps) {
        double[] left = capacities.clone();
        double[] rates = new double[routes.length];
        boolean[] fixed = new boolean[routes.length];
        for (int open = routes.length; open > 0; ) {
            double[] shares = shares(left, routes, fixed);
            double level = Double.POSITIVE_INFINITY;
            for (int flow = 0; flow < routes.length; flow++) {
                if (!fixed[flow]) {
                    level = Math.min(level, most(routes[flow], caps[flow], shares));
                }
            }
            for (int flow = 0; flow < routes.length; flow++) {
                if (!fixed[flow] && most(routes[flow], caps[flow], shares) <= level) {
                    fixed[flow] = true;
                    open--;
                    rates[flow] = level;
                    for (int link : routes[flow]) {
                        left[link] -= level;
                    }
                }
            }
        }
        return rates;
    }

    /** What each link could give every flow that still grows. */
    private static double[] shares(double[] left, int[][] routes, boolean[] fixed) {
        int[] growing = new int[left.length];
        for (int flow = 0; flow < routes.length; flow++) {
            if (!fixed[flow]) {
                for (int link : routes[flow]) {
                    growing[link]++;
                }
            }
        }
        double[] shares = new double[left.length];
        Arrays.setAll(shares, link -> Math.max(0, left[link]) / growing[link]);
        return shares;
    }

    private static double most(int[] route, double cap, double[] shares) {
        double most = cap;
        for (int link : route) {
            most = Math.min(most, shares[link]);
        }
        return most;
    }
}
