package dev.tributary.sim.world;

import dev.tributary.core.base.IntMap;

/** The lines from each provider to each other one, where these have limits. */
final class Borders {
    private static final int ISPS_MAX = 64;

    private final World world;
    private final long bitsPerSecond;
    private final IntMap<Border> borders = new IntMap<>();

    Borders(World world, long bitsPerSecond) {
        this.world = world;
        this.bitsPerSecond = bitsPerSecond;
    }

    /** Returns the line that leads from an end of a link between two providers to the other. */
    Border from(LinkEnd end) {
        int pair = end.viewer.site().isp() * ISPS_MAX + end.other().viewer.site().isp();
        Border border = borders.get(pair);
        if (border == null) {
            border = new Border(world, bitsPerSecond);
            borders.put(pair, border);
        }
        return border;
    }
}
