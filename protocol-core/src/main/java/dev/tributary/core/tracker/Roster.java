package dev.tributary.core.tracker;

import dev.tributary.core.base.Check;
import dev.tributary.core.base.Nullable;
import dev.tributary.core.base.Rng;
import java.util.Arrays;

/**
 * The members of one room: a dense array for drawing at random, and a list in the order in which
 * they were last heard of for expiry.
 */
public final class Roster {
    private Member[] members = new Member[4];
    private int count;
    private @Nullable Member silentLongest;
    private @Nullable Member heardLast;

    Roster() {}

    /** Returns how many members there are. */
    public int count() {
        return count;
    }

    /** Returns a member by its place, which changes when members leave. */
    public Member member(int index) {
        return members[index];
    }

    /** Returns a member drawn at random; there must be one. */
    public Member random(Rng rng) {
        return members[rng.nextInt(count)];
    }

    void add(long nowNanos, Member member) {
        if (count == members.length) {
            members = Arrays.copyOf(members, 2 * count);
        }
        member.rosterAt = count;
        members[count++] = member;
        append(nowNanos, member);
    }

    void remove(Member member) {
        Check.that(members[member.rosterAt] == member, "a member is in the roster of its room");
        Member moved = members[--count];
        members[member.rosterAt] = moved;
        moved.rosterAt = member.rosterAt;
        members[count] = null;
        unlink(member);
    }

    /** A message came from a member. */
    void heard(long nowNanos, Member member) {
        if (member == heardLast) {
            member.heardNanos = nowNanos;
        } else {
            unlink(member);
            append(nowNanos, member);
        }
    }

    /** Returns the member that was silent longest, or null in an empty room. */
    @Nullable
    Member silentLongest() {
        return silentLongest;
    }

    private void append(long nowNanos, Member member) {
        member.heardNanos = nowNanos;
        member.heardBefore = heardLast;
        member.heardAfter = null;
        if (heardLast == null) {
            silentLongest = member;
        } else {
            heardLast.heardAfter = member;
        }
        heardLast = member;
    }

    private void unlink(Member member) {
        if (member.heardBefore == null) {
            silentLongest = member.heardAfter;
        } else {
            member.heardBefore.heardAfter = member.heardAfter;
        }
        if (member.heardAfter == null) {
            heardLast = member.heardBefore;
        } else {
            member.heardAfter.heardBefore = member.heardBefore;
        }
        member.heardBefore = null;
        member.heardAfter = null;
    }
}
