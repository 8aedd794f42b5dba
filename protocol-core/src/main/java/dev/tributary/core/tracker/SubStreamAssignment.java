package dev.tributary.core.tracker;

import dev.tributary.core.base.Time;
import dev.tributary.core.wire.Assign;
import dev.tributary.core.wire.Report;
import dev.tributary.core.wire.Trouble;

/**
 * Douyu's sub-streams (seed 000; systems.md 2.4): every viewer takes one sub-stream from the CDN
 * and the others from providers, who push what they take from the CDN or, if the room allows,
 * relay.
 */
final class SubStreamAssignment implements AssignmentPolicy {
    private static final int RETRIES = 256;
    private static final int RESEAT_LOOKS = 64;

    private final RoomContext context;
    final Slots slots;
    private final ProviderChoice choice;
    private final Blame blame;
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
        blame = new Blame(context, slots);
        base = new BaseViewers(context, roster, slots, choice);
        subStreams = context.subStreams();
        depths = context.settings().swarm().relayDepthMax();
    }

    @Override
    public void joined(long nowNanos, Member member) {
        boolean balanced = context.settings().swarm().roundRobin();
        int own = balanced ? slots.supply.scarcest(member) : context.rng().nextInt(subStreams);
        slots.enter(member, own);
        for (int j = 0; j < subStreams; j++) {
            if (j != own) {
                slots.orphans.add(member, j, 0);
            }
        }
        base.joined(nowNanos);
        settle(nowNanos);
    }

    @Override
    public void left(long nowNanos, Member member) {
        int own = member.plan.cdn;
        slots.leave(member);
        base.left(member);
        if (own != Assign.NONE && context.settings().swarm().roundRobin()) {
            reseat(own);
        }
        settle(nowNanos);
    }

    @Override
    public void reported(long nowNanos, Member member, Report report) {
        blame.reported(nowNanos, member, report);
        base.reported(report);
    }

    @Override
    public void troubled(long nowNanos, Member member, Trouble trouble) {
        Plan plan = member.plan;
        int j = trouble.subStream();
        Member provider = plan.provider[j];
        if (trouble.provider() == 0) {
            if (plan.holds(j)) {
                slots.outbox.markChanged(member, j);
            } else {
                replace(nowNanos, member, j);
            }
        } else if (provider != null && provider.session == trouble.provider()) {
            blame.put(nowNanos, member, provider, trouble.reason());
            if (plan.provider[j] == provider) {
                replace(nowNanos, member, j);
            }
        } else if (plan.backup[j] != null && plan.backup[j].session == trouble.provider()) {
            blame.put(nowNanos, member, plan.backup[j], trouble.reason());
            slots.back(member, j, null);
            slots.bare.add(member, j, 0);
        } else {
            context.tally().troublesIgnored++;
        }
        settle(nowNanos);
    }

    @Override
    public void onTimer(long nowNanos) {
        while (deferred.due() <= nowNanos) {
            Member member = deferred.member();
            int j = deferred.subStream();
            deferred.removeFirst();
            if (!member.gone && (member.plan.deferred >> j & 1) != 0) {
                replaceNow(nowNanos, member, j);
            }
        }
        blame.onTimer(nowNanos);
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
        return Math.min(soonest, Math.min(blame.nextDeadlineNanos(), base.nextDeadlineNanos()));
    }

    private void replace(long nowNanos, Member member, int subStream) {
        Plan plan = member.plan;
        int bit = 1 << subStream;
        long earliest =
                RoomContext.after(plan.troubledNanos[subStream], context.config().debounceMillis());
        if (earliest <= nowNanos) {
            replaceNow(nowNanos, member, subStream);
        } else if ((plan.deferred & bit) == 0) {
            plan.deferred |= bit;
            long due = RoomContext.after(nowNanos, context.config().debounceMillis());
            deferred.add(member, subStream, due);
        }
    }

    private void replaceNow(long nowNanos, Member member, int subStream) {
        Plan plan = member.plan;
        plan.deferred &= ~(1 << subStream);
        plan.troubledNanos[subStream] = nowNanos;
        if (plan.provider[subStream] != null) {
            slots.release(member, subStream);
        }
        slots.orphans.add(member, subStream, 0);
    }

    /** Finds sources for all who lack one and tells everybody; bounded by the fan-outs involved. */
    private void settle(long nowNanos) {
        while (!slots.orphans.isEmpty()) {
            Member viewer = slots.orphans.member();
            int j = slots.orphans.subStream();
            slots.orphans.removeFirst();
            if (!viewer.gone && !viewer.plan.holds(j)) {
                fill(nowNanos, viewer, j);
            }
        }
        while (!slots.freed.isEmpty()) {
            Member seed = slots.freed.remove();
            seed.plan.freed = false;
            if (!seed.gone) {
                serveWaiting(nowNanos, seed);
            }
        }
        while (!slots.bare.isEmpty()) {
            seekBackup(nowNanos, slots.bare.member(), slots.bare.subStream());
            slots.bare.removeFirst();
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
    private void fill(long nowNanos, Member viewer, int subStream) {
        int before = viewer.plan.depth[subStream] - 1;
        Member found = before < 0 ? null : find(nowNanos, viewer, subStream, before);
        if (found == null) {
            slots.orphanChildren(viewer, subStream);
            for (int depth = 0; depth < depths && found == null; depth++) {
                found = find(nowNanos, viewer, subStream, depth);
            }
        }
        if (found == null) {
            slots.await(nowNanos, viewer, subStream);
        } else {
            slots.provide(nowNanos, found, viewer, subStream);
            seekBackup(nowNanos, viewer, subStream);
        }
    }

    private Member find(long nowNanos, Member viewer, int subStream, int depth) {
        Member backup = viewer.plan.backup[subStream];
        if (backup != null
                && slots.canFeed(backup, viewer, subStream, depth)
                && !viewer.failedBy(nowNanos, backup)) {
            return backup;
        }
        return choice.provider(nowNanos, viewer, subStream, depth);
    }

    private void seekBackup(long nowNanos, Member viewer, int subStream) {
        Plan plan = viewer.plan;
        if (viewer.gone
                || context.settings().swarm().backups() == 0
                || plan.provider[subStream] == null
                || plan.backup[subStream] != null) {
            return;
        }
        int depth = plan.provider[subStream].plan.depth[subStream];
        slots.back(viewer, subStream, choice.backup(nowNanos, viewer, subStream, depth));
    }

    /** Serves some of those who wait for what a member holds, those with little choice first. */
    private void serveWaiting(long nowNanos, Member seed) {
        for (int j = 0; j < subStreams; j++) {
            boolean scarce = SeedClass.flexible(seed.seedClass);
            for (int pass = scarce ? 0 : 1; pass < 2; pass++) {
                int looks = Math.min(slots.waiting.count(j), context.config().sample());
                for (int i = 0; i < looks && slots.waiting.count(j) > 0; i++) {
                    Member viewer = slots.waiting.next(j);
                    if ((pass == 1 || viewer.needsFlexible())
                            && slots.canFeed(seed, viewer, j, seed.plan.depth[j])
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
        Member mover = spareSeed();
        if (mover != null) {
            int old = mover.plan.cdn;
            slots.takeFromCdn(mover, subStream);
            slots.orphans.add(mover, old, 0);
        }
    }

    /** Returns the seed with the fewest children whose sub-stream has another one, or null. */
    private Member spareSeed() {
        int count = roster.count();
        int offset = count == 0 ? 0 : context.rng().nextInt(count);
        Member best = null;
        for (int i = 0; i < Math.min(count, RESEAT_LOOKS); i++) {
            Member member = roster.member((offset + i) % count);
            int own = member.plan.cdn;
            if (member.seed()
                    && own != Assign.NONE
                    && slots.supply.seeds(own) > 1
                    && (best == null
                            || member.plan.children.count() < best.plan.children.count())) {
                best = member;
            }
        }
        return best;
    }
}
