package dev.tributary.measure;

/**
 * What a replication cost; differs from run to run and belongs to no hashed content.
 *
 * @param wallSeconds elapsed time
 * @param cpuSeconds processor time of the simulating thread
 * @param events events executed
 * @param allocatedBytes memory allocated by the simulating thread
 * @param viewersMax largest number of viewers present at once
 */
public record Cost(
        double wallSeconds, double cpuSeconds, long events, long allocatedBytes, int viewersMax) {}
