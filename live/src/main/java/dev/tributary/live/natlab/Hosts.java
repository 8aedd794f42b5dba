package dev.tributary.live.natlab;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Both hosts and their boxes. */
final class Hosts implements AutoCloseable {
    private static final long START_NANOS = 60_000_000_000L;
    private static final long BOX_SECONDS = 20;

    /** Lines; beyond, a host waits with what it tells. */
    private static final int TOLD_MAX = 4_096;

    private final String boxScript;
    private final String lab;
    private final BlockingQueue<HostProcess.Told> told = new LinkedBlockingQueue<>(TOLD_MAX);
    private final Map<Side, HostProcess> processes = new EnumMap<>(Side.class);

    /** Starts both processes and awaits them. */
    Hosts(String boxScript, String lab) throws IOException, InterruptedException {
        this.boxScript = boxScript;
        this.lab = lab;
        for (Side side : Side.values()) {
            processes.put(side, new HostProcess(lab, side, told));
        }
        long until = System.nanoTime() + START_NANOS;
        for (int ready = 0; ready < processes.size(); ready++) {
            HostProcess.Told next = next(until);
            if (next == null || !next.words().get(0).equals(Words.READY)) {
                close();
                throw new LabFailure("a host did not start");
            }
        }
    }

    /** Makes the box of a side what a kind says, with empty tables. */
    void box(Side side, HostKind kind) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(boxScript, lab, side.letter(), kind.nat().name())
                        .inheritIO()
                        .start();
        boolean ended = process.waitFor(BOX_SECONDS, TimeUnit.SECONDS);
        if (!ended || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new LabFailure("box " + side + " does not become " + kind);
        }
    }

    void order(Side side, String... words) {
        processes.get(side).order(words);
    }

    /** Returns what a host tells next, or null when none does until then. */
    HostProcess.Told next(long untilNanos) throws InterruptedException {
        HostProcess.Told next = told.poll(untilNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (next != null && next.words().equals(List.of(""))) {
            throw new LabFailure("host " + next.side() + " has ended");
        }
        return next;
    }

    @Override
    public void close() {
        processes.values().forEach(HostProcess::close);
    }
}
