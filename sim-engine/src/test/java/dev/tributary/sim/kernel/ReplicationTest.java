package dev.tributary.sim.kernel;

import static dev.tributary.sim.kernel.FastSimulatorTest.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** One run at a time and many at once; no test may leave a thread behind. */
@Timeout(60)
@Isolated("it counts the threads of the JVM")
class ReplicationTest {
    private static final long SECOND_NANOS = 1_000_000_000;

    private Set<Thread> threadsBefore;

    @BeforeEach
    void countThreads() {
        threadsBefore = Thread.getAllStackTraces().keySet();
    }

    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        for (Thread thread : newThreads()) {
            // A pool counts its threads out just before they end.
            thread.join(2_000);
        }
        assertThat(newThreads()).isEmpty();
    }

    @Test
    void manyAtOnceGiveTheResultsOfOneAfterTheOther() throws Exception {
        List<Callable<Long>> runs = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            long seed = i;
            runs.add(() -> hashOf(seed));
        }
        List<Long> oneByOne = new ArrayList<>();
        for (Callable<Long> run : runs) {
            oneByOne.add(run.call());
        }

        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Long> atOnce = new ArrayList<>();
            for (Future<Long> result : pool.invokeAll(runs)) {
                atOnce.add(result.get());
            }
            assertThat(atOnce).isEqualTo(oneByOne);
        } finally {
            stop(pool);
        }
        assertThat(oneByOne).doesNotHaveDuplicates();
    }

    @Test
    void runsOnTheCallingThreadWithoutAnyOther() {
        List<Thread> seen = new ArrayList<>();
        Replication.run(
                "here",
                SECOND_NANOS,
                s ->
                        s.at(
                                5,
                                task(
                                        () -> {
                                            seen.add(Thread.currentThread());
                                            seen.addAll(newThreads());
                                        })));

        assertThat(seen).containsExactly(Thread.currentThread());
    }

    @Test
    void exceptionOfAnEventReachesTheCallerWithTimeAndCause() {
        IllegalStateException cause = new IllegalStateException("two playheads");

        assertThatThrownBy(
                        () ->
                                Replication.run(
                                        "broken",
                                        SECOND_NANOS,
                                        s -> s.at(123, task(() -> rethrow(cause)))))
                .isInstanceOfSatisfying(
                        ReplicationFailedException.class,
                        failure -> assertThat(failure.timeNanos()).isEqualTo(123))
                .hasMessageContaining("broken failed at=123ns")
                .hasMessageContaining("two playheads")
                .hasCause(cause);
    }

    @Test
    void errorOfAnEventReachesTheCaller() {
        assertThatThrownBy(() -> Replication.run("deep", 9, s -> s.at(1, task(() -> recurse(0)))))
                .hasCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void exceptionWhileBuildingReachesTheCaller() {
        IllegalStateException cause = new IllegalStateException("no viewers");

        assertThatThrownBy(() -> Replication.run("empty", 9, s -> rethrow(cause)))
                .isInstanceOf(ReplicationFailedException.class)
                .hasCause(cause);
    }

    @Test
    void emptyWorldRunsToItsEnd() {
        Replication replication = new Replication("a/b", 42, s -> {});

        assertThat(replication.run()).isTrue();
        assertThat(replication.nowNanos()).isEqualTo(42);
        assertThatThrownBy(replication::run).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Replication("none", 0, s -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void progressIsSeenAndStopHeardFromAnotherThread() throws Exception {
        Replication replication = new Replication("endless", Long.MAX_VALUE, s -> tick(s, 10));
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> completed = pool.submit(() -> replication.run());
            while (replication.nowNanos() < 1_000_000) {
                Thread.onSpinWait();
            }
            assertThat(completed.isDone()).isFalse();
            assertThat(replication.eventCount()).isPositive();
            replication.stop();
            assertThat(completed.get()).isFalse();
        } finally {
            stop(pool);
        }
    }

    @Test
    void stopBeforeTheStartRunsNoEvent() {
        Replication replication = new Replication("stopped", SECOND_NANOS, s -> tick(s, 10));
        replication.stop();

        assertThat(replication.run()).isFalse();
        assertThat(replication.eventCount()).isZero();
    }

    @Test
    void interruptedCallerGetsNoHalfResult() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        Replication replication = new Replication("endless", Long.MAX_VALUE, s -> tick(s, 10));
        try {
            Future<Boolean> interrupted =
                    pool.submit(
                            () -> {
                                try {
                                    return replication.run();
                                } catch (CancellationException exception) {
                                    return Thread.interrupted();
                                }
                            });
            while (replication.nowNanos() < 1_000_000) {
                Thread.onSpinWait();
            }
            pool.shutdownNow();
            assertThat(interrupted.get()).isTrue();
        } finally {
            stop(pool);
        }
    }

    @Test
    void interruptBeforeTheStartIsNotLost() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> Replication.run("late", SECOND_NANOS, s -> tick(s, 10)))
                    .isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static long hashOf(long seed) throws ExecutionException {
        HoldModel[] model = new HoldModel[1];
        Replication.run("seed " + seed, 200_000_000, s -> model[0] = HoldModel.withTasks(seed, s));
        return model[0].hash();
    }

    private static void tick(FastSimulator simulator, long stepNanos) {
        simulator.after(stepNanos, task(() -> tick(simulator, stepNanos)));
    }

    private static void rethrow(RuntimeException exception) {
        throw exception;
    }

    private static int recurse(int depth) {
        return depth < 0 ? depth : recurse(depth + 1) + 1;
    }

    private static void stop(ExecutorService pool) throws InterruptedException {
        pool.shutdown();
        assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private Set<Thread> newThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !threadsBefore.contains(thread) && !thread.isDaemon())
                .filter(thread -> !thread.getName().startsWith("junit"))
                .collect(Collectors.toSet());
    }
}
