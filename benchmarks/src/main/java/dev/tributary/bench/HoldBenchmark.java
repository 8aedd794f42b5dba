package dev.tributary.bench;

import dev.tributary.sim.kernel.EventReceiver;
import dev.tributary.sim.kernel.FastSimulator;
import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.kernel.Replication;
import dev.tributary.sim.kernel.SimTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The hold model: each event schedules itself again after an exponential time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class HoldBenchmark {
    private static final int EVENTS = 4_000_000;
    private static final double MEAN_NANOS = 1e9;

    /** Events pending at a time. */
    @Param({"1000", "100000", "1000000"})
    public int pending;

    /** Runs until about {@value #EVENTS} tasks have happened. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void tasks() {
        run(
                simulator -> {
                    RandomStream random = new RandomStream(1);
                    return () -> new Hold(simulator, random).run();
                });
    }

    /** The same with posted events of one receiver. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void posted() {
        run(
                simulator -> {
                    PostedHold hold = new PostedHold(simulator, new RandomStream(1));
                    return () -> hold.receive(0, null);
                });
    }

    /** The same with posted events, each of a receiver and with a content of its own. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void postedWithContent() {
        run(
                simulator -> {
                    RandomStream random = new RandomStream(1);
                    return () -> new PostedHold(simulator, random).receive(0, new Object());
                });
    }

    private void run(Function<FastSimulator, Runnable> model) {
        long end = (long) (MEAN_NANOS * EVENTS / pending);
        Replication.run("hold", end, simulator -> start(model.apply(simulator)));
    }

    private void start(Runnable first) {
        for (int i = 0; i < pending; i++) {
            first.run();
        }
    }

    private record PostedHold(FastSimulator simulator, RandomStream random)
            implements EventReceiver {
        @Override
        public void receive(long data, Object content) {
            long at = simulator.nowNanos() + (long) random.exponential(MEAN_NANOS);
            simulator.post(at, this, data, content);
        }
    }

    private static final class Hold extends SimTask {
        private final FastSimulator simulator;
        private final RandomStream random;

        Hold(FastSimulator simulator, RandomStream random) {
            this.simulator = simulator;
            this.random = random;
        }

        @Override
        public void run() {
            simulator.after((long) random.exponential(MEAN_NANOS), this);
        }
    }
}
