package dev.tributary.sim.net;

import java.util.List;

/**
 * The sharing ratio that no protocol can exceed in a room (theory.md 1.2, (a) and (b)).
 *
 * <p>{@code min(F / (N r), (N - c) / N)}: F is the maximum flow from the seeds' upload to viewers
 * who each take at most the stream rate r, in all and from any one seed; c counts the groups of
 * viewers that nobody outside can serve, each of which takes one copy from the CDN. Connections
 * being mutual, these are the connected components of the seeds and each viewer whom no seed
 * reaches.
 *
 * <p>Computed on classes of like viewers. c is exact. F equals the flow between single viewers if
 * the seeds of a class have equal upload, since a flow may then be averaged over the class;
 * otherwise it is an upper bound, for the total of a class may hide a seed with more upload than
 * receivers. Listing a class in parts of equal upload makes F exact.
 *
 * @param viewers in the room
 * @param flowBitsPerSecond F
 * @param sourceComponents c
 * @param streamBitsPerSecond r
 */
public record PoolBound(
        int viewers, long flowBitsPerSecond, int sourceComponents, long streamBitsPerSecond) {
    /** Computes the bound; a class may be listed in parts, an empty one left out. */
    public static PoolBound of(List<PoolClass> classes, long streamBitsPerSecond) {
        if (streamBitsPerSecond <= 0) {
            throw new IllegalArgumentException("streamBitsPerSecond " + streamBitsPerSecond);
        }
        int viewers = 0;
        for (PoolClass each : classes) {
            viewers = Math.addExact(viewers, each.viewers());
        }
        return new PoolBound(
                viewers,
                flow(classes, streamBitsPerSecond),
                sourceComponents(classes),
                streamBitsPerSecond);
    }

    /** Upper bound of the sharing ratio; 0 in an empty room. */
    public double sigmaUpperBound() {
        if (viewers == 0) {
            return 0;
        }
        double byUpload =
                (double) flowBitsPerSecond / ((double) viewers * (double) streamBitsPerSecond);
        double byComponents = (double) (viewers - sourceComponents) / viewers;
        return Math.min(byUpload, byComponents);
    }

    /** Nodes: source, the seeds of each class, its seeds as receivers, its others, sink. */
    private static long flow(List<PoolClass> classes, long rate) {
        int count = classes.size();
        int sink = 3 * count + 1;
        MaxFlow network = new MaxFlow(sink + 1);
        for (int i = 0; i < count; i++) {
            PoolClass from = classes.get(i);
            int others = from.viewers() - from.seeds();
            network.addCapacity(0, 1 + i, from.usableBitsPerSecond());
            network.addCapacity(1 + count + i, sink, product(from.seeds(), 1, rate));
            network.addCapacity(1 + 2 * count + i, sink, product(others, 1, rate));
            for (int j = 0; j < count; j++) {
                PoolClass to = classes.get(j);
                if (from.reaches(to)) {
                    int partners = i == j ? to.seeds() - 1 : to.seeds();
                    int rest = to.viewers() - to.seeds();
                    long toSeeds = product(from.seeds(), Math.max(0, partners), rate);
                    network.addCapacity(1 + i, 1 + count + j, toSeeds);
                    long toOthers = product(from.seeds(), rest, rate);
                    network.addCapacity(1 + i, 1 + 2 * count + j, toOthers);
                }
            }
        }
        return network.run(0, sink);
    }

    /** Pairs times rate, saturating well below overflow of sums. */
    private static long product(long senders, long receivers, long rate) {
        long limit = Long.MAX_VALUE / 4;
        long pairs = senders * receivers;
        return pairs > limit / rate ? limit : pairs * rate;
    }

    private static int sourceComponents(List<PoolClass> classes) {
        boolean[] seen = new boolean[classes.size()];
        int components = 0;
        for (int i = 0; i < classes.size(); i++) {
            PoolClass each = classes.get(i);
            if (!reachedBySeeds(each, classes)) {
                components += each.viewers() - each.seeds();
            }
            if (each.seeds() > 0 && !seen[i]) {
                boolean alone = !visit(i, classes, seen) && !each.reaches(each);
                components += alone ? each.seeds() : 1;
            }
        }
        return components;
    }

    private static boolean reachedBySeeds(PoolClass to, List<PoolClass> classes) {
        for (PoolClass from : classes) {
            if (from.seeds() > 0 && from.reaches(to)) {
                return true;
            }
        }
        return false;
    }

    /** Marks the seeds' component of a class; whether it has another class. */
    private static boolean visit(int start, List<PoolClass> classes, boolean[] seen) {
        boolean another = false;
        seen[start] = true;
        for (int next = 0; next < classes.size(); next++) {
            boolean adjacent =
                    classes.get(next).seeds() > 0 && classes.get(start).reaches(classes.get(next));
            if (adjacent && next != start) {
                another = true;
                if (!seen[next]) {
                    visit(next, classes, seen);
                }
            }
        }
        return another;
    }
}
