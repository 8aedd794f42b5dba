package dev.tributary.core.system.substream;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.base.Time;
import dev.tributary.core.system.SwarmKnob;
import dev.tributary.core.tracker.Member;
import dev.tributary.core.tracker.RoomContext;
import dev.tributary.core.tracker.RoomPolicy;
import dev.tributary.core.tracker.Roster;
import dev.tributary.core.tracker.TrackerCounter;
import dev.tributary.core.wire.Assign;
import dev.tributary.core.wire.Report;
import dev.tributary.core.wire.Trouble;

/**
 * Douyu's sub-streams (seed 000; systems.md 2.4): every viewer takes one sub-stream from the CDN
 * and the others from providers, who push what they take from the CDN or, if the room allows,
 * relay.
 */
final class SubStreamAssignment implements RoomPolicy {
    private static final int RETRIES = 256;
    private static final int RESEAT_LOOKS = 64;

    private final RoomContext context;
    final Slots slots;
    private final ProviderChoice choice;
    private final ProviderReputation reputation;
    private final BaseViewers base;
    private final Roster roster;
    private final PairQueue deferred = new PairQueue();
    private final int subStreams;
    private final int depths;
    private long retryNanos = Time.NEVER;

    SubStreamAssignment(RoomContext context, Roster roster) {
        this.context = context;
        this.roster = roster;
        slots = new Slots(context);
        choice = new ProviderChoice(context);
        reputation = new ProviderReputation(context, slots);
        base = new BaseViewers(context, roster, slots, choice);
        subStreams = context.subStreams();
        depths = context.settings().system().value(SwarmKnob.RELAY_DEPTH);
    }

    @Override
    public void joined(long nowNanos, Member member) {
        Seat seat =
                new Seat(nowNanos, member, context.settings(), context.config().symmetricSeeds());
        member.seat(seat);
        boolean balanced =
                context.settings().system().value(SwarmKnob.ASSIGNMENT) == SwarmKnob.BALANCED;
        int own = balanced ? slots.supply.scarcest(seat) : context.rng().nextInt(subStreams);
        slots.enter(seat, own);
        for (int j = 0; j < subStreams; j++) {
            if (j != own) {
                slots.orphans.add(seat, j, 0);
            }
        }
        base.joined(nowNanos);
        settle(nowNanos);
    }

    @Override
    public void left(long nowNanos, Member member) {
        Seat seat = Seat.of(member);
        int own = seat.cdn;
        slots.leave(seat);
        base.left(seat);
        if (own != Assign.NONE
                && context.settings().system().value(SwarmKnob.ASSIGNMENT) == SwarmKnob.BALANCED) {
            reseat(own);
        }
        settle(nowNanos);
    }

    @Override
    public void reported(long nowNanos, Member member, Report report) {
        reputation.reported(nowNanos, Seat.of(member), report);
        base.reported(report);
    }

    @Override
    public void troubled(long nowNanos, Member member, Trouble trouble) {
        Seat seat = Seat.of(member);
        int j = trouble.subStream();
        Seat provider = seat.provider[j];
        if (trouble.provider() == 0) {
            if (seat.holds(j)) {
                slots.outbox.markChanged(seat, j);
            } else {
                replace(nowNanos, seat, j);
            }
        } else if (provider != null && provider.session() == trouble.provider()) {
            reputation.put(nowNanos, seat, provider, trouble.reason());
            if (seat.provider[j] == provider) {
                replace(nowNanos, seat, j);
            }
        } else if (seat.backup[j] != null && seat.backup[j].session() == trouble.provider()) {
            reputation.put(nowNanos, seat, seat.backup[j], trouble.reason());
            slots.setBackup(seat, j, null);
            slots.lackingBackup.add(seat, j, 0);
        } else {
            context.tally().count(TrackerCounter.TROUBLES_IGNORED);
        }
        settle(nowNanos);
    }

    @Override
    public void onTimer(long nowNanos) {
        while (deferred.due() <= nowNanos) {
            Seat seat = deferred.seat();
            int j = deferred.subStream();
            deferred.removeFirst();
            if (!seat.gone() && (seat.deferred >> j & 1) != 0) {
                replaceNow(nowNanos, seat, j);
            }
        }
        reputation.onTimer(nowNanos);
        base.onTimer(nowNanos);
        while (base.move(nowNanos)) {
            settle(nowNanos);
        }
        if (retryNanos <= nowNanos) {
            retryNanos = Time.NEVER;
            retry();
        }
        settle(nowNanos);
    }

    @Override
    public long nextDeadlineNanos() {
        long soonest = Math.min(retryNanos, deferred.due());
        return Math.min(
                soonest, Math.min(reputation.nextDeadlineNanos(), base.nextDeadlineNanos()));
    }

    private void replace(long nowNanos, Seat seat, int subStream) {
        int bit = 1 << subStream;
        long earliest =
                RoomContext.after(seat.troubledNanos[subStream], context.config().debounceMillis());
        if (earliest <= nowNanos) {
            replaceNow(nowNanos, seat, subStream);
        } else if ((seat.deferred & bit) == 0) {
            seat.deferred |= bit;
            long due = RoomContext.after(nowNanos, context.config().debounceMillis());
            deferred.add(seat, subStream, due);
        }
    }

