package dev.tributary.reports.stat;

/**
 * What all replications together cost; differs from run to run.
 *
 * @param wallSeconds elapsed from start to end of the run
 * @param cpuSeconds processor time, all replications
 * @param eventsPerCpuSecond events per processor second
 * @param bytesPerViewer memory allocated per viewer, counting the largest number present at once
 */
public record TotalCost(
        double wallSeconds, double cpuSeconds, double eventsPerCpuSecond, double bytesPerViewer) {}
