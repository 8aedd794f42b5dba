package dev.tributary.core.system.substream;

import dev.tributary.core.base.Check;
import dev.tributary.core.base.Nullable;
import dev.tributary.core.system.SwarmKnob;
import dev.tributary.core.tracker.RoomContext;
import dev.tributary.core.tracker.TrackerCounter;
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
    final PairQueue lackingBackup = new PairQueue();

    /** Members with more free fan-out than before this input. */
    final ArrayDeque<Seat> freed = new ArrayDeque<>();

    private final RoomContext context;
    private final int subStreams;
    private final int depths;
    private final Pools pools;

    Slots(RoomContext context) {
        this.context = context;
        subStreams = context.subStreams();
        depths = context.settings().system().value(SwarmKnob.RELAY_DEPTH);
        outbox = new Outbox(context);
        pools = new Pools(subStreams, depths);
        supply = new Supply(subStreams);
        waiting = new WaitingList(subStreams);
    }

    /** A member joins without any source, and is to be told of all slots but its CDN's. */
    void enter(Seat seat, int cdnSubStream) {
        pools.enter(seat);
        takeFromCdn(seat, cdnSubStream);
        seat.changed = (1 << subStreams) - 1;
        if (cdnSubStream != Assign.NONE) {
            seat.changed -= 1 << cdnSubStream;
        }
        if (seat.seed()) {
            markFreed(seat);
        }
    }

    /** A member goes; its children become orphans. */
    void leave(Seat seat) {
        orphanChildren(seat);
        for (int j = 0; j < subStreams; j++) {
            stopWaiting(seat, j);
            setBackup(seat, j, null);
            if (seat.provider[j] != null) {
                release(seat, j);
            }
            pools.offer(seat, j, false);
        }
        supply.count(seat, -1);
        pools.leave(seat);
    }

    /**
     * A member takes another sub-stream from the CDN, or none; the children on both are orphaned.
     */
    void takeFromCdn(Seat seat, int subStream) {
        int old = seat.cdn;
        if (old != Assign.NONE) {
            orphanChildren(seat, old);
            setDepth(seat, old, Seat.NONE);
            outbox.markChanged(seat, old);
        }
        if (subStream != Assign.NONE) {
            orphanChildren(seat, subStream);
            stopWaiting(seat, subStream);
            setBackup(seat, subStream, null);
            if (seat.provider[subStream] != null) {
                release(seat, subStream);
            }
        }
        supply.count(seat, -1);
        seat.cdn = subStream;
        supply.count(seat, 1);
        if (subStream != Assign.NONE) {
            setDepth(seat, subStream, 0);
            outbox.markChanged(seat, subStream);
        }
    }

    /** Returns whether a member may feed a sub-stream to a viewer now, from the given depth. */
    boolean canFeed(Seat provider, Seat viewer, int subStream, int depth) {
        return provider != viewer
                && offers(provider, subStream)
                && provider.depth[subStream] == depth
                && viewer.reachableFrom(provider);
    }

    /** Makes a member the provider of a viewer's sub-stream, instead of the present one if any. */
    void provide(long nowNanos, Seat provider, Seat viewer, int subStream) {
        int depth = provider.depth[subStream];
        Check.that(canFeed(provider, viewer, subStream, depth), "a provider can feed its viewer");
        Check.that(viewer.cdn != subStream, "what comes from the CDN needs no provider");
        stopWaiting(viewer, subStream);
        if (viewer.provider[subStream] != null) {
            release(viewer, subStream);
        }
        if (viewer.backup[subStream] == provider) {
            setBackup(viewer, subStream, null);
        }
        viewer.deferred &= ~(1 << subStream);
        viewer.provider[subStream] = provider;
        provider.children.add(viewer, subStream);
        changeFree(provider, -1);
        setDepth(viewer, subStream, depth + 1);
        outbox.markChanged(viewer, subStream);
        context.tally().count(TrackerCounter.PAIRS);
        context.observer()
                .paired(
                        nowNanos,
                        context.stream(),
                        provider.session(),
                        viewer.session(),
                        subStream);
    }

    /** Ends what a provider does for a viewer; the viewer's own children stay for the moment. */
    void release(Seat viewer, int subStream) {
        Seat provider = viewer.provider[subStream];
        provider.children.remove(viewer, subStream);
        viewer.provider[subStream] = null;
        pools.offer(viewer, subStream, offers(viewer, subStream));
        changeFree(provider, 1);
        markFreed(provider);
        outbox.markChanged(viewer, subStream);
    }

    /** Names the backup of a viewer's sub-stream, or none. */
    void setBackup(Seat viewer, int subStream, @Nullable Seat backup) {
        Seat old = viewer.backup[subStream];
        if (old == backup) {
            return;
        }
        if (old != null) {
            old.backupFor.remove(viewer, subStream);
        }
        viewer.backup[subStream] = backup;
        if (backup != null) {
            backup.backupFor.add(viewer, subStream);
        }
        outbox.markChanged(viewer, subStream);
    }

    /** A viewer found nobody; what depends on it for the sub-stream is orphaned. */
    void enlistWaiting(long nowNanos, Seat viewer, int subStream) {
        orphanChildren(viewer, subStream);
        setDepth(viewer, subStream, Seat.NONE);
        if (viewer.waitAt[subStream] != Seat.NONE) {
            return;
        }
        context.tally().count(TrackerCounter.UNMATCHED);
        context.observer().unmatched(nowNanos, context.stream(), viewer.session(), subStream);
        if (!viewer.hopeless()) {
            waiting.add(viewer, subStream);
            supply.countWaiting(viewer, subStream, 1);
        }
    }

    /** Offers a member to nobody, or offers it again; its children stay. */
    void quarantine(Seat seat, boolean on) {
        supply.count(seat, -1);
        seat.quarantined = on;
        supply.count(seat, 1);
        refreshOffers(seat);
        if (!on) {
            markFreed(seat);
        }
    }

    /** Orphans the viewers that a member feeds one sub-stream. */
    void orphanChildren(Seat seat, int subStream) {
        for (int i = seat.children.count() - 1; i >= 0; i--) {
            if (seat.children.subStream(i) == subStream) {
                orphan(seat.children.seat(i), subStream);
            }
        }
        for (int i = seat.backupFor.count() - 1; i >= 0; i--) {
            if (seat.backupFor.subStream(i) == subStream) {
                Seat ward = seat.backupFor.seat(i);
                setBackup(ward, subStream, null);
                lackingBackup.add(ward, subStream, 0);
            }
        }
    }

    /** Orphans all viewers that a member feeds. */
    void orphanChildren(Seat seat) {
        for (int j = 0; j < subStreams; j++) {
            orphanChildren(seat, j);
        }
    }

    private void orphan(Seat viewer, int subStream) {
        release(viewer, subStream);
        orphans.add(viewer, subStream, 0);
    }

    private void stopWaiting(Seat viewer, int subStream) {
        if (viewer.waitAt[subStream] != Seat.NONE) {
            waiting.remove(viewer, subStream);
            supply.countWaiting(viewer, subStream, -1);
        }
    }

    private void setDepth(Seat seat, int subStream, int depth) {
        if (seat.depth[subStream] != depth) {
            pools.offer(seat, subStream, false);
            orphanChildren(seat, subStream);
            seat.depth[subStream] = (byte) depth;
        }
        pools.offer(seat, subStream, offers(seat, subStream));
    }

    private boolean offers(Seat seat, int subStream) {
        int depth = seat.depth[subStream];
        return !seat.gone()
                && !seat.quarantined
                && seat.free > 0
                && seat.seed()
                && depth != Seat.NONE
                && depth < depths
                && seat.holds(subStream);
    }

    private void changeFree(Seat seat, int by) {
        supply.count(seat, -1);
        seat.free += by;
        supply.count(seat, 1);
        Check.that(seat.free >= 0 && seat.free <= seat.fanOut, "fan-out has bounds");
        if (seat.free == 0 || (by > 0 && seat.free == by)) {
            refreshOffers(seat);
        }
    }

    private void refreshOffers(Seat seat) {
        for (int j = 0; j < subStreams; j++) {
            pools.offer(seat, j, offers(seat, j));
        }
    }

    private void markFreed(Seat seat) {
        if (!seat.gone() && !seat.freed) {
            seat.freed = true;
            freed.add(seat);
        }
    }
}
