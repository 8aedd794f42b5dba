package dev.tributary.sim.world;

import dev.tributary.sim.audience.Presence;
import dev.tributary.sim.kernel.RandomStream;

/**
 * The ordinary viewers of a room whose size is given: how many are missing, and who leaves when
 * there are too many. A crowd does not count, and whom an event takes is missed by nobody.
 */
final class Population {
    private final Presence there = new Presence();
    private final RandomStream random;
    private int wanted;

    /** Ordinary viewers whom events have taken. */
    private int taken;

    Population(RandomStream random) {
        this.random = random;
    }

    /** So many ordinary viewers are to be there, but for those whom events took. */
    void want(int viewers) {
        wanted = viewers;
    }

    void entered(ViewerNode viewer) {
        there.add(viewer.id());
    }

    /**
     * Somebody has gone.
     *
     * @param byEvent whether because an event took it
     */
    void left(ViewerNode viewer, boolean byEvent) {
        if (there.has(viewer.id())) {
            there.remove(viewer.id());
            taken += byEvent ? 1 : 0;
        }
    }

    /** Returns how many more there should be; negative when there are too many. */
    int missing() {
        return Math.max(0, wanted - taken) - there.size();
    }

    /** Draws one of those who are there. */
    int any() {
        return there.number(random.nextInt(there.size()));
    }
}
