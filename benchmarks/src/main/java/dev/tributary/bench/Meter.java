package dev.tributary.bench;

import dev.tributary.sim.kernel.ThreadUsage;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/** What the calling thread has used since the meter was started. */
final class Meter {
    private static final double SECOND = 1e9;

    private final long wall = System.nanoTime();
    private final long cpu = ThreadUsage.cpuNanos();
    private final long allocated = ThreadUsage.allocatedBytes();
    private final long collecting = collectionMillis();

    Meter() {
        heapPools(MemoryPoolMXBean::resetPeakUsage);
    }

    double wallSeconds() {
        return (System.nanoTime() - wall) / SECOND;
    }

    /** Processor time of this thread: a busy neighbour does not count, the collector neither. */
    double cpuSeconds() {
        return (ThreadUsage.cpuNanos() - cpu) / SECOND;
    }

    long allocated() {
        return ThreadUsage.allocatedBytes() - allocated;
    }

    /** Time for which the collector stopped this thread. */
    double collectionSeconds() {
        return (collectionMillis() - collecting) / 1e3;
    }

    /** Largest use of the heap, garbage included. */
    long peakHeapBytes() {
        long[] sum = {0};
        heapPools(pool -> sum[0] += pool.getPeakUsage().getUsed());
        return sum[0];
    }

    /** Live bytes in the heap: collects first. */
    static long retainedBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void heapPools(java.util.function.Consumer<MemoryPoolMXBean> visitor) {
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                visitor.accept(pool);
            }
        }
    }

    private static long collectionMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }
}
