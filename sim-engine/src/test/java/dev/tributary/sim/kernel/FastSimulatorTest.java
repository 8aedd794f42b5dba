package dev.tributary.sim.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import nl.tudelft.simulation.dsol.experiment.Experiment;
import nl.tudelft.simulation.dsol.experiment.SingleReplication;
import nl.tudelft.simulation.dsol.formalisms.eventscheduling.LambdaSimEvent;
import nl.tudelft.simulation.dsol.model.AbstractDsolModel;
import nl.tudelft.simulation.dsol.simulators.DevsSimulator;
import nl.tudelft.simulation.dsol.simulators.SimulatorInterface;
import org.djutils.event.EventListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The simulator as DSOL and as a model use it. */
@Timeout(60)
class FastSimulatorTest {
    private static final long END_NANOS = HoldModel.END_NANOS;
    private static final long SEED = 20_260_101;

    private final List<String> log = new ArrayList<>();

    @Test
    void stockSimulatorAndOursRunTheSameEventsInTheSameOrder() throws InterruptedException {
        HoldModel[] models = new HoldModel[5];
        runByDsol(new DevsSimulator<>("stock"), s -> models[0] = HoldModel.withLambdas(SEED, s));
        runByDsol(FastSimulator.create("l"), s -> models[1] = HoldModel.withLambdas(SEED, s));
        runByDsol(FastSimulator.create("t"), s -> models[2] = HoldModel.withTasks(SEED, s));
        Replication.run("r", END_NANOS, s -> models[3] = HoldModel.withTasks(SEED, s));

        Replication.run("p", END_NANOS, s -> models[4] = HoldModel.withPosts(SEED, s));

        assertThat(models[0].eventCount()).isGreaterThan(10_000);
        for (HoldModel model : models) {
            assertThat(model.eventCount()).isEqualTo(models[0].eventCount());
            assertThat(model.hash()).isEqualTo(models[0].hash());
        }
    }

    @Test
    void experimentOfDsolRunsEveryReplicationFromAFreshClock() throws InterruptedException {
        FastSimulator simulator = FastSimulator.create("experiment");
        List<Long> hashes = new ArrayList<>();
        List<HoldModel> built = new ArrayList<>();
        Model<FastSimulator> model =
                new Model<>(simulator, s -> built.add(HoldModel.withTasks(SEED, s)));
        Experiment<Long, FastSimulator> experiment =
                new Experiment<>("experiment", simulator, model, 0L, END_NANOS / 2, END_NANOS, 5);
        CountDownLatch ended = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        EventListener onReplication =
                event -> {
                    interrupted.compareAndSet(false, Thread.currentThread().isInterrupted());
                    hashes.add(built.get(built.size() - 1).hash());
                };
        EventListener onExperiment = event -> ended.countDown();
        experiment.addListener(
                onReplication,
                nl.tudelft.simulation.dsol.experiment.Replication.END_REPLICATION_EVENT);
        experiment.addListener(onExperiment, Experiment.END_EXPERIMENT_EVENT);
        experiment.start();

        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        experiment.removeFromContext();
        simulator.throwIfFailed();
        assertThat(hashes).hasSize(5).containsOnly(hashes.get(0));
        assertThat(interrupted).isFalse();
    }

    @Test
    void failureInAReplicationOfDsolEndsItAndIsKept() throws InterruptedException {
        FastSimulator simulator = FastSimulator.create("broken");
        AssertionError cause = new AssertionError("an error, not an exception");
        runByDsol(simulator, s -> s.at(77, task(() -> rethrow(cause))));

        assertThatThrownBy(simulator::throwIfFailed)
                .isInstanceOf(ReplicationFailedException.class)
                .hasMessageContaining("at=77ns")
                .hasCause(cause);
        assertThat(simulator.pendingCount()).isZero();
    }

    @Test
    void eventsOfBothKindsShareOneOrder() {
        Replication.run(
                "mixed",
                100,
                s -> {
                    s.scheduleEventAbs(50L, () -> log.add("lambda 1"));
                    s.at(50, task(() -> log.add("task 2")));
                    s.scheduleEventAbs(50L, () -> log.add("lambda 3"));
                    s.at(50, 10, task(() -> log.add("urgent task")));
                    s.scheduleEventAbs(50L, (short) 1, () -> log.add("late lambda"));
                    s.at(100, 1, task(() -> log.add("task at the end")));
                });

        assertThat(log)
                .containsExactly(
                        "urgent task",
                        "lambda 1",
                        "task 2",
                        "lambda 3",
                        "late lambda",
                        "task at the end");
    }

