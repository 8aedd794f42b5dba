package dev.tributary.core.tracker;

import dev.tributary.core.nat.Connectivity;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.wire.Payload;

/** One viewer in one room. */
final class Member {
    private static final Payload NOTHING = Payload.ofLength(0);

    final int session;
    final int connection;
    final Capabilities capabilities;
    final SeedScore score;

    /** Whether IPv6 may be used: the viewer has it and the room uses it. */
    final boolean ipv6;

    /** Sub-streams that the member can feed at once; 0 when it must not seed. */
    final int fanOut;

    /** See {@link SeedClass}; {@link SeedClass#NONE} when the fan-out is 0. */
    final int seedClass;

    /** Seed classes that can serve the member, one bit each. */
    final int reachable;

    /** The certificate of which its signals must speak; empty when its token is bound to none. */
    Payload fingerprint = NOTHING;

    /** Where it connected from; empty when that says nothing. */
    Payload address = NOTHING;

    /** Place in the roster's array. */
    int rosterAt;

    /** Neighbours in the order in which members were heard of. */
    Member heardBefore;

    Member heardAfter;
    long heardNanos;

    boolean gone;

    /** Sub-streams and their providers; owned by {@link Slots}, null in rooms without. */
    Plan plan;

    /** Linked members; owned by {@link RandomNeighbours}, null in rooms without. */
    Dependants neighbours;

    /** Providers that failed this member lately; null before the first. */
    private Failures failures;

    /** Members that complained about this one lately; null before the first. */
    private Failures complaints;

    Member(
            long nowNanos,
            int session,
            int connection,
            Capabilities capabilities,
            RoomSettings settings) {
        this.session = session;
        this.connection = connection;
        this.capabilities = capabilities;
        score = new SeedScore(nowNanos, capabilities.device());
        ipv6 = capabilities.ipv6() && settings.ipv6();
        reachable = SeedClass.reachableBy(capabilities.nat(), ipv6);
        int seedable = SeedClass.of(capabilities.nat(), ipv6, capabilities.cellular());
        fanOut = seedable == SeedClass.NONE ? 0 : settings.fanOut(capabilities.uplinkKbps());
        seedClass = fanOut == 0 ? SeedClass.NONE : seedable;
    }

    boolean seed() {
        return seedClass != SeedClass.NONE;
    }

    /** Returns whether nobody in the world can serve the member. */
    boolean hopeless() {
        return reachable == 0;
    }

    /** Returns whether only the flexible seeds can serve the member. */
    boolean needsFlexible() {
        return (reachable & (1 << SeedClass.FLEXIBLE) - 1) == 0;
    }

    /** Returns whether a direct path to another member is possible. */
    boolean reaches(Member other) {
        return Connectivity.possible(
                capabilities.nat(), ipv6, other.capabilities.nat(), other.ipv6);
    }

    /** A provider failed this member and is not given to it again before the time. */
    void failed(Member provider, long untilNanos) {
        if (failures == null) {
            failures = new Failures();
        }
        failures.add(provider.session, untilNanos);
    }

    /** Returns whether a provider failed this member lately. */
    boolean failedBy(long nowNanos, Member provider) {
        return failures != null && failures.contains(nowNanos, provider.session);
    }

    /** Somebody complained; returns the number of distinct members that did lately. */
    int complaint(long nowNanos, Member from, long untilNanos) {
        if (complaints == null) {
            complaints = new Failures();
        }
        complaints.add(from.session, untilNanos);
        return complaints.count(nowNanos);
    }
}
