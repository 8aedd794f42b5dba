package dev.tributary.core.tracker;

import dev.tributary.core.base.Time;
import dev.tributary.core.wire.Assign;
import dev.tributary.core.wire.Report;
import java.util.Arrays;

/**
 * Moves viewers out of and back into the CDN as {@link BaseStream} decides: the best connected
 * first out, the worst first back, a few per step and never the last seed of a sub-stream.
 */
final class BaseViewers {
    private final RoomContext context;
    private final Roster roster;
    private final Slots slots;
    private final ProviderChoice choice;
    private final BaseStream share;
    private Member[] viewers = new Member[4];
    private int count;
    private int movesLeft;
    private long decideNanos = Time.NEVER;
    private long stepNanos = Time.NEVER;

    BaseViewers(RoomContext context, Roster roster, Slots slots, ProviderChoice choice) {
        this.context = context;
        this.roster = roster;
        this.slots = slots;
        this.choice = choice;
        share = new BaseStream(context.settings());
    }

    void joined(long nowNanos) {
        if (share.enabled() && decideNanos == Time.NEVER) {
            decideNanos = RoomContext.after(nowNanos, BaseStream.PERIOD_MILLIS);
        }
    }

    void left(Member member) {
        if (member.plan.baseAt != Plan.NONE) {
            remove(member);
        }
    }

    void reported(Report report) {
        share.reported(report);
    }

    void onTimer(long nowNanos) {
        if (decideNanos <= nowNanos) {
            int free = 0;
            int seeds = 0;
            for (int k = 0; k < context.subStreams(); k++) {
                free += slots.supply.free(k);
                seeds += slots.supply.seeds(k);
            }
            share.decide(free, seeds);
            boolean empty = roster.count() == 0;
            decideNanos =
                    empty ? Time.NEVER : RoomContext.after(nowNanos, BaseStream.PERIOD_MILLIS);
            stepNanos = nowNanos;
        }
        if (stepNanos <= nowNanos) {
            stepNanos = Time.NEVER;
            movesLeft = BaseStream.MOVES;
        }
    }

    /** Moves one viewer and returns true, or returns false when enough is done for now. */
    boolean move(long nowNanos) {
        int missing = share.target(roster.count()) - count;
        if (movesLeft == 0 || missing == 0) {
            return false;
        }
        Member viewer = missing > 0 ? best(nowNanos) : worst(nowNanos);
        boolean moved = viewer != null && (missing > 0 ? out(nowNanos, viewer) : back(viewer));
        movesLeft = moved ? movesLeft - 1 : 0;
        if (moved && movesLeft == 0) {
            stepNanos = RoomContext.after(nowNanos, BaseStream.STEP_MILLIS);
        }
        return moved;
    }

    long nextDeadlineNanos() {
        return Math.min(decideNanos, stepNanos);
    }

    private boolean out(long nowNanos, Member viewer) {
        int own = viewer.plan.cdn;
        Member provider = choice.provider(nowNanos, viewer, own, 0);
        if (provider == null) {
            return false;
        }
        slots.takeFromCdn(viewer, Assign.NONE);
        slots.provide(nowNanos, provider, viewer, own);
        slots.bare.add(viewer, own, 0);
        add(viewer);
        return true;
    }

    private boolean back(Member viewer) {
        slots.takeFromCdn(viewer, slots.supply.scarcest(viewer));
        remove(viewer);
        return true;
    }

    private Member best(long nowNanos) {
        int looks = looks(roster.count());
        int offset = looks == 0 ? 0 : context.rng().nextInt(roster.count());
        Member best = null;
        for (int i = 0; i < looks; i++) {
            Member member = roster.member((offset + i) % roster.count());
            if (member.plan.cdn != Assign.NONE
                    && spared(member)
                    && (best == null || rank(nowNanos, member) > rank(nowNanos, best))) {
                best = member;
            }
        }
        return best;
    }

    private Member worst(long nowNanos) {
        int looks = looks(count);
        int offset = looks == 0 ? 0 : context.rng().nextInt(count);
        Member worst = null;
        for (int i = 0; i < looks; i++) {
            Member member = viewers[(offset + i) % count];
            if (worst == null || member.score.at(nowNanos) < worst.score.at(nowNanos)) {
                worst = member;
            }
        }
        return worst;
    }

    private int looks(int candidates) {
        return Math.min(candidates, 4 * context.config().sample());
    }

    private void add(Member member) {
        if (count == viewers.length) {
            viewers = Arrays.copyOf(viewers, 2 * count);
        }
        member.plan.baseAt = count;
        viewers[count++] = member;
    }

    private void remove(Member member) {
        Member moved = viewers[--count];
        viewers[member.plan.baseAt] = moved;
        moved.plan.baseAt = member.plan.baseAt;
        viewers[count] = null;
        member.plan.baseAt = Plan.NONE;
    }

    /** Whether the member has all it needs and its sub-stream can do without its fan-out. */
    private boolean spared(Member member) {
        Plan plan = member.plan;
        if (!plan.complete()) {
            return false;
        }
        if (!member.seed()) {
            return slots.supply.free(plan.cdn) > 0;
        }
        int others = slots.supply.free(plan.cdn) - (plan.quarantined ? 0 : plan.free);
        return slots.supply.seeds(plan.cdn) > 1 && others > plan.children.count();
    }

    /**
     * The score, less what others lose when the member seeds no more; who seeds nobody is first.
     */
    private static int rank(long nowNanos, Member member) {
        int loss = member.plan.children.count() + (member.seed() ? 1 : 0);
        return member.score.at(nowNanos) - loss * (SeedScore.ONE / 8);
    }
}
