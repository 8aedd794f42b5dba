package dev.tributary.core.tracker;

import dev.tributary.core.base.Check;
import dev.tributary.core.base.Nullable;
import dev.tributary.core.base.Sure;
import dev.tributary.core.nat.Connectivity;
import dev.tributary.core.nat.SymmetricSeeds;
import dev.tributary.core.room.Capabilities;
import java.util.ArrayList;
import java.util.List;

/** The neighbours of one member, without order, and who failed it lately. */
final class RandomSeat implements Seat {
    final Member member;
    private final SymmetricSeeds symmetric;
    private final List<RandomSeat> neighbours = new ArrayList<>(4);
    private final Failures failures = new Failures();

    RandomSeat(Member member, SymmetricSeeds symmetric) {
        this.symmetric = symmetric;
        this.member = member;
    }

    static RandomSeat of(Member member) {
        return (RandomSeat) Sure.of(member.seat());
    }

    int session() {
        return member.session();
    }

    int count() {
        return neighbours.size();
    }

    RandomSeat last() {
        return neighbours.get(neighbours.size() - 1);
    }

    /** Returns the neighbour with a session, or null. */
    @Nullable
    RandomSeat neighbour(int session) {
        for (int i = 0; i < neighbours.size(); i++) {
            if (neighbours.get(i).session() == session) {
                return neighbours.get(i);
            }
        }
        return null;
    }

    void link(RandomSeat other) {
        neighbours.add(other);
        other.neighbours.add(this);
    }

    void unlink(RandomSeat other) {
        remove(other);
        other.remove(this);
    }

    /** Takes a neighbour out; the last one takes its place. */
    private void remove(RandomSeat other) {
        int at = neighbours.indexOf(other);
        Check.that(at >= 0, "a neighbour is one on both sides");
        RandomSeat last = neighbours.remove(neighbours.size() - 1);
        if (last != other) {
            neighbours.set(at, last);
        }
    }

    void failed(RandomSeat other, long untilNanos) {
        failures.add(other.session(), untilNanos);
    }

    boolean failedBy(long nowNanos, RandomSeat other) {
        return failures.contains(nowNanos, other.session());
    }

    boolean maySeed() {
        Capabilities able = member.capabilities();
        return Connectivity.maySeed(able.nat(), member.ipv6(), able.cellular(), symmetric);
    }
}
