package dev.tributary.sim.theory;

import dev.tributary.sim.kernel.FastSimulator;
import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.kernel.Replication;
import dev.tributary.sim.kernel.SimTask;

/**
 * One chunk spreads over a room, event by event on the kernel: whoever has it uploads it to one
 * viewer after the other. The source uploads one copy, from time 0.
 */
final class Diffusion {
    private static final long END_NANOS = 3_600_000_000_000L;
    private static final int ARRIVAL_PRIORITY = 10;
    private static final int UPLOAD_PRIORITY = 1;
    private static final int SOURCE = -1;

    /** To whom a copy goes. */
    enum Order {
        /** To somebody who has none and gets none yet. */
        OPTIMAL,
        /** To anybody who has none, although others may be sending one. */
        RANDOM_USEFUL,
        /** To anybody. */
        RANDOM
    }

    /**
     * The room.
     *
     * @param viewers how many
     * @param copies how many a viewer uploads at most
     * @param slotNanos time to upload a copy
     * @param delayNanos propagation
     */
    record Room(int viewers, int copies, long slotNanos, long delayNanos) {}

    private final Room room;
    private final Order order;
    private final RandomStream random;
    private final FastSimulator simulator;

    /** The viewers without a copy, first; and where each is in that list. */
    private final int[] missing;

    private final int[] place;
    private int missingCount;
    private int promised;
    private long lastNanos;

    private Diffusion(Room room, Order order, long seed, FastSimulator simulator) {
        this.room = room;
        this.order = order;
        this.simulator = simulator;
        random = new RandomStream(seed);
        missing = new int[room.viewers()];
        place = new int[room.viewers()];
        for (int i = 0; i < missing.length; i++) {
            missing[i] = i;
            place[i] = i;
        }
        missingCount = missing.length;
    }

    /** Returns when the last viewer has the chunk, in nanoseconds. */
    static long lastNanos(Room room, Order order, long seed) {
        Diffusion[] diffusion = new Diffusion[1];
        Replication.run(
                "diffusion",
                END_NANOS,
                simulator -> {
                    diffusion[0] = new Diffusion(room, order, seed, simulator);
                    diffusion[0].begin();
                });
        return diffusion[0].missingCount == 0 ? diffusion[0].lastNanos : Long.MAX_VALUE;
    }

    private void begin() {
        simulator.at(0, UPLOAD_PRIORITY, new Uploads(SOURCE, 1));
    }

    /** A holder starts its next upload; arrivals of the same instant have been seen. */
    private final class Uploads extends SimTask {
        private final int holder;
        private int left;

        Uploads(int holder, int left) {
            this.holder = holder;
            this.left = left;
        }

        @Override
        public void run() {
            if (left == 0 || missingCount == 0 || promised == missing.length) {
                return;
            }
            left--;
            long sent = simulator.nowNanos() + room.slotNanos();
            simulator.at(sent + room.delayNanos(), ARRIVAL_PRIORITY, new Arrival(next(holder)));
            simulator.at(sent, UPLOAD_PRIORITY, this);
        }
    }

    private int next(int holder) {
        switch (order) {
            case OPTIMAL:
                return promised++;
            case RANDOM_USEFUL:
                return missing[random.nextInt(missingCount)];
            default:
                int other = random.nextInt(holder == SOURCE ? missing.length : missing.length - 1);
                return other == holder ? missing.length - 1 : other;
        }
    }

    /** A copy arrives. */
    private final class Arrival extends SimTask {
        private final int viewer;

        Arrival(int viewer) {
            this.viewer = viewer;
        }

        @Override
        public void run() {
            if (place[viewer] >= missingCount) {
                return;
            }
            missingCount--;
            int last = missing[missingCount];
            missing[place[viewer]] = last;
            place[last] = place[viewer];
            missing[missingCount] = viewer;
            place[viewer] = missingCount;
            lastNanos = simulator.nowNanos();
            simulator.at(lastNanos, UPLOAD_PRIORITY, new Uploads(viewer, room.copies()));
        }
    }
}
