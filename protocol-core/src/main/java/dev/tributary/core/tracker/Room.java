package dev.tributary.core.tracker;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.base.Time;

/** One room: its members and the policy that links them. */
final class Room {
    private static final int SILENT_PERIODS = 3;

    final RoomContext context;
    final Roster roster = new Roster();
    final RoomPolicy policy;

    /** Place in the {@link RoomQueue}. */
    int queueAt;

    long deadlineNanos = Time.NEVER;

    Room(RoomContext context, RoomPolicies policies) {
        this.context = context;
        policy = policies.of(context, roster);
    }

    void join(long nowNanos, Member member) {
        roster.add(nowNanos, member);
        context.tally().count(TrackerCounter.JOINS);
        context.observer().joined(nowNanos, context.stream(), member.session(), member.connection);
        policy.joined(nowNanos, member);
    }

    void leave(long nowNanos, Member member) {
        member.gone = true;
        roster.remove(member);
        context.tally().count(TrackerCounter.LEAVES);
        context.observer().left(nowNanos, context.stream(), member.session());
        policy.left(nowNanos, member);
    }

    /** Returns a member that has been silent for too long, or null. */
    @Nullable
    Member expired(long nowNanos) {
        Member first = roster.silentLongest();
        return first != null && expiryNanos(first) <= nowNanos ? first : null;
    }

    /** Returns when something is to be done in the room. */
    long nextDeadlineNanos() {
        Member first = roster.silentLongest();
        long expiry = first == null ? Time.NEVER : expiryNanos(first);
        return Math.min(expiry, policy.nextDeadlineNanos());
    }

    private long expiryNanos(Member member) {
        int millis = SILENT_PERIODS * context.config().reportMillis();
        return RoomContext.after(member.heardNanos, millis) + 1;
    }
}
