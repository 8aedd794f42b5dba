package dev.tributary.sim.audience;

import dev.tributary.sim.kernel.RandomStream;

/**
 * The ordinary viewers of a room whose size is given: how many are missing, and who leaves when
 * there are too many. A crowd does not count, and whom an event takes is missed by nobody.
 */
public final class Population {
    private final Presence there = new Presence();
    private final RandomStream random;
    private int wanted;

    /** Ordinary viewers whom events have taken. */
    private int taken;

    /** Creates an empty room, of which nobody is wanted. */
    public Population(RandomStream random) {
        this.random = random;
    }

    /** So many ordinary viewers are to be there, but for those whom events took. */
    public void want(int viewers) {
        wanted = viewers;
    }

    /** An ordinary viewer has come. */
    public void entered(int viewer) {
        there.add(viewer);
    }

    /**
     * Somebody has gone.
     *
     * @param byEvent whether because an event took it
     */
    public void left(int viewer, boolean byEvent) {
        if (there.has(viewer)) {
            there.remove(viewer);
            taken += byEvent ? 1 : 0;
        }
    }

    /** Returns how many more there should be; negative when there are too many. */
    public int missing() {
        return Math.max(0, wanted - taken) - there.size();
    }

    /** Draws one of those who are there. */
    public int any() {
        return there.number(random.nextInt(there.size()));
    }
}
