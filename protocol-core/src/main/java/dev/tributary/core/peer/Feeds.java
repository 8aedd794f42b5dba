package dev.tributary.core.peer;

import dev.tributary.core.link.FeedTable;
import dev.tributary.core.link.LinkTable;
import dev.tributary.core.link.Thinning;
import dev.tributary.core.strategy.ProviderState;
import dev.tributary.core.wire.ProviderReport;
import dev.tributary.core.wire.Slot;
import dev.tributary.core.wire.Subscribe;
import dev.tributary.core.wire.Trouble;
import dev.tributary.core.wire.TroubleReason;
import dev.tributary.core.wire.Unsubscribe;
import java.util.Arrays;
import java.util.List;

/**
 * The feeds of this viewer, one for each sub-stream: the provider, its backup, and the standing
 * subscription. A system whose viewers are not fed has none.
 *
 * <p>A provider that fails is replaced by its backup at once when that is connected, and the
 * tracker is told in any case; its answer has the last word.
 */
final class Feeds {
    private static final int NO_LINK = LinkTable.NO_LINK;
    private static final int DEBT_PERCENT_MAX = 100;

    private final LinkTable links;
    private final Signalling signalling;
    private final Courier courier;
    private final FeedTable table;
    private final Thinning thinning;

    Feeds(int subStreams, LinkTable links, Signalling signalling, Courier courier) {
        this.links = links;
        this.signalling = signalling;
        this.courier = courier;
        table = new FeedTable(subStreams);
        thinning = new Thinning(subStreams);
    }

    /** Returns the number of sub-streams that are fed, 0 = none. */
    int count() {
        return table.count();
    }

    ProviderState state(int subStream) {
        if (subStream >= count() || table.provider(subStream) == 0) {
            return ProviderState.NONE;
        }
        int link = links.find(table.provider(subStream));
        return links.ready(link) ? ProviderState.READY : ProviderState.CONNECTING;
    }

    long sinceNanos(int subStream) {
        return table.sinceNanos(subStream);
    }

    boolean everReady(int subStream) {
        return table.everReady(subStream);
    }

    int hop(int subStream) {
        return table.hop(subStream);
    }

    /** Takes over the tracker's plan for one sub-stream and starts to connect. */
    void assign(long nowNanos, Slot slot) {
        int k = slot.subStream();
        boolean wasReady = state(k) == ProviderState.READY;
        if (table.provider(k) != slot.provider()) {
            unsubscribe(k);
            table.forgetSlices(k);
        }
        table.provider(k, slot.provider());
        table.backup(k, slot.backup());
        table.debtPercent(k, 0);
        if (slot.provider() > 0) {
            signalling.dial(nowNanos, slot.provider(), true);
        }
        if (slot.backup() > 0) {
            signalling.dial(nowNanos, slot.backup(), true);
        }
        if (wasReady && state(k) != ProviderState.READY) {
            table.since(nowNanos, k);
        }
    }

    void onLinkReady(int session) {
        for (int k = 0; k < count(); k++) {
            if (table.provider(k) == session) {
                table.becameReady(k);
            }
        }
    }

    /** A link ended or never came up. */
    void onLinkLost(long nowNanos, int link, int session, TroubleReason reason) {
        for (int k = 0; k < count(); k++) {
            if (table.link(k) == link) {
                table.link(k, NO_LINK);
            }
            if (table.backup(k) == session) {
                table.backup(k, 0);
                courier.toTracker(new Trouble(k, known(session), reason));
            }
            if (table.provider(k) == session) {
                replaceByBackup(nowNanos, k, reason);
            }
        }
    }

    /** A link was replaced by another with the same viewer. */
    void dropSubscription(int link) {
        for (int k = 0; k < count(); k++) {
            if (table.link(k) == link) {
                table.link(k, NO_LINK);
            }
        }
    }

    /** Returns whether the refusal concerned a subscription of ours. */
    boolean onRefused(long nowNanos, int link, int subStream) {
        if (subStream < count() && table.link(subStream) == link) {
            table.link(subStream, NO_LINK);
            replaceByBackup(nowNanos, subStream, TroubleReason.REFUSED);
            return true;
        }
        return false;
    }

    /**
     * A slice was incomplete at the emergency line. It is a failure when nothing came, or when more
     * than a slice is missing since the last one that was in time: the CDN completes what a full
     * uplink brings a little late, and another provider would have to send more (decision 72).
     *
     * @param missingPercent of the slice
     */
    void onLate(long nowNanos, int subStream, boolean nothingCame, int missingPercent) {
        if (subStream >= count()) {
            return;
        }
        table.missed(subStream);
        if (table.link(subStream) == NO_LINK) {
            return;
        }
        int debtPercent = table.debtPercent(subStream) + missingPercent;
        if (nothingCame || debtPercent > DEBT_PERCENT_MAX) {
            replaceByBackup(nowNanos, subStream, TroubleReason.SILENT);
        } else {
            table.debtPercent(subStream, debtPercent);
        }
    }

