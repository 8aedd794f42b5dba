package dev.tributary.core.system.substream;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.base.Sure;
import dev.tributary.core.nat.SymmetricSeeds;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.tracker.Failures;
import dev.tributary.core.tracker.Member;
import dev.tributary.core.wire.Assign;
import java.util.Arrays;

/**
 * A member's place in the assignment of sub-streams: how good a provider it is, where it gets each
 * sub-stream from, and to whom it feeds what.
 *
 * <p>Invariants: {@code provider[j]} lists this member among its {@code children}, {@code
 * backup[j]} among its {@code backupFor}; {@code free} is the fan-out less the children; {@code
 * depth[j]} is one more than the provider's, 0 for the own CDN sub-stream.
 */
final class Seat implements dev.tributary.core.tracker.Seat {
    /** Depth of a sub-stream that the member does not receive, and a place in no list. */
    static final int NONE = -1;

    /** Nearness of the places in {@link #poolAt}: same ISP and zone, same zone, anywhere. */
    static final int SCOPES = 3;

    final Member member;
    final SeedScore score;

    /** Sub-streams that the member can feed at once; 0 when it must not seed. */
    final int fanOut;

    /** See {@link SeedClass}; {@link SeedClass#NONE} when the fan-out is 0. */
    final int seedClass;

    /** Seed classes that can serve the member, one bit each. */
    final int reachable;

    final Seat[] provider;
    final Seat[] backup;
    final byte[] depth;
    final int[] poolAt;
    final int[] waitAt;
    final long[] troubledNanos;
    final Dependants children = new Dependants();
    final Dependants backupFor = new Dependants();
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

    /** Providers that failed this member lately; null before the first. */
    private @Nullable Failures failures;

    /** Members that complained about this one lately; null before the first. */
    private @Nullable Failures complaints;

    /** Creates the seat of a member that joined just now and has no source yet. */
    Seat(long nowNanos, Member member, RoomSettings settings, SymmetricSeeds symmetric) {
        this.member = member;
        Capabilities able = member.capabilities();
        score = new SeedScore(nowNanos, able.device());
        reachable = SeedClass.reachableBy(able.nat(), member.ipv6());
        int seedable = SeedClass.of(able.nat(), member.ipv6(), able.cellular(), symmetric);
        fanOut = seedable == SeedClass.NONE ? 0 : settings.fanOut(able.uplinkKbps());
        seedClass = fanOut == 0 ? SeedClass.NONE : seedable;
        int subStreams = settings.layout().subStreams();
        provider = new Seat[subStreams];
        backup = new Seat[subStreams];
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

    /** Returns the seat of a member of a room that this policy assigns. */
    static Seat of(Member member) {
        return (Seat) Sure.of(member.seat());
    }

    int session() {
        return member.session();
    }

    boolean gone() {
        return member.gone();
    }

    boolean seed() {
        return seedClass != SeedClass.NONE;
    }

    /**
     * Returns whether another member may be this one's provider, as far as NATs and the seed rule
     * go. It goes by class: what a symmetric seed could do over IPv4 is not asked for (decision
     * 74).
     */
    boolean reachableFrom(Seat other) {
        return other.seed() && (reachable >> other.seedClass & 1) != 0;
    }

    /** Returns whether nobody in the world can serve the member. */
    boolean hopeless() {
        return reachable == 0;
    }

    /** Returns whether only the flexible seeds can serve the member. */
    boolean needsFlexible() {
        return (reachable & (1 << SeedClass.FLEXIBLE) - 1) == 0;
    }

    /** A provider failed this member and is not given to it again before the time. */
    void failed(Seat failing, long untilNanos) {
        if (failures == null) {
            failures = new Failures();
        }
        failures.add(failing.session(), untilNanos);
    }

    /** Returns whether a provider failed this member lately. */
    boolean failedBy(long nowNanos, Seat other) {
        return failures != null && failures.contains(nowNanos, other.session());
    }

    /** Somebody complained; returns the number of distinct members that did lately. */
    int complaint(long nowNanos, Seat from, long untilNanos) {
        if (complaints == null) {
            complaints = new Failures();
        }
        complaints.add(from.session(), untilNanos);
        return complaints.count(nowNanos);
    }
}
