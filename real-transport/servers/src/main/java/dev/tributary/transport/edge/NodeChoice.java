package dev.tributary.transport.edge;

import dev.tributary.transport.client.BaseUrl;
import java.util.List;

/**
 * Which edge serves a viewer: rendezvous hashing (Thaler and Ravishankar, 1998), so that a node
 * that comes or goes moves only its own viewers.
 */
final class NodeChoice {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private NodeChoice() {}

    /** Returns the node of a session, or null when there is none at all. */
    static BaseUrl of(String session, List<BaseUrl> nodes) {
        BaseUrl best = null;
        long highest = 0;
        for (BaseUrl node : nodes) {
            long weight = weight(session, node.toString());
            if (best == null || Long.compareUnsigned(weight, highest) > 0) {
                best = node;
                highest = weight;
            }
        }
        return best;
    }

    private static long weight(String session, String node) {
        long hash = FNV_OFFSET;
        for (String part : List.of(session, node)) {
            for (int i = 0; i < part.length(); i++) {
                hash = (hash ^ part.charAt(i)) * FNV_PRIME;
            }
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        return hash ^ hash >>> 33;
    }
}
