package dev.tributary.cli;

import dev.tributary.cli.base.WrongInputException;
import dev.tributary.core.room.MediaLayout;
import dev.tributary.core.store.SliceBuffer;
import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.source.Problem;
import dev.tributary.sim.world.Replications.Job;
import java.util.List;
import java.util.Locale;

/**
 * How many replications fit into the heap at a time: a run that needs more than there is fails
 * after minutes or hours, so it is refused before it begins.
 *
 * @param bytes what the JVM may use, as {@link Runtime#maxMemory}
 */
record Heap(long bytes) {
    /** Classes, the library, charts. */
    private static final long PROGRAM = 64L << 20;

    /** What a viewer retains (docs/performance.md), with the garbage between two collections. */
    private static final long PER_VIEWER = 12L << 10;

    /** Slices of a second that a viewer may hold, which {@link #PER_VIEWER} has room for. */
    private static final long SLICES_USUAL = 32;

    /** What a viewer retains for each slice beyond those, without its bytes. */
    private static final long PER_SLICE = 32;

    private static final double GIGABYTE = 1e9;

    /** Returns the heap that this JVM may use. */
    static Heap ofThisJvm() {
        return new Heap(Runtime.getRuntime().maxMemory());
    }

    /** Returns about how much one replication needs, bytes. */
    static long need(Scenario scenario) {
        MediaLayout layout = scenario.room().layout();
        long slices = SliceBuffer.slots(layout, scenario.room().playout().bufferMillis());
        long perViewer = PER_VIEWER + PER_SLICE * Math.max(0, slices - SLICES_USUAL);
        if (scenario.run().throughCodec()) {
            long slice = (long) scenario.media().bitrateKbps() * layout.sliceMillis() / 8;
            perViewer += slices * slice;
        }
        return PROGRAM + scenario.viewersMax() * perViewer;
    }

    /**
     * Returns how many of the jobs may run at a time, at most as many as wanted.
     *
     * @throws WrongInputException if not even one fits
     */
    int threads(int wanted, List<Job> jobs) {
        long most = 1;
        for (Job job : jobs) {
            long need = need(job.scenario());
            if (need > bytes) {
                throw new WrongInputException(List.of(tooSmall(job.scenario(), need)));
            }
            most = Math.max(most, need);
        }
        return (int) Math.min(wanted, bytes / most);
    }

    /** Returns a line when a scenario would be refused here; elsewhere it may fit. */
    List<String> warnings(Scenario scenario) {
        long need = need(scenario);
        if (need <= bytes) {
            return List.of();
        }
        Problem problem = tooSmall(scenario, need);
        return List.of(
                scenario.name()
                        + ": warning: 'run' would refuse it: "
                        + problem.what()
                        + "; "
                        + problem.remedy());
    }

    private Problem tooSmall(Scenario scenario, long need) {
        return new Problem(
                scenario.name(),
                0,
                0,
                String.format(
                        Locale.ROOT,
                        "%,d viewers need about %.1f GB of memory, and the JVM may use %.1f GB",
                        scenario.viewersMax(),
                        need / GIGABYTE,
                        bytes / GIGABYTE),
                String.format(
                        Locale.ROOT,
                        "set TRIBUTARY_JAVA_OPTS=-Xmx%dg on a machine that has it, or take fewer",
                        (long) Math.ceil(need * 1.1 / (1L << 30))));
    }
}
