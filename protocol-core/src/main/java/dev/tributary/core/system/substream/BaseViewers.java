package dev.tributary.core.system.substream;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.base.Time;
import dev.tributary.core.tracker.RoomContext;
import dev.tributary.core.tracker.Roster;
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
    private Seat[] viewers = new Seat[4];
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

    void left(Seat seat) {
        if (seat.baseAt != Seat.NONE) {
            remove(seat);
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
        Seat viewer = missing > 0 ? best(nowNanos) : worst(nowNanos);
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

    private boolean out(long nowNanos, Seat viewer) {
        int own = viewer.cdn;
        Seat provider = choice.provider(nowNanos, viewer, own, 0);
        if (provider == null) {
            return false;
        }
        slots.takeFromCdn(viewer, Assign.NONE);
        slots.provide(nowNanos, provider, viewer, own);
        slots.lackingBackup.add(viewer, own, 0);
        add(viewer);
        return true;
    }

    private boolean back(Seat viewer) {
        slots.takeFromCdn(viewer, slots.supply.scarcest(viewer));
        remove(viewer);
        return true;
    }

    private @Nullable Seat best(long nowNanos) {
        int looks = looks(roster.count());
        int offset = looks == 0 ? 0 : context.rng().nextInt(roster.count());
        Seat best = null;
        for (int i = 0; i < looks; i++) {
            Seat seat = Seat.of(roster.member((offset + i) % roster.count()));
            if (seat.cdn != Assign.NONE
                    && spared(seat)
                    && (best == null || rank(nowNanos, seat) > rank(nowNanos, best))) {
                best = seat;
            }
        }
        return best;
    }

    private @Nullable Seat worst(long nowNanos) {
        int looks = looks(count);
        int offset = looks == 0 ? 0 : context.rng().nextInt(count);
        Seat worst = null;
        for (int i = 0; i < looks; i++) {
            Seat seat = viewers[(offset + i) % count];
            if (worst == null || seat.score.at(nowNanos) < worst.score.at(nowNanos)) {
                worst = seat;
            }
        }
        return worst;
    }

    private int looks(int candidates) {
        return Math.min(candidates, 4 * context.config().sample());
    }

    private void add(Seat seat) {
        if (count == viewers.length) {
            viewers = Arrays.copyOf(viewers, 2 * count);
        }
        seat.baseAt = count;
        viewers[count++] = seat;
    }

    private void remove(Seat seat) {
        Seat moved = viewers[--count];
        viewers[seat.baseAt] = moved;
        moved.baseAt = seat.baseAt;
        viewers[count] = null;
        seat.baseAt = Seat.NONE;
    }

    /** Whether the member has all it needs and its sub-stream can do without its fan-out. */
    private boolean spared(Seat seat) {
        if (!seat.complete()) {
            return false;
        }
        if (!seat.seed()) {
            return slots.supply.free(seat.cdn) > 0;
        }
        int others = slots.supply.free(seat.cdn) - (seat.quarantined ? 0 : seat.free);
        return slots.supply.seeds(seat.cdn) > 1 && others > seat.children.count();
    }

    /**
     * The score, less what others lose when the member seeds no more; who seeds nobody is first.
     */
    private static int rank(long nowNanos, Seat seat) {
        int loss = seat.children.count() + (seat.seed() ? 1 : 0);
        return seat.score.at(nowNanos) - loss * (SeedScore.ONE / 8);
    }
}
