package dev.tributary.core.tracker;

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
final class Blame {
    private static final int COMPLAINERS_MAX = 8;

    /** Who sends forged media is out for ten minutes (reliability.md T1). */
    private static final int FORGER_MILLIS = 600_000;

    private final RoomContext context;
    private final Slots slots;
    private final PairQueue quarantined = new PairQueue();

    /** Apart from the others, since each queue is in the order of its times. */
    private final PairQueue forgers = new PairQueue();

    Blame(RoomContext context, Slots slots) {
        this.context = context;
        this.slots = slots;
    }

    /**
     * A viewer tells how its providers did. One vote per slot and half a report period, however
     * much is said.
     */
    void reported(long nowNanos, Member viewer, Report report) {
        Plan plan = viewer.plan;
        if (nowNanos < plan.nextVoteNanos) {
            return;
        }
        plan.nextVoteNanos = RoomContext.after(nowNanos, context.config().reportMillis() / 2);
        for (int j = 0; j < plan.provider.length; j++) {
            vote(plan.provider[j], report);
            vote(plan.backup[j], report);
        }
    }

    private static void vote(Member provider, Report report) {
        if (provider == null) {
            return;
        }
        List<ProviderReport> providers = report.providers();
        // By index: an iterator for each of ten slots and report would be an eighth of all garbage.
        for (int i = 0; i < providers.size(); i++) {
            ProviderReport seen = providers.get(i);
            if (seen.session() == provider.session) {
                provider.score.connected(seen.connected());
                provider.score.delivered(seen.onTime(), seen.late());
                return;
            }
        }
    }

    /** A viewer had trouble with its provider or backup. */
    void put(long nowNanos, Member viewer, Member provider, TroubleReason reason) {
        TrackerConfig config = context.config();
        context.tally().troubles++;
        if (reason == TroubleReason.CONNECT_FAILED) {
            provider.score.connected(false);
        } else {
            provider.score.delivered(0, 1);
        }
        viewer.failed(provider, RoomContext.after(nowNanos, config.failedMillis()));
        boolean forged = reason == TroubleReason.FORGED;
        int millis = Math.max(forged ? FORGER_MILLIS : 0, config.quarantineMillis());
        long until = RoomContext.after(nowNanos, millis);
        int complainers = provider.complaint(nowNanos, viewer, until);
        if (complainers < needed(reason)) {
            return;
        }
        if (!provider.plan.quarantined || (forged && !provider.plan.forger)) {
            quarantine(provider, forged, until);
        }
        if (reason != TroubleReason.CONNECT_FAILED) {
            slots.orphanChildren(provider);
        }
    }

    private void quarantine(Member member, boolean forger, long until) {
        if (!member.plan.quarantined) {
            context.tally().quarantined++;
            slots.quarantine(member, true);
        }
        member.plan.forger = forger;
        (forger ? forgers : quarantined).add(member, 0, until);
    }

    /** Ends quarantines. */
    void onTimer(long nowNanos) {
        while (quarantined.due() <= nowNanos) {
            Member member = quarantined.member();
            quarantined.removeFirst();
            if (!member.gone && !member.plan.forger) {
                slots.quarantine(member, false);
            }
        }
        while (forgers.due() <= nowNanos) {
            Member member = forgers.member();
            forgers.removeFirst();
            if (!member.gone) {
                member.plan.forger = false;
                slots.quarantine(member, false);
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
