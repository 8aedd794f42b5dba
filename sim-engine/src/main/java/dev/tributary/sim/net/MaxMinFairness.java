package dev.tributary.sim.net;

/**
 * Max-min fair rates of flows with caps over one link: no flow can get more without taking from one
 * that has no more than it (Bertsekas and Gallager, Data Networks, 2nd ed. 1992, 6.5.2).
 */
final class MaxMinFairness {
    private MaxMinFairness() {}

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
