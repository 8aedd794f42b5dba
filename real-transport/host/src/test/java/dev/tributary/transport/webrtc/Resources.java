package dev.tributary.transport.webrtc;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process holds.
 *
 * @param threads live ones
 * @param descriptors open files, sockets included
 * @param heapBytes in use after a collection
 * @param residentBytes of the process, 0 where the system does not tell
 */
record Resources(int threads, long descriptors, long heapBytes, long residentBytes) {
    private static final int COLLECTIONS = 3;

    /** Collects garbage and looks. */
    static Resources now() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return new Resources(
                ManagementFactory.getThreadMXBean().getThreadCount(),
                system().getOpenFileDescriptorCount(),
                runtime.totalMemory() - runtime.freeMemory(),
                resident());
    }

    /** CPU time of the process, nanoseconds. */
    static long cpuNanos() {
        return system().getProcessCpuTime();
    }

    private static UnixOperatingSystemMXBean system() {
        return (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    }

    private static long resident() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
                }
            }
        } catch (IOException e) {
            return 0;
        }
        return 0;
    }

    @Override
    public String toString() {
        return String.format(
                "threads %d, descriptors %d, heap %.2f MB, RSS %.1f MB",
                threads, descriptors, heapBytes / 1e6, residentBytes / 1e6);
    }
}