    @Test
    void postedEventsShareTheOrderOfTasks() {
        EventReceiver receiver = (data, content) -> log.add("event " + data + " " + content);
        Replication.run(
                "posted",
                100,
                s -> {
                    s.post(50, receiver, 1, null);
                    s.at(50, task(() -> log.add("task 2")));
                    s.post(50, receiver, 3, "x");
                    s.at(50, 10, task(() -> log.add("urgent task")));
                    s.at(50, 1, task(() -> log.add("late task")));
                    s.scheduleEventAbs(50L, () -> s.post(50, receiver, 5, null));
                    s.post(50, (data, content) -> s.post(50, receiver, data, content), 6, "y");
                    s.post(101, receiver, 101, null);
                    s.post(100, receiver, 100, s.pendingCount());
                });

        assertThat(log)
                .containsExactly(
                        "urgent task",
                        "event 1 null",
                        "task 2",
                        "event 3 x",
                        "event 5 null",
                        "event 6 y",
                        "late task",
                        // Pending when it was posted: four posted, three tasks, one of DSOL's.
                        "event 100 8");
    }

    @Test
    void dsolEventsTieInTheOrderOfConstruction() {
        Replication.run(
                "ties",
                100,
                s -> {
                    List<LambdaSimEvent<Long>> events = new ArrayList<>();
                    for (int i = 0; i < 4; i++) {
                        int number = i;
                        events.add(new LambdaSimEvent<>(50L, () -> log.add("lambda " + number)));
                    }
                    s.scheduleEvent(events.get(2));
                    s.at(50, task(() -> log.add("task")));
                    s.scheduleEvent(events.get(3));
                    s.scheduleEvent(events.get(0));
                    s.scheduleEvent(events.get(1));
                    s.cancelEvent(events.get(3));
                });

        assertThat(log).containsExactly("lambda 0", "task", "lambda 1", "lambda 2");
    }

    @Test
    void relativeSchedulingOfDsolInsideATaskCountsFromNow() {
        Replication.run(
                "relative",
                100,
                s ->
                        s.at(
                                30,
                                task(
                                        () -> {
                                            s.scheduleEventRel(
                                                    5L, () -> log.add("" + s.nowNanos()));
                                            s.scheduleEventNow(() -> log.add("" + s.nowNanos()));
                                        })));

        assertThat(log).containsExactly("30", "35");
    }

    @Test
    void taskMayScheduleItselfMoveAndBeCancelled() {
        Replication.run(
                "timers",
                1_000,
                s -> {
                    SimTask timer = task(() -> log.add("timer at " + s.nowNanos()));
                    SimTask cancelled = task(() -> log.add("never"));
                    s.at(10, timer);
                    s.at(20, cancelled);
                    s.at(5, task(() -> s.rearm(500, timer)));
                    s.at(6, task(() -> log.add("cancelled: " + s.cancel(cancelled))));
                    s.at(7, task(() -> log.add("again: " + s.cancel(cancelled))));
                    s.at(8, task(() -> s.after(2, task(() -> log.add("at " + s.nowNanos())))));
                });

        assertThat(log).containsExactly("cancelled: true", "again: false", "at 10", "timer at 500");
    }

