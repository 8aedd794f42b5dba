package dev.tributary.core.tracker;

import dev.tributary.core.base.Check;
import dev.tributary.core.wire.Assign;
import java.util.ArrayDeque;

/**
 * The plans of all members of one room and everything derived from them: children, pools, supply,
 * waiting list, and the ASSIGN messages that tell members what changed.
 *
 * <p>A mechanism: it executes what a policy decides and refuses what no policy may decide (a seed
 * that must not upload, a forbidden NAT pair, a full seed, a loop).
 */
final class Slots {
    final Outbox outbox;
    final Supply supply;
    final WaitingList waiting;

    /** Viewers that lost a provider within this input, or are to look for their first. */
    final PairQueue orphans = new PairQueue();

    /** Viewers that lost a backup within this input. */
    final PairQueue bare = new PairQueue();

    /** Members with more free fan-out than before this input. */
    final ArrayDeque<Member> freed = new ArrayDeque<>();

    private final RoomContext context;
    private final int subStreams;
    private final int depths;
    private final Pools pools;

    Slots(RoomContext context) {
        this.context = context;
        subStreams = context.subStreams();
        depths = context.settings().swarm().relayDepthMax();
        outbox = new Outbox(context);
        pools = new Pools(subStreams, depths);
        supply = new Supply(subStreams);
        waiting = new WaitingList(subStreams);
    }

    /** A member joins without any source, and is to be told of all slots but its CDN's. */
    void enter(Member member, int cdnSubStream) {
        member.plan = new Plan(subStreams, member.fanOut);
        pools.enter(member);
        takeFromCdn(member, cdnSubStream);
        member.plan.changed = (1 << subStreams) - 1;
        if (cdnSubStream != Assign.NONE) {
            member.plan.changed -= 1 << cdnSubStream;
        }
        if (member.seed()) {
            markFreed(member);
        }
    }

    /** A member goes; its children become orphans. */
    void leave(Member member) {
        Plan plan = member.plan;
        orphanChildren(member);
        for (int j = 0; j < subStreams; j++) {
            stopWaiting(member, j);
            back(member, j, null);
            if (plan.provider[j] != null) {
                release(member, j);
            }
            pools.offer(member, j, false);
        }
        supply.count(member, -1);
        pools.leave(member);
    }

    /**
     * A member takes another sub-stream from the CDN, or none; the children on both are orphaned.
     */
    void takeFromCdn(Member member, int subStream) {
        Plan plan = member.plan;
        int old = plan.cdn;
        if (old != Assign.NONE) {
            orphanChildren(member, old);
            setDepth(member, old, Plan.NONE);
            outbox.markChanged(member, old);
        }
        if (subStream != Assign.NONE) {
            orphanChildren(member, subStream);
            stopWaiting(member, subStream);
            back(member, subStream, null);
            if (plan.provider[subStream] != null) {
                release(member, subStream);
            }
        }
        supply.count(member, -1);
        plan.cdn = subStream;
        supply.count(member, 1);
        if (subStream != Assign.NONE) {
            setDepth(member, subStream, 0);
            outbox.markChanged(member, subStream);
        }
    }

    /** Returns whether a member may feed a sub-stream to a viewer now, from the given depth. */
    boolean canFeed(Member provider, Member viewer, int subStream, int depth) {
        return provider != viewer
                && offers(provider, subStream)
                && provider.plan.depth[subStream] == depth
                && provider.reaches(viewer);
    }

    /** Makes a member the provider of a viewer's sub-stream, instead of the present one if any. */
    void provide(long nowNanos, Member provider, Member viewer, int subStream) {
        Plan plan = viewer.plan;
        int depth = provider.plan.depth[subStream];
        Check.that(canFeed(provider, viewer, subStream, depth), "a provider can feed its viewer");
        Check.that(plan.cdn != subStream, "what comes from the CDN needs no provider");
        stopWaiting(viewer, subStream);
        if (plan.provider[subStream] != null) {
            release(viewer, subStream);
        }
        if (plan.backup[subStream] == provider) {
            back(viewer, subStream, null);
        }
        plan.deferred &= ~(1 << subStream);
        plan.provider[subStream] = provider;
        provider.plan.children.add(viewer, subStream);
        changeFree(provider, -1);
        setDepth(viewer, subStream, depth + 1);
        outbox.markChanged(viewer, subStream);
        context.tally().pairs++;
        context.observer()
                .paired(nowNanos, context.stream(), provider.session, viewer.session, subStream);
    }

