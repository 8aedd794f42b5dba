package dev.tributary.sim.bound;

import dev.tributary.sim.net.Site;

/**
 * A viewer as the ceiling of its room sees it.
 *
 * @param kind whom it can meet, see {@link Reach}
 * @param slots sub-streams that it can feed at once, in parts of {@link SlotRule#parts}
 * @param limit why not more
 * @param site where it is
 */
public record Member(int kind, int slots, Limit limit, Site site) {}
