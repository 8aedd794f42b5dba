package dev.tributary.sim.net;

import java.util.Arrays;

/**
 * Max-min fair rates: no flow can get more without taking from one that has no more than it.
 *
 * <p>Progressive filling (Bertsekas and Gallager, Data Networks, 2nd ed. 1992, 6.5.2): all rates
 * grow together; a flow stops at its own cap, or when a link on its way is full.
 */
public final class MaxMinFairness {
    private MaxMinFairness() {}

    /**
     * The rates of flows over a network, in the unit of the capacities.
     *
     * @param capacities of the links, 0 or more
     * @param routes for each flow the links it uses, each once; none: only its cap holds it
     * @param caps for each flow the most that it takes, 0 or more
     */
    public static double[] rates(double[] capacities, int[][] routes, double[] caps) {
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

    /**
     * The rate of the next flow of one link, in whole bits per second, when flows come in ascending
     * order of their caps: what is left divided by who is left. Flows without a cap in reach differ
     * by at most 1 bit/s, so that nothing of the link is left over. At least 1.
     *
     * @param left of the link after the flows before, bits per second
     * @param flows this one and those after it, at least 1
     * @param cap of this flow, bits per second
     */
    static long next(long left, int flows, long cap) {
        return Math.max(1, Math.min(cap, left / flows));
    }
}
