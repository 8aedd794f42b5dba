package dev.tributary.core.system.substream;

import dev.tributary.core.tracker.RoomContext;
import dev.tributary.core.tracker.TrackerConfig;
import dev.tributary.core.tracker.TrackerCounter;
import dev.tributary.core.wire.ProviderReport;
import dev.tributary.core.wire.Report;
import dev.tributary.core.wire.TroubleReason;
import java.util.List;

/**
 * What viewers hold against their providers.
 *
 * <p>Only who is fed or backed by a member is heard about it. Trouble lowers the score, keeps the
 * pair apart for a while, and once enough different viewers complain within the quarantine time the
 * provider gets no new children for as long. It also loses those that it has, unless the complaint
 * is that no link came up: that says nothing about links that did, and taking them away would cause
 * as many new attempts, which fail as often, until every seed of the room is in quarantine.
 */
final class ProviderReputation {
    private static final int COMPLAINERS_MAX = 8;

    /** Who sends forged media is out for ten minutes (reliability.md T1). */
    private static final int FORGER_MILLIS = 600_000;

    private final RoomContext context;
    private final Slots slots;
    private final PairQueue quarantined = new PairQueue();

    /** Apart from the others, since each queue is in the order of its times. */
    private final PairQueue forgers = new PairQueue();

    ProviderReputation(RoomContext context, Slots slots) {
        this.context = context;
        this.slots = slots;
    }

    /**
     * A viewer tells how its providers did. One vote per slot and half a report period, however
     * much is said.
     */
    void reported(long nowNanos, Seat viewer, Report report) {
        if (nowNanos < viewer.nextVoteNanos) {
            return;
        }
        viewer.nextVoteNanos = RoomContext.after(nowNanos, context.config().reportMillis() / 2);
        for (int j = 0; j < viewer.provider.length; j++) {
            vote(viewer.provider[j], report);
            vote(viewer.backup[j], report);
        }
    }

    private static void vote(Seat provider, Report report) {
        if (provider == null) {
            return;
        }
        List<ProviderReport> providers = report.providers();
        // By index: an iterator for each of ten slots and report would be an eighth of all garbage.
        for (int i = 0; i < providers.size(); i++) {
            ProviderReport seen = providers.get(i);
            if (seen.session() == provider.session()) {
                provider.score.connected(seen.connected());
                provider.score.delivered(seen.onTime(), seen.late());
                return;
            }
        }
    }

    /** A viewer had trouble with its provider or backup. */
    void put(long nowNanos, Seat viewer, Seat provider, TroubleReason reason) {
        TrackerConfig config = context.config();
        context.tally().count(TrackerCounter.TROUBLES);
        if (reason == TroubleReason.CONNECT_FAILED) {
            provider.score.connected(false);
        } else {
            provider.score.delivered(0, 1);
        }
        viewer.failed(provider, RoomContext.after(nowNanos, config.failedMillis()));
        if (reason == TroubleReason.REFUSED) {
            return;
        }
        boolean forged = reason == TroubleReason.FORGED;
        int millis = Math.max(forged ? FORGER_MILLIS : 0, config.quarantineMillis());
        long until = RoomContext.after(nowNanos, millis);
        int complainers = provider.complaint(nowNanos, viewer, until);
        if (complainers < needed(reason)) {
            return;
        }
        if (!provider.quarantined || (forged && !provider.forger)) {
            quarantine(provider, forged, until);
        }
        if (reason != TroubleReason.CONNECT_FAILED) {
            slots.orphanChildren(provider);
        }
    }

    private void quarantine(Seat seat, boolean forger, long until) {
        if (!seat.quarantined) {
            context.tally().count(TrackerCounter.QUARANTINED);
            slots.quarantine(seat, true);
        }
        seat.forger = forger;
        (forger ? forgers : quarantined).add(seat, 0, until);
    }

    /** Ends quarantines. */
    void onTimer(long nowNanos) {
        while (quarantined.due() <= nowNanos) {
            Seat seat = quarantined.seat();
            quarantined.removeFirst();
            if (!seat.gone() && !seat.forger) {
                slots.quarantine(seat, false);
            }
        }
        while (forgers.due() <= nowNanos) {
            Seat seat = forgers.seat();
            forgers.removeFirst();
            if (!seat.gone()) {
                seat.forger = false;
                slots.quarantine(seat, false);
            }
        }
    }

    long nextDeadlineNanos() {
        return Math.min(quarantined.due(), forgers.due());
    }

    /** One attempt in ten or twenty fails between good hosts (theory.md 1.10): ask for more. */
    private int needed(TroubleReason reason) {
        int complainers = context.config().complainers();
        return reason == TroubleReason.CONNECT_FAILED
                ? Math.min(COMPLAINERS_MAX, 2 * complainers)
                : complainers;
    }
}