    /** Ends what a provider does for a viewer; the viewer's own children stay for the moment. */
    void release(Member viewer, int subStream) {
        Member provider = viewer.plan.provider[subStream];
        provider.plan.children.remove(viewer, subStream);
        viewer.plan.provider[subStream] = null;
        pools.offer(viewer, subStream, offers(viewer, subStream));
        changeFree(provider, 1);
        markFreed(provider);
        outbox.markChanged(viewer, subStream);
    }

    /** Names the backup of a viewer's sub-stream, or none. */
    void back(Member viewer, int subStream, Member backup) {
        Member old = viewer.plan.backup[subStream];
        if (old == backup) {
            return;
        }
        if (old != null) {
            old.plan.wards.remove(viewer, subStream);
        }
        viewer.plan.backup[subStream] = backup;
        if (backup != null) {
            backup.plan.wards.add(viewer, subStream);
        }
        outbox.markChanged(viewer, subStream);
    }

    /** A viewer found nobody; what depends on it for the sub-stream is orphaned. */
    void await(long nowNanos, Member viewer, int subStream) {
        orphanChildren(viewer, subStream);
        setDepth(viewer, subStream, Plan.NONE);
        if (viewer.plan.waitAt[subStream] != Plan.NONE) {
            return;
        }
        context.tally().unmatched++;
        context.observer().unmatched(nowNanos, context.stream(), viewer.session, subStream);
        if (!viewer.hopeless()) {
            waiting.add(viewer, subStream);
            supply.countWaiting(viewer, subStream, 1);
        }
    }

    /** Offers a member to nobody, or offers it again; its children stay. */
    void quarantine(Member member, boolean on) {
        supply.count(member, -1);
        member.plan.quarantined = on;
        supply.count(member, 1);
        refreshOffers(member);
        if (!on) {
            markFreed(member);
        }
    }

    /** Orphans the viewers that a member feeds one sub-stream. */
    void orphanChildren(Member member, int subStream) {
        Plan plan = member.plan;
        for (int i = plan.children.count() - 1; i >= 0; i--) {
            if (plan.children.subStream(i) == subStream) {
                orphan(plan.children.member(i), subStream);
            }
        }
        for (int i = plan.wards.count() - 1; i >= 0; i--) {
            if (plan.wards.subStream(i) == subStream) {
                Member ward = plan.wards.member(i);
                back(ward, subStream, null);
                bare.add(ward, subStream, 0);
            }
        }
    }

    /** Orphans all viewers that a member feeds. */
    void orphanChildren(Member member) {
        for (int j = 0; j < subStreams; j++) {
            orphanChildren(member, j);
        }
    }

    private void orphan(Member viewer, int subStream) {
        release(viewer, subStream);
        orphans.add(viewer, subStream, 0);
    }

    private void stopWaiting(Member viewer, int subStream) {
        if (viewer.plan.waitAt[subStream] != Plan.NONE) {
            waiting.remove(viewer, subStream);
            supply.countWaiting(viewer, subStream, -1);
        }
    }

    private void setDepth(Member member, int subStream, int depth) {
        if (member.plan.depth[subStream] != depth) {
            pools.offer(member, subStream, false);
            orphanChildren(member, subStream);
            member.plan.depth[subStream] = (byte) depth;
        }
        pools.offer(member, subStream, offers(member, subStream));
    }

    private boolean offers(Member member, int subStream) {
        Plan plan = member.plan;
        int depth = plan.depth[subStream];
        return !member.gone
                && !plan.quarantined
                && plan.free > 0
                && member.seed()
                && depth != Plan.NONE
                && depth < depths
                && plan.holds(subStream);
    }

    private void changeFree(Member member, int by) {
        supply.count(member, -1);
        member.plan.free += by;
        supply.count(member, 1);
        Check.that(
                member.plan.free >= 0 && member.plan.free <= member.fanOut, "fan-out has bounds");
        if (member.plan.free == 0 || (by > 0 && member.plan.free == by)) {
            refreshOffers(member);
        }
    }

    private void refreshOffers(Member member) {
        for (int j = 0; j < subStreams; j++) {
            pools.offer(member, j, offers(member, j));
        }
    }

    private void markFreed(Member member) {
        if (!member.gone && !member.plan.freed) {
            member.plan.freed = true;
            freed.add(member);
        }
    }
}
