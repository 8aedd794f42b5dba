package dev.tributary.core.peer;

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
    private static final short NO_LINK = LinkTable.NO_LINK;

    private final LinkTable links;
    private final Signalling signalling;
    private final Courier courier;
    private final int count;

    private final int[] provider;
    private final int[] backup;
    private final short[] subscribed;
    private final byte[] hop;
    private final long[] sinceNanos;
    private final byte[] onTime;
    private final byte[] late;
    private int everReady;
    private int lateOnce;

    Feeds(int subStreams, LinkTable links, Signalling signalling, Courier courier) {
        this.count = subStreams;
        this.links = links;
        this.signalling = signalling;
        this.courier = courier;
        provider = new int[count];
        backup = new int[count];
        subscribed = new short[count];
        hop = new byte[count];
        sinceNanos = new long[count];
        onTime = new byte[count];
        late = new byte[count];
        Arrays.fill(subscribed, NO_LINK);
    }

    /** Returns the number of sub-streams that are fed, 0 = none. */
    int count() {
        return count;
    }

    ProviderState state(int subStream) {
        if (subStream >= count || provider[subStream] == 0) {
            return ProviderState.NONE;
        }
        int link = links.find(provider[subStream]);
        return links.ready(link) ? ProviderState.READY : ProviderState.CONNECTING;
    }

    long sinceNanos(int subStream) {
        return sinceNanos[subStream];
    }

    boolean everReady(int subStream) {
        return (everReady & 1 << subStream) != 0;
    }

    int hop(int subStream) {
        return hop[subStream];
    }

    /** Takes over the tracker's plan for one sub-stream and starts to connect. */
    void assign(long nowNanos, Slot slot) {
        int k = slot.subStream();
        boolean wasReady = state(k) == ProviderState.READY;
        if (provider[k] != slot.provider()) {
            unsubscribe(k);
            onTime[k] = 0;
            late[k] = 0;
        }
        provider[k] = slot.provider();
        backup[k] = slot.backup();
        lateOnce &= ~(1 << k);
        if (slot.provider() > 0) {
            signalling.dial(nowNanos, slot.provider(), true);
        }
        if (slot.backup() > 0) {
            signalling.dial(nowNanos, slot.backup(), true);
        }
        if (wasReady && state(k) != ProviderState.READY) {
            sinceNanos[k] = nowNanos;
        }
    }

    void onLinkReady(int session) {
        for (int k = 0; k < count; k++) {
            if (provider[k] == session) {
                everReady |= 1 << k;
            }
        }
    }

    /** A link ended or never came up. */
    void onLinkLost(long nowNanos, int link, int session, TroubleReason reason) {
        for (int k = 0; k < count; k++) {
            if (subscribed[k] == link) {
                subscribed[k] = NO_LINK;
            }
            if (backup[k] == session) {
                backup[k] = 0;
                courier.toTracker(new Trouble(k, known(session), reason));
            }
            if (provider[k] == session) {
                replaceByBackup(nowNanos, k, reason);
            }
        }
    }

    /** A link was replaced by another with the same viewer. */
    void dropSubscription(int link) {
        for (int k = 0; k < count; k++) {
            if (subscribed[k] == link) {
                subscribed[k] = NO_LINK;
            }
        }
    }

    /** Returns whether the refusal concerned a subscription of ours. */
    boolean onRefused(long nowNanos, int link, int subStream) {
        if (subStream < count && subscribed[subStream] == link) {
            subscribed[subStream] = NO_LINK;
            replaceByBackup(nowNanos, subStream, TroubleReason.REFUSED);
            return true;
        }
        return false;
    }

    /** A slice was incomplete at the emergency line; the second time in a row is a failure. */
    void onLate(long nowNanos, int subStream, boolean nothingCame) {
        if (subStream >= count) {
            return;
        }
        late[subStream] = (byte) Math.min(Byte.MAX_VALUE, late[subStream] + 1);
        if (subscribed[subStream] == NO_LINK) {
            return;
        }
        if (nothingCame || (lateOnce & 1 << subStream) != 0) {
            replaceByBackup(nowNanos, subStream, TroubleReason.SILENT);
        } else {
            lateOnce |= 1 << subStream;
        }
    }

    void onDelivered(int subStream, int hops) {
        if (subStream >= count) {
            return;
        }
        hop[subStream] = (byte) Math.min(Byte.MAX_VALUE, hops);
        onTime[subStream] = (byte) Math.min(Byte.MAX_VALUE, onTime[subStream] + 1);
        lateOnce &= ~(1 << subStream);
    }

    private void replaceByBackup(long nowNanos, int k, TroubleReason reason) {
        int failed = provider[k];
        unsubscribe(k);
        courier.toTracker(new Trouble(k, known(failed), reason));
        provider[k] = 0;
        int spare = backup[k];
        backup[k] = 0;
        if (spare != 0 && links.ready(links.find(spare))) {
            provider[k] = spare;
            everReady |= 1 << k;
        } else {
            sinceNanos[k] = nowNanos;
        }
    }

    /** Returns the session as the tracker knows it, 0 = from an earlier tracker. */
    private static int known(int session) {
        return Math.max(0, session);
    }

    /** Says again that nobody provides a sub-stream, should an earlier word be lost. */
    void complain(int exceptSubStream) {
        for (int k = 0; k < count; k++) {
            if (provider[k] == 0 && k != exceptSubStream) {
                courier.toTracker(new Trouble(k, 0, TroubleReason.NONE_ASSIGNED));
            }
        }
    }

    /** The tracker was replaced: keep who is linked under a name of our own, forget the others. */
    void forgetSessions() {
        for (int k = 0; k < count; k++) {
            provider[k] = renamed(provider[k]);
            backup[k] = renamed(backup[k]);
        }
    }

    private int renamed(int session) {
        int link = session == 0 ? LinkTable.NO_LINK : links.find(session);
        return link == LinkTable.NO_LINK ? 0 : LinkTable.nameless(link);
    }

    private void unsubscribe(int k) {
        if (subscribed[k] != NO_LINK) {
            courier.toLink(subscribed[k], new Unsubscribe(k));
            subscribed[k] = NO_LINK;
        }
    }

    /** Returns the link of a ready provider that is not subscribed yet, or NO_LINK. */
    int unsubscribedLink(int k) {
        int link = provider[k] == 0 ? LinkTable.NO_LINK : links.find(provider[k]);
        return links.ready(link) && subscribed[k] != link ? link : LinkTable.NO_LINK;
    }

    void subscribe(int k, int link, int fromSlice) {
        everReady |= 1 << k;
        subscribed[k] = (short) link;
        courier.toLink(link, new Subscribe(k, fromSlice));
    }

    /** Ends the subscription while the edge sends the sub-stream. */
    void pause(int k) {
        unsubscribe(k);
    }

    /** Returns the connected backup of a sub-stream, or NO_LINK. */
    int backupLink(int k) {
        int link = k >= count || backup[k] == 0 ? LinkTable.NO_LINK : links.find(backup[k]);
        return links.ready(link) ? link : LinkTable.NO_LINK;
    }

    /** Returns whether the last slice of a sub-stream was late or nobody provides it. */
    boolean doubtful(int k) {
        return k < count && ((lateOnce & 1 << k) != 0 || subscribed[k] == NO_LINK);
    }

    /** Returns whether a link serves, or stands by to serve, this viewer. */
    boolean uses(int session) {
        for (int k = 0; k < count; k++) {
            if (provider[k] == session || backup[k] == session) {
                return true;
            }
        }
        return false;
    }

    /** Returns the experience since the last call. */
    List<ProviderReport> report() {
        ProviderReport[] rows = new ProviderReport[count];
        int used = 0;
        for (int k = 0; k < count; k++) {
            if (provider[k] > 0 && (onTime[k] > 0 || late[k] > 0)) {
                boolean up = state(k) == ProviderState.READY;
                rows[used++] = new ProviderReport(provider[k], onTime[k], late[k], up);
            }
            onTime[k] = 0;
            late[k] = 0;
        }
        return List.of(used == count ? rows : Arrays.copyOf(rows, used));
    }
}
