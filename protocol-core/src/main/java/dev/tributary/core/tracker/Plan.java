package dev.tributary.core.tracker;

import dev.tributary.core.wire.Assign;
import java.util.Arrays;

/**
 * Where one member gets each sub-stream from and to whom it feeds what.
 *
 * <p>Invariants: {@code provider[j]} lists this member among its {@code children}, {@code
 * backup[j]} among its {@code wards}; {@code free} is the fan-out less the children; {@code
 * depth[j]} is one more than the provider's, 0 for the own CDN sub-stream.
 */
final class Plan {
    /** Depth of a sub-stream that the member does not receive, and a place in no list. */
    static final int NONE = -1;

    /** Nearness of the places in {@link #poolAt}: same ISP and zone, same zone, anywhere. */
    static final int SCOPES = 3;

    final Member[] provider;
    final Member[] backup;
    final byte[] depth;
    final int[] poolAt;
    final int[] waitAt;
    final long[] troubledNanos;
    final Dependants children = new Dependants();
    final Dependants wards = new Dependants();
    final Pool[] pools = new Pool[SCOPES];

    /** The sub-stream taken from the CDN, or {@link Assign#NONE}. */
    int cdn = Assign.NONE;

    /** Place among the {@link BaseViewers}, or {@link #NONE}. */
    int baseAt = NONE;

    /** Fan-out that is not used by children. */
    int free;

    /** Before this time the member's reports do not move scores. */
    long nextVoteNanos;

    boolean quarantined;

    /** Whether for forged media, which takes longer than other quarantines. */
    boolean forger;

    /** Sub-streams whose viewer waits for a debounced change, one bit each. */
    int deferred;

    /** Sub-streams that changed since the last ASSIGN, one bit each. */
    int changed;

    /** Whether the member is in the list of those to be told. */
    boolean unsent;

    /** Whether the member is in the list of those with new free fan-out. */
    boolean freed;

    Plan(int subStreams, int fanOut) {
        provider = new Member[subStreams];
        backup = new Member[subStreams];
        depth = new byte[subStreams];
        poolAt = new int[SCOPES * subStreams];
        waitAt = new int[subStreams];
        troubledNanos = new long[subStreams];
        free = fanOut;
        Arrays.fill(depth, (byte) NONE);
        Arrays.fill(poolAt, NONE);
        Arrays.fill(waitAt, NONE);
        Arrays.fill(troubledNanos, Long.MIN_VALUE / 2);
    }

    /** Returns whether the member receives a sub-stream, from the CDN or from a provider. */
    boolean holds(int subStream) {
        return cdn == subStream || provider[subStream] != null;
    }

    /** Returns whether every sub-stream has a source. */
    boolean complete() {
        for (int j = 0; j < provider.length; j++) {
            if (!holds(j)) {
                return false;
            }
        }
        return true;
    }
}
