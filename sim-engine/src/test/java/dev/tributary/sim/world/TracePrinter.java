package dev.tributary.sim.world;

import dev.tributary.core.qoe.Measurement;
import dev.tributary.scenarios.Scenario;

/** Runs in a JVM of its own: prints the trace hash and the figures of a run on one line. */
final class TracePrinter {
    private TracePrinter() {}

    /** A short run in which everything happens: churn, loss, NAT, relays, a base stream. */
    private static Scenario scenario(String uplink) {
        return Rooms.library(
                "douyu-base-stream",
                "network.uplink=" + uplink,
                "audience.viewers=120",
                "run.warmUp=30 s",
                "run.duration=90 s",
                "events=[{at: 60 s, do: mass-leave, share: 30 %, over: 1 s},"
                        + "{at: 65 s, do: flash-crowd, viewers: 60, over: 5 s},"
                        + "{at: 80 s, do: cut-p2p}, {at: 100 s, do: restore-p2p}]");
    }

    /** Everything that a run measured, but for what it cost, under both models of the uplink. */
    static String line(long seed) {
        return line("fifo", seed) + " " + line("fair-share", seed);
    }

    private static String line(String uplink, long seed) {
        Measurement measured = Rooms.run(scenario(uplink), seed);
        return measured.traceHash()
                + " "
                + measured.bytes()
                + " "
                + measured.meanViewers()
                + " "
                + measured.edgePeakBitsPerSecond()
                + " "
                + measured.bound();
    }

    /** Prints the line of seed 1, twice in the same JVM. */
    public static void main(String[] arguments) {
        System.out.println(line(1));
        System.out.println(line(1));
    }
}
