package dev.tributary.sim.kernel;

import java.util.function.LongSupplier;
import nl.tudelft.simulation.dsol.formalisms.eventscheduling.SimEventInterface;
import nl.tudelft.simulation.dsol.simulators.DevsSimulator;

/**
 * Entities that only wait: each event draws a delay and schedules the next one of its entity.
 *
 * <p>Delays are often zero or equal, so that ties in time are as common as differences.
 */
final class HoldModel {
    static final long END_NANOS = 1_000_000_000;
    private static final int ENTITIES = 300;

    private final RandomStream random;
    private final LongSupplier nowNanos;
    private long hash;
    private long eventCount;

    private HoldModel(long seed, LongSupplier nowNanos) {
        random = new RandomStream(seed);
        this.nowNanos = nowNanos;
    }

    /** On DSOL's own scheduling calls. */
    static HoldModel withLambdas(long seed, DevsSimulator<Long> simulator) {
        HoldModel model = new HoldModel(seed, simulator::getSimulatorTime);
        for (int i = 0; i < ENTITIES; i++) {
            model.scheduleLambda(simulator, i);
        }
        return model;
    }

    /** On ours. */
    static HoldModel withTasks(long seed, FastSimulator simulator) {
        HoldModel model = new HoldModel(seed, simulator::nowNanos);
        for (int i = 0; i < ENTITIES; i++) {
            Entity entity = model.new Entity(i, simulator);
            simulator.at(simulator.nowNanos() + model.delayNanos(), priority(i), entity);
        }
        return model;
    }

    /** On ours, events of normal priority being posted. */
    static HoldModel withPosts(long seed, FastSimulator simulator) {
        HoldModel model = new HoldModel(seed, simulator::nowNanos);
        for (int i = 0; i < ENTITIES; i++) {
            if (priority(i) == SimEventInterface.NORMAL_PRIORITY) {
                model.post(simulator, i);
            } else {
                Entity entity = model.new Entity(i, simulator);
                simulator.at(simulator.nowNanos() + model.delayNanos(), priority(i), entity);
            }
        }
        return model;
    }

    private void post(FastSimulator simulator, int id) {
        simulator.post(
                simulator.nowNanos() + delayNanos(),
                (data, content) -> {
                    happened((int) data);
                    post(simulator, (int) data);
                },
                id,
                null);
    }

    long hash() {
        return hash;
    }

    long eventCount() {
        return eventCount;
    }

    private void scheduleLambda(DevsSimulator<Long> simulator, int id) {
        simulator.scheduleEventRel(
                delayNanos(),
                (short) priority(id),
                () -> {
                    happened(id);
                    scheduleLambda(simulator, id);
                });
    }

    private void happened(int id) {
        eventCount++;
        hash = RandomStream.mix(hash ^ RandomStream.mix(nowNanos.getAsLong() * 1_024 + id));
    }

    private static int priority(int id) {
        return 3 + id % 5;
    }

    private long delayNanos() {
        return switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> 10_000_000 - nowNanos.getAsLong() % 10_000_000;
            case 2 -> random.nextLong(3);
            default -> (long) random.exponential(20_000_000);
        };
    }

    private final class Entity extends SimTask {
        private final int id;
        private final FastSimulator simulator;

        Entity(int id, FastSimulator simulator) {
            this.id = id;
            this.simulator = simulator;
        }

        @Override
        public void run() {
            happened(id);
            simulator.at(simulator.nowNanos() + delayNanos(), priority(id), this);
        }
    }
}
