package dev.tributary.sim.kernel;

import java.lang.management.ManagementFactory;

/**
 * What the calling thread has used since it began; the collector's own threads do not count. The
 * one place of the simulator that reads a clock.
 */
public final class ThreadUsage {
    private ThreadUsage() {}

    /** Returns the time on the wall, nanoseconds from anywhere. */
    public static long wallNanos() {
        return System.nanoTime();
    }

    /** Returns processor time, nanoseconds. */
    public static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Returns bytes allocated, 0 where the JVM does not tell. */
    public static long allocatedBytes() {
        var threads = ManagementFactory.getThreadMXBean();
        return threads instanceof com.sun.management.ThreadMXBean bean
                ? bean.getCurrentThreadAllocatedBytes()
                : 0;
    }
}
