package dev.tributary.core.tracker;

import dev.tributary.core.base.Time;
import dev.tributary.core.nat.Connectivity;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.wire.Peers;
import dev.tributary.core.wire.Report;
import dev.tributary.core.wire.Trouble;
import java.util.ArrayList;
import java.util.List;

/**
 * Naive baseline: every viewer links with members drawn at random, of whom at least one side may
 * upload and who can reach each other. Only the side that dials is told.
 */
final class RandomNeighbours implements AssignmentPolicy {
    /** Neighbours that a viewer is given. */
    static final int WANTED = 8;

    /** Neighbours that a viewer can get when others dial it. */
    static final int MOST = 16;

    /** Below so many neighbours others are looked for without waiting for a report. */
    static final int FEW = 4;

    private final RoomContext context;
    private final Roster roster;

    RandomNeighbours(RoomContext context, Roster roster) {
        this.context = context;
        this.roster = roster;
    }

    @Override
    public void joined(long nowNanos, Member member) {
        member.neighbours = new Dependants();
        refill(nowNanos, member);
    }

    @Override
    public void left(long nowNanos, Member member) {
        Dependants neighbours = member.neighbours;
        while (neighbours.count() > 0) {
            Member other = neighbours.member(neighbours.count() - 1);
            unlink(member, other);
            if (other.neighbours.count() < FEW) {
                refill(nowNanos, other);
            }
        }
    }

    @Override
    public void reported(long nowNanos, Member member, Report report) {
        refill(nowNanos, member);
    }

    @Override
    public void troubled(long nowNanos, Member member, Trouble trouble) {
        Member failed = neighbour(member, trouble.provider());
        if (failed != null) {
            context.tally().troubles++;
            member.failed(failed, RoomContext.after(nowNanos, context.config().failedMillis()));
            unlink(member, failed);
        } else if (trouble.provider() != 0) {
            context.tally().troublesIgnored++;
        }
        refill(nowNanos, member);
    }

    @Override
    public void onTimer(long nowNanos) {}

    @Override
    public long nextDeadlineNanos() {
        return Time.NEVER;
    }

    private void refill(long nowNanos, Member member) {
        if (member.neighbours.count() >= WANTED) {
            return;
        }
        List<Integer> sessions = new ArrayList<>(WANTED);
        int tries = context.config().sample() * 2;
        for (int i = 0; i < tries && member.neighbours.count() < WANTED; i++) {
            Member other = roster.random(context.rng());
            if (suits(nowNanos, member, other)) {
                member.neighbours.add(other, 0);
                other.neighbours.add(member, 0);
                sessions.add(other.session);
                context.tally().pairs++;
                boolean uploads = maySeed(other);
                context.observer()
                        .paired(
                                nowNanos,
                                context.stream(),
                                uploads ? other.session : member.session,
                                uploads ? member.session : other.session,
                                0);
            }
        }
        if (!sessions.isEmpty()) {
            context.send(member, new Peers(sessions));
        } else if (member.neighbours.count() == 0) {
            context.tally().unmatched++;
            context.observer().unmatched(nowNanos, context.stream(), member.session, 0);
        }
    }

    private boolean suits(long nowNanos, Member member, Member other) {
        return other != member
                && other.neighbours.count() < MOST
                && (maySeed(member) || maySeed(other))
                && member.reaches(other)
                && !member.failedBy(nowNanos, other)
                && !other.failedBy(nowNanos, member)
                && neighbour(member, other.session) == null;
    }

    private static Member neighbour(Member member, int session) {
        for (int i = 0; i < member.neighbours.count(); i++) {
            if (member.neighbours.member(i).session == session) {
                return member.neighbours.member(i);
            }
        }
        return null;
    }

    private static boolean maySeed(Member member) {
        Capabilities able = member.capabilities;
        return Connectivity.maySeed(able.nat(), member.ipv6, able.cellular());
    }

    private static void unlink(Member a, Member b) {
        a.neighbours.remove(b, 0);
        b.neighbours.remove(a, 0);
    }
}
