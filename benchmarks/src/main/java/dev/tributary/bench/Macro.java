package dev.tributary.bench;

import java.util.Locale;

/**
 * The two workloads that other simulators were measured with (peers.md): the bare engine, with a
 * trivial model on it.
 *
 * <p>Arguments: {@code cd-1} or {@code cd-2}, a number of peers, and optionally the number of
 * chunks and how often to repeat. Each run checks that every peer got every piece once.
 */
public final class Macro {
    private Macro() {}

    /** Runs a workload and prints one line per run. */
    public static void main(String[] arguments) {
        String workload = arguments[0];
        int peers = Integer.parseInt(arguments[1]);
        int given = argument(arguments, 2, 0);
        int chunks = given == 0 ? defaultChunks(workload, peers) : given;
        int runs = argument(arguments, 3, 1);
        Overlay overlay = new Overlay(peers);
        System.out.println(
                "load    peers chunks    events  cpu s wall s  gc s  Mev/cpu-s  x real  B/ev"
                        + "  peak heap MiB  mean/p95 ms  duplicates");
        for (int run = 0; run < runs; run++) {
            System.out.println(line(workload, overlay, chunks));
        }
    }

    private static int argument(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }

    /** The sizes of the definition. */
    private static int defaultChunks(String workload, int peers) {
        boolean trees = workload.equals("cd-2");
        if (peers <= 10_000) {
            return trees ? 60 : 30;
        }
        if (peers <= 100_000) {
            return trees ? 30 : 10;
        }
        return trees ? 10 : 3;
    }

    static Swarm swarm(String workload, Overlay overlay, int chunks) {
        return switch (workload) {
            case "cd-1" -> new ChunkDiffusion(overlay, chunks);
            case "cd-2" -> new PushTrees(overlay, chunks);
            default -> throw new IllegalArgumentException("cd-1 or cd-2, not " + workload);
        };
    }

    private static String line(String workload, Overlay overlay, int chunks) {
        Swarm swarm = swarm(workload, overlay, chunks);
        Meter meter = new Meter();
        Swarm.Outcome outcome = swarm.run();
        double cpu = meter.cpuSeconds();
        double wall = meter.wallSeconds();
        return String.format(
                Locale.ROOT,
                "%s %8d %6d %9d %6.2f %6.2f %5.2f %10.2f %7.2f %5.1f %14.0f  %.1f/%d %d",
                workload,
                overlay.peers(),
                chunks,
                outcome.events(),
                cpu,
                wall,
                meter.collectionSeconds(),
                outcome.events() / cpu / 1e6,
                chunks / cpu,
                (double) meter.allocated() / outcome.events(),
                meter.peakHeapBytes() / 1048576.0,
                outcome.meanMillis(),
                outcome.tailMillis(),
                outcome.duplicates());
    }
}