    void onDelivered(int subStream, int hops) {
        if (subStream >= count()) {
            return;
        }
        table.delivered(subStream, hops);
    }

    private void replaceByBackup(long nowNanos, int k, TroubleReason reason) {
        int failed = table.provider(k);
        unsubscribe(k);
        courier.toTracker(new Trouble(k, known(failed), reason));
        table.provider(k, 0);
        int spare = table.backup(k);
        table.backup(k, 0);
        if (spare != 0 && links.ready(links.find(spare))) {
            table.provider(k, spare);
            table.becameReady(k);
        } else {
            table.since(nowNanos, k);
        }
    }

    /** Returns the session as the tracker knows it, 0 = from an earlier tracker. */
    private static int known(int session) {
        return Math.max(0, session);
    }

    /** Says again that nobody provides a sub-stream, should an earlier word be lost. */
    void complain(int exceptSubStream) {
        for (int k = 0; k < count(); k++) {
            if (table.provider(k) == 0 && k != exceptSubStream) {
                courier.toTracker(new Trouble(k, 0, TroubleReason.NONE_ASSIGNED));
            }
        }
    }

    /** The tracker was replaced: keep who is linked under a name of our own, forget the others. */
    void forgetSessions() {
        for (int k = 0; k < count(); k++) {
            table.provider(k, renamed(table.provider(k)));
            table.backup(k, renamed(table.backup(k)));
        }
    }

    private int renamed(int session) {
        int link = session == 0 ? LinkTable.NO_LINK : links.find(session);
        return link == LinkTable.NO_LINK ? 0 : LinkTable.nameless(link);
    }

    private void unsubscribe(int k) {
        if (table.link(k) != NO_LINK) {
            courier.toLink(table.link(k), new Unsubscribe(k));
            table.link(k, NO_LINK);
        }
    }

    /** Returns the link of a ready provider that is not subscribed yet, or NO_LINK. */
    int unsubscribedLink(int k) {
        int link = table.provider(k) == 0 ? LinkTable.NO_LINK : links.find(table.provider(k));
        return links.ready(link) && table.link(k) != link ? link : LinkTable.NO_LINK;
    }

    void subscribe(int k, int link, int fromSlice) {
        table.becameReady(k);
        table.link(k, link);
        thinning.begin(k);
        courier.toLink(link, new Subscribe(k, fromSlice));
    }

    /**
     * A slice begins while of the one before it so much is missing; the one after it may be left
     * out.
     */
    void onNext(int k, int missingPercent, int after) {
        if (thinning.isDue(k, missingPercent)) {
            thinning.leaveOut(k, after);
            courier.toLink(table.link(k), new Subscribe(k, after + count()));
        }
    }

    /** Returns whether a sub-stream is being fed. */
    boolean fed(int k) {
        return k < count() && table.link(k) != NO_LINK;
    }

    /** Returns whether a slice is left to the CDN, so that its provider catches up. */
    boolean leavesOut(int k, int slice) {
        return fed(k) && thinning.leavesOut(k, slice);
    }

    /** Ends the subscription while the edge sends the sub-stream. */
    void pause(int k) {
        unsubscribe(k);
    }

    /** Returns the connected backup of a sub-stream, or NO_LINK. */
    int backupLink(int k) {
        int link =
                k >= count() || table.backup(k) == 0
                        ? LinkTable.NO_LINK
                        : links.find(table.backup(k));
        return links.ready(link) ? link : LinkTable.NO_LINK;
    }

    /** Returns whether the last slice of a sub-stream was late or nobody provides it. */
    boolean doubtful(int k) {
        return k < count() && (table.debtPercent(k) > 0 || table.link(k) == NO_LINK);
    }

    /** Returns whether a link serves, or stands by to serve, this viewer. */
    boolean uses(int session) {
        for (int k = 0; k < count(); k++) {
            if (table.provider(k) == session || table.backup(k) == session) {
                return true;
            }
        }
        return false;
    }

    /** Returns the experience since the last call. */
    List<ProviderReport> report() {
        ProviderReport[] rows = new ProviderReport[count()];
        int used = 0;
        for (int k = 0; k < count(); k++) {
            if (table.provider(k) > 0 && (table.onTime(k) > 0 || table.late(k) > 0)) {
                boolean up = state(k) == ProviderState.READY;
                rows[used++] =
                        new ProviderReport(table.provider(k), table.onTime(k), table.late(k), up);
            }
            table.forgetSlices(k);
        }
        return List.of(used == count() ? rows : Arrays.copyOf(rows, used));
    }
}
