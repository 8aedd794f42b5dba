package dev.tributary.sim.net;

import java.util.ArrayDeque;
import java.util.Arrays;

/** Maximum flow by shortest augmenting paths (Edmonds and Karp 1972) on a small dense graph. */
public final class MaxFlow {
    private static final int NONE = -1;

    private final long[][] residual;

    public MaxFlow(int nodes) {
        residual = new long[nodes][nodes];
    }

    public void addCapacity(int from, int to, long capacity) {
        residual[from][to] = Math.addExact(residual[from][to], capacity);
    }

    /** The value of a maximum flow; uses up the capacities. */
    public long run(int source, int sink) {
        long total = 0;
        int[] parents = parents(source);
        while (parents[sink] != NONE) {
            total += augment(parents, source, sink);
            parents = parents(source);
        }
        return total;
    }

    private int[] parents(int source) {
        int[] parents = new int[residual.length];
        Arrays.fill(parents, NONE);
        parents[source] = source;
        ArrayDeque<Integer> frontier = new ArrayDeque<>();
        frontier.add(source);
        while (!frontier.isEmpty()) {
            int node = frontier.remove();
            for (int next = 0; next < residual.length; next++) {
                if (parents[next] == NONE && residual[node][next] > 0) {
                    parents[next] = node;
                    frontier.add(next);
                }
            }
        }
        return parents;
    }

    private long augment(int[] parents, int source, int sink) {
        long bottleneck = Long.MAX_VALUE;
        for (int node = sink; node != source; node = parents[node]) {
            bottleneck = Math.min(bottleneck, residual[parents[node]][node]);
        }
        for (int node = sink; node != source; node = parents[node]) {
            residual[parents[node]][node] -= bottleneck;
            residual[node][parents[node]] += bottleneck;
        }
        return bottleneck;
    }
}