    private void replaceNow(long nowNanos, Seat seat, int subStream) {
        seat.deferred &= ~(1 << subStream);
        seat.troubledNanos[subStream] = nowNanos;
        if (seat.provider[subStream] != null) {
            slots.release(seat, subStream);
        }
        slots.orphans.add(seat, subStream, 0);
    }

    /** Finds sources for all who lack one and tells everybody; bounded by the fan-outs involved. */
    private void settle(long nowNanos) {
        while (!slots.orphans.isEmpty()) {
            Seat viewer = slots.orphans.seat();
            int j = slots.orphans.subStream();
            slots.orphans.removeFirst();
            if (!viewer.gone() && !viewer.holds(j)) {
                fill(nowNanos, viewer, j);
            }
        }
        while (!slots.freed.isEmpty()) {
            Seat seed = slots.freed.remove();
            seed.freed = false;
            if (!seed.gone()) {
                serveWaiting(nowNanos, seed);
            }
        }
        while (!slots.lackingBackup.isEmpty()) {
            seekBackup(nowNanos, slots.lackingBackup.seat(), slots.lackingBackup.subStream());
            slots.lackingBackup.removeFirst();
        }
        slots.outbox.flush();
        if (retryNanos == Time.NEVER && !slots.waiting.isEmpty()) {
            retryNanos = RoomContext.after(nowNanos, context.config().retryMillis());
        }
    }

    /**
     * Gives a viewer without provider one: its backup, or somebody at the depth that its own
     * children need, or, at the children's cost, anybody.
     */
    private void fill(long nowNanos, Seat viewer, int subStream) {
        int before = viewer.depth[subStream] - 1;
        Seat found = before < 0 ? null : find(nowNanos, viewer, subStream, before);
        if (found == null) {
            slots.orphanChildren(viewer, subStream);
            for (int depth = 0; depth < depths && found == null; depth++) {
                found = find(nowNanos, viewer, subStream, depth);
            }
        }
        if (found == null) {
            slots.enlistWaiting(nowNanos, viewer, subStream);
        } else {
            slots.provide(nowNanos, found, viewer, subStream);
            seekBackup(nowNanos, viewer, subStream);
        }
    }

    private @Nullable Seat find(long nowNanos, Seat viewer, int subStream, int depth) {
        Seat backup = viewer.backup[subStream];
        if (backup != null
                && slots.canFeed(backup, viewer, subStream, depth)
                && !viewer.failedBy(nowNanos, backup)) {
            return backup;
        }
        return choice.provider(nowNanos, viewer, subStream, depth);
    }

    private void seekBackup(long nowNanos, Seat viewer, int subStream) {
        if (viewer.gone()
                || context.settings().system().value(SwarmKnob.BACKUPS) == 0
                || viewer.provider[subStream] == null
                || viewer.backup[subStream] != null) {
            return;
        }
        int depth = viewer.provider[subStream].depth[subStream];
        slots.setBackup(viewer, subStream, choice.backup(nowNanos, viewer, subStream, depth));
    }

    /** Serves some of those who wait for what a member holds, those with little choice first. */
    private void serveWaiting(long nowNanos, Seat seed) {
        for (int j = 0; j < subStreams; j++) {
            boolean scarce = SeedClass.flexible(seed.seedClass);
            for (int pass = scarce ? 0 : 1; pass < 2; pass++) {
                int looks = Math.min(slots.waiting.count(j), context.config().sample());
                for (int i = 0; i < looks && slots.waiting.count(j) > 0; i++) {
                    Seat viewer = slots.waiting.next(j);
                    if ((pass == 1 || viewer.needsFlexible())
                            && slots.canFeed(seed, viewer, j, seed.depth[j])
                            && !viewer.failedBy(nowNanos, seed)) {
                        slots.provide(nowNanos, seed, viewer, j);
                        seekBackup(nowNanos, viewer, j);
                    }
                }
            }
        }
    }

    private void retry() {
        for (int j = 0; j < subStreams; j++) {
            int looks = Math.min(slots.waiting.count(j), RETRIES / subStreams + 1);
            for (int i = 0; i < looks; i++) {
                slots.orphans.add(slots.waiting.next(j), j, 0);
            }
        }
    }

    /**
     * Moves a seed to a sub-stream that has lost its last one, so that small rooms stay balanced.
     */
    private void reseat(int subStream) {
        if (slots.supply.seeds(subStream) > 0) {
            return;
        }
        Seat mover = spareSeed();
        if (mover != null) {
            int old = mover.cdn;
            slots.takeFromCdn(mover, subStream);
            slots.orphans.add(mover, old, 0);
        }
    }

    /** Returns the seed with the fewest children whose sub-stream has another one, or null. */
    private @Nullable Seat spareSeed() {
        int count = roster.count();
        int offset = count == 0 ? 0 : context.rng().nextInt(count);
        Seat best = null;
        for (int i = 0; i < Math.min(count, RESEAT_LOOKS); i++) {
            Seat seat = Seat.of(roster.member((offset + i) % count));
            int own = seat.cdn;
            if (seat.seed()
                    && own != Assign.NONE
                    && slots.supply.seeds(own) > 1
                    && (best == null || seat.children.count() < best.children.count())) {
                best = seat;
            }
        }
        return best;
    }
}
