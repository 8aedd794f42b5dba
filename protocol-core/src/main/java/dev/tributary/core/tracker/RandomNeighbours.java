package dev.tributary.core.tracker;

import dev.tributary.core.base.Time;
import dev.tributary.core.wire.Peers;
import dev.tributary.core.wire.Report;
import dev.tributary.core.wire.Trouble;
import java.util.ArrayList;
import java.util.List;

/**
 * A mesh: every viewer links with members drawn at random, of whom at least one side may upload and
 * who can reach each other. Only the side that dials is told.
 */
public final class RandomNeighbours implements RoomPolicy {
    private final RoomContext context;
    private final Roster roster;
    private final int wanted;
    private final int most;
    private final int few;

    /**
     * Creates the policy of one room.
     *
     * @param wanted neighbours that a viewer is given
     * @param most neighbours that it can get when others dial it
     */
    public RandomNeighbours(RoomContext context, Roster roster, int wanted, int most) {
        this.context = context;
        this.roster = roster;
        this.wanted = wanted;
        this.most = most;
        // With fewer, others are looked for without waiting for a report.
        few = wanted / 2;
    }

    @Override
    public void joined(long nowNanos, Member member) {
        RandomSeat seat = new RandomSeat(member, context.config().symmetricSeeds());
        member.seat(seat);
        refill(nowNanos, seat);
    }

    @Override
    public void left(long nowNanos, Member member) {
        RandomSeat seat = RandomSeat.of(member);
        while (seat.count() > 0) {
            RandomSeat other = seat.last();
            seat.unlink(other);
            if (other.count() < few) {
                refill(nowNanos, other);
            }
        }
    }

    @Override
    public void reported(long nowNanos, Member member, Report report) {
        refill(nowNanos, RandomSeat.of(member));
    }

    @Override
    public void troubled(long nowNanos, Member member, Trouble trouble) {
        RandomSeat seat = RandomSeat.of(member);
        RandomSeat failed = seat.neighbour(trouble.provider());
        if (failed != null) {
            context.tally().count(TrackerCounter.TROUBLES);
            seat.failed(failed, RoomContext.after(nowNanos, context.config().failedMillis()));
            seat.unlink(failed);
        } else if (trouble.provider() != 0) {
            context.tally().count(TrackerCounter.TROUBLES_IGNORED);
        }
        refill(nowNanos, seat);
    }

    @Override
    public void onTimer(long nowNanos) {}

    @Override
    public long nextDeadlineNanos() {
        return Time.NEVER;
    }

    private void refill(long nowNanos, RandomSeat seat) {
        if (seat.count() >= wanted) {
            return;
        }
        List<Integer> sessions = new ArrayList<>(wanted);
        int tries = context.config().sample() * 2;
        for (int i = 0; i < tries && seat.count() < wanted; i++) {
            RandomSeat other = RandomSeat.of(roster.random(context.rng()));
            if (suits(nowNanos, seat, other)) {
                seat.link(other);
                sessions.add(other.session());
                context.tally().count(TrackerCounter.PAIRS);
                observePair(nowNanos, seat, other);
            }
        }
        if (!sessions.isEmpty()) {
            context.send(seat.member, new Peers(sessions));
        } else if (seat.count() == 0) {
            context.tally().count(TrackerCounter.UNMATCHED);
            context.observer().unmatched(nowNanos, context.stream(), seat.session(), 0);
        }
    }

    private void observePair(long nowNanos, RandomSeat seat, RandomSeat other) {
        RandomSeat provider = other.maySeed() ? other : seat;
        RandomSeat viewer = other.maySeed() ? seat : other;
        context.observer()
                .paired(nowNanos, context.stream(), provider.session(), viewer.session(), 0);
    }

    private boolean suits(long nowNanos, RandomSeat seat, RandomSeat other) {
        return other != seat
                && other.count() < most
                && (seat.maySeed() || other.maySeed())
                && seat.member.reaches(other.member)
                && !seat.failedBy(nowNanos, other)
                && !other.failedBy(nowNanos, seat)
                && seat.neighbour(other.session()) == null;
    }
}