    @Test
    void schedulingInThePastIsRefused() {
        assertThatThrownBy(
                        () ->
                                Replication.run(
                                        "past", 100, s -> s.at(9, task(() -> s.at(8, task(null))))))
                .hasCauseInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("8ns is before now at=9ns");
        assertThatThrownBy(() -> FastSimulator.create("p").at(1, 11, task(null)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FastSimulator.create("p").post(-1, (data, content) -> {}, 0, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FastSimulator.create("p").post(1, null, 0, null))
                .isInstanceOf(NullPointerException.class);
    }

    @Test
    void dsolMayStepAndRunInParts() throws InterruptedException {
        FastSimulator simulator = FastSimulator.create("parts");
        Model<FastSimulator> model =
                new Model<>(
                        simulator,
                        s -> {
                            for (long t = 10; t < 100; t += 10) {
                                if (t == 20) {
                                    s.post(t, (d, c) -> log.add("" + s.nowNanos()), 0, null);
                                } else {
                                    s.at(t, task(() -> log.add("" + s.nowNanos())));
                                }
                            }
                        });
        simulator.initialize(model, new SingleReplication<>("parts", 0L, 0L, 100L));
        simulator.step();
        simulator.step();
        assertThat(log).containsExactly("10");
        simulator.runUpTo(30L);
        awaitStopped(simulator);
        assertThat(log).containsExactly("10", "20");
        assertThat(simulator.nowNanos()).isEqualTo(30);
        simulator.runUpToAndIncluding(30L);
        awaitStopped(simulator);
        assertThat(log).containsExactly("10", "20", "30");
        simulator.at(35, task(() -> log.add("35, added between the parts")));
        simulator.runUpTo(45L);
        awaitStopped(simulator);
        assertThat(log).contains("35, added between the parts").endsWith("40");
        simulator.close();
        assertThatCode(simulator::throwIfFailed).doesNotThrowAnyException();
    }

    @Test
    void steadyStateAllocatesNothingPerEvent() {
        long[] allocatedBytes = new long[2];
        Replication.run(
                "lean",
                3_000_000,
                s -> {
                    for (int i = 0; i < 1_000; i++) {
                        new Ticker(s, 500 + i).schedule();
                    }
                    s.at(1_000_000, task(() -> allocatedBytes[0] = allocatedBytes()));
                    s.at(3_000_000, task(() -> allocatedBytes[1] = allocatedBytes()));
                });

        // Over two million events; the simulator boxes its clock once per 8192 of them.
        assertThat(allocatedBytes[1] - allocatedBytes[0]).isLessThan(100_000);
    }

    private static long allocatedBytes() {
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    /** Ticks by turns as a task and as an event, and pushes back a timer that never fires. */
    private static final class Ticker extends SimTask implements EventReceiver {
        private final FastSimulator simulator;
        private final long stepNanos;
        private final SimTask timer = task(() -> {});

        Ticker(FastSimulator simulator, long stepNanos) {
            this.simulator = simulator;
            this.stepNanos = stepNanos;
        }

        void schedule() {
            simulator.after(stepNanos, this);
        }

        @Override
        public void run() {
            simulator.post(simulator.nowNanos() + stepNanos, this, stepNanos, timer);
            simulator.rearm(simulator.nowNanos() + 50_000, timer);
        }

        @Override
        public void receive(long data, Object content) {
            schedule();
        }
    }

    private static void awaitStopped(FastSimulator simulator) throws InterruptedException {
        while (!simulator.isStoppingOrStopped()) {
            Thread.sleep(1);
        }
        // STOPPING turns into STOPPED when the worker waits again.
        while (simulator.isStopping()) {
            Thread.sleep(1);
        }
    }

    private static <S extends DevsSimulator<Long>> void runByDsol(S simulator, Consumer<S> build)
            throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        EventListener onEnd = event -> ended.countDown();
        Model<S> model =
                new Model<>(
                        simulator,
                        s -> {
                            s.addListener(
                                    onEnd,
                                    nl.tudelft.simulation.dsol.experiment.Replication
                                            .END_REPLICATION_EVENT);
                            build.accept(s);
                        });
        SingleReplication<Long> replication = new SingleReplication<>("r", 0L, 0L, END_NANOS);
        simulator.initialize(model, replication);
        simulator.start();
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        replication.removeFromContext();
    }

    static SimTask task(Runnable code) {
        return new SimTask() {
            @Override
            public void run() {
                code.run();
            }
        };
    }

    private static void rethrow(Error error) {
        throw error;
    }

    private static final class Model<S extends SimulatorInterface<Long>>
            extends AbstractDsolModel<Long, S> {
        private static final long serialVersionUID = 1L;
        private final transient Consumer<S> build;

        Model(S simulator, Consumer<S> build) {
            super(simulator);
            this.build = build;
        }

        @Override
        public void constructModel() {
            build.accept(getSimulator());
        }
    }
}
