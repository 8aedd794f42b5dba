package dev.tributary.core.peer;

import dev.tributary.core.base.Rng;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.strategy.Strategies;
import dev.tributary.core.strategy.Strategy;
import dev.tributary.core.wire.Assign;
import dev.tributary.core.wire.Bye;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Hello;
import dev.tributary.core.wire.Index;
import dev.tributary.core.wire.JoinOk;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Nack;
import dev.tributary.core.wire.Peers;
import dev.tributary.core.wire.ProviderReport;
import dev.tributary.core.wire.Refuse;
import dev.tributary.core.wire.Rejection;
import dev.tributary.core.wire.Signal;
import dev.tributary.core.wire.Slot;
import dev.tributary.core.wire.TroubleReason;
import java.util.List;

/** A viewer's mechanisms within one room, put together; created when the room is known. */
final class Viewing {
    private static final int RUNS_MAX = 4;

    private final RoomSettings settings;
    private final PeerObserver observer;
    private final Courier courier;
    private final Entrance entrance;
    private final Strategy strategy;
    private final View view;
    private final int seed;

    private final SliceBuffer buffer = new SliceBuffer();
    private final LinkTable links = new LinkTable();
    private final Reporter reporter = new Reporter();
    private final Playout playout;
    private final EdgeFeed edge;
    private final Signalling signalling;
    private final Providers providers;
    private final Uploads uploads;
    private final Serving serving;

    /** Newest slice that existed when the viewer came: older ones are start-up buffer. */
    private int newestAtStart;

    private int lineSlice;
    private int repairSlice;
    private boolean sourcesDirty = true;
    private long decisionNanos = Peer.NEVER;

    Viewing(
            PeerConfig config,
            RoomSettings settings,
            PeerOutput output,
            PeerObserver observer,
            Courier courier,
            Entrance entrance) {
        this.settings = settings;
        this.observer = observer;
        this.courier = courier;
        this.entrance = entrance;
        seed = config.seed();
        strategy = Strategies.of(settings.strategy());
        playout = new Playout(settings.playout(), buffer, output, observer);
        edge = new EdgeFeed(settings, buffer, output);
        Signalling.Room room = new Signalling.Room(config.stream(), settings);
        signalling = new Signalling(links, output, courier, room);
        providers = new Providers(settings.swarm().subStreams(), links, signalling, courier);
        uploads = new Uploads(settings, config, output, observer);
        view = new View(settings, providers, links, playout, entrance, new Rng(seed));
        Serving.Store store = new Serving.Store(buffer, uploads, observer);
        serving = new Serving(view, strategy, store, links, courier);
    }

    Signalling signalling() {
        return signalling;
    }

    Serving serving() {
        return serving;
    }

    /** Chooses the first slice and starts the full stream; false when nothing can be played yet. */
    boolean start(long nowNanos, Index index) {
        List<SliceHeader> headers = index.headers();
        if (headers.isEmpty() || playout.started()) {
            return playout.started();
        }
        SliceHeader newest = headers.get(headers.size() - 1);
        SliceHeader first = firstSlice(headers, newest);
        if (first == null) {
            return false;
        }
        newestAtStart = newest.slice();
        playout.start(nowNanos, first);
        lineSlice = first.slice();
        repairSlice = first.slice();
        return true;
    }

    /** The newest slice with a keyframe that is a whole buffer behind the live edge. */
    private SliceHeader firstSlice(List<SliceHeader> headers, SliceHeader newest) {
        SliceHeader best = null;
        for (SliceHeader header : headers) {
            long behind = newest.endMillis() - header.dtsMillis();
            boolean far = behind >= settings.playout().bufferMillis();
            if (header.keyframe() && (best == null || far)) {
                best = header;
            }
        }
        return best;
    }

    void onTrackerMessage(long nowNanos, Message message) {
        if (message instanceof JoinOk ok) {
            signalling.self(ok.session());
            entrance.onJoined(nowNanos);
            reporter.start(nowNanos, Math.max(1_000, ok.reportMillis()), seed);
        } else if (message instanceof Assign plan) {
            onAssign(nowNanos, plan);
        } else if (message instanceof Signal signal) {
            onSignal(nowNanos, signal);
        } else if (message instanceof Peers peers) {
            peers.sessions().forEach(session -> signalling.dial(nowNanos, session));
        } else if (message instanceof Rejection no && !entrance.joined()) {
            entrance.onTrackerDown(nowNanos, no.retryAfterMillis() * 1_000_000L);
        }
        sourcesDirty = true;
    }

    private void onAssign(long nowNanos, Assign plan) {
        int before = view.cdnSubStream();
        view.assign(plan.cdnSubStream());
        for (Slot slot : plan.slots()) {
            if (slot.subStream() < settings.swarm().subStreams()) {
                providers.assign(nowNanos, slot);
            }
        }
        if (before >= 0 && before != plan.cdnSubStream()) {
            serving.stop(before);
        }
    }

    private void onSignal(long nowNanos, Signal signal) {
        int replaced = signalling.onSignal(nowNanos, signal);
        if (replaced != LinkTable.NO_LINK) {
            uploads.removeLink(replaced);
            providers.forget(replaced);
        }
    }

    void onHello(long nowNanos, int link, Hello hello) {
        int session = links.session(link);
        if (signalling.onHello(nowNanos, link, hello)) {
            providers.onLinkReady(session);
        } else {
            forget(nowNanos, link, session, TroubleReason.LINK_LOST);
        }
        sourcesDirty = true;
    }

    void onLinkDown(long nowNanos, int link, CloseReason reason) {
        if (links.state(link) == LinkTable.State.FREE) {
            return;
        }
        boolean up = links.ready(link);
        int session = links.session(link);
        links.remove(link);
        boolean never = !up && reason == CloseReason.FAILED;
        forget(
                nowNanos,
                link,
                session,
                never ? TroubleReason.CONNECT_FAILED : TroubleReason.LINK_LOST);
    }

    /** Closes a link from our side. */
    void drop(long nowNanos, int link, CloseReason reason, TroubleReason trouble) {
        int session = links.session(link);
        signalling.close(link, reason);
        forget(nowNanos, link, session, trouble);
    }

    private void forget(long nowNanos, int link, int session, TroubleReason reason) {
        uploads.removeLink(link);
        providers.onLinkLost(nowNanos, link, session, reason);
        sourcesDirty = true;
    }

    void onRefuse(long nowNanos, int link, Refuse refuse) {
        if (refuse.subStream() < settings.swarm().subStreams()) {
            providers.onRefused(nowNanos, link, refuse.subStream());
            sourcesDirty = true;
        }
    }

    void onData(long nowNanos, int link, Data data) {
        if (!links.ready(link) || !playout.started()) {
            return;
        }
        int useful = take(nowNanos, link, data, MediaSource.PEER);
        int slice = data.header().slice();
        if (useful > 0 && buffer.complete(slice)) {
            providers.onDelivered(settings.subStream(slice), data.hop());
        }
    }

    void onEdgeData(long nowNanos, int request, Data data) {
        int slice = data.header().slice();
        MediaSource reason = MediaSource.CDN_EMERGENCY;
        if (slice <= newestAtStart && settings.peering()) {
            reason = MediaSource.CDN_JOIN;
        } else if (request == 0) {
            reason = strategy.edgeReason(nowNanos, view, settings.subStream(slice));
        }
        take(nowNanos, LinkTable.NO_LINK, data, reason);
    }

    private int take(long nowNanos, int link, Data data, MediaSource source) {
        int useful = buffer.add(data);
        int length = data.payload().length();
        uploads.downloaded(length);
        reporter.received(source, useful);
        observer.mediaReceived(nowNanos, link, data, source, useful, length - useful);
        if (useful > 0) {
            serving.forward(nowNanos, link, data);
        }
        return useful;
    }

    void onEdgeFailed(long nowNanos, int request) {
        edge.onFailed(nowNanos, request);
    }

    void onTimer(long nowNanos) {
        if (edge.retry(nowNanos, playout.playhead())) {
            lineSlice = Math.min(lineSlice, playout.playhead());
        }
        if (decisionNanos <= nowNanos) {
            sourcesDirty = true;
        }
        if (reporter.due(nowNanos) && entrance.joined()) {
            long buffered = playout.bufferedNanos(nowNanos);
            List<ProviderReport> rows = providers.report();
            courier.toTracker(reporter.report(nowNanos, uploads.uploaded(), buffered, rows));
            tidy(nowNanos);
        }
    }

    /** Gives up links that do not come up or that nobody uses. */
    private void tidy(long nowNanos) {
        int overdue = signalling.overdue(nowNanos);
        while (overdue != LinkTable.NO_LINK) {
            drop(nowNanos, overdue, CloseReason.FAILED, TroubleReason.CONNECT_FAILED);
            overdue = signalling.overdue(nowNanos);
        }
    }

    /** What follows every input: play, ask the CDN in time, choose sources, send. */
    void settle(long nowNanos) {
        playout.advance(nowNanos);
        if (playout.started()) {
            chooseSources(nowNanos);
            repair(nowNanos);
            checkLine(nowNanos);
            chooseSources(nowNanos);
        }
        uploads.drain(nowNanos);
    }

    private void chooseSources(long nowNanos) {
        if (!sourcesDirty) {
            return;
        }
        sourcesDirty = false;
        int mask = strategy.edgeSubStreams(nowNanos, view);
        if (mask != edge.mask()) {
            edge.stream(mask, playout.playhead());
        }
        for (int k = 0; k < settings.swarm().subStreams(); k++) {
            if ((mask & 1 << k) != 0) {
                providers.pause(k);
            } else {
                subscribe(k);
            }
        }
        decisionNanos = strategy.nextDecisionNanos(nowNanos, view);
    }

    private void subscribe(int subStream) {
        int link = providers.unsubscribedLink(subStream);
        if (link == LinkTable.NO_LINK) {
            return;
        }
        int n = settings.swarm().subStreams();
        int from = playout.firstIncomplete();
        from += Math.floorMod(subStream - settings.subStream(from), n);
        while (from <= buffer.newest() && (buffer.complete(from) || edge.covered(from))) {
            from += n;
        }
        providers.subscribe(subStream, link, from);
    }

    /**
     * Asks the backup for slices that a doubtful provider has not brought shortly before the line.
     */
    private void repair(long nowNanos) {
        repairSlice = skipComplete(Math.max(repairSlice, playout.playhead()));
        while (repairNanos(repairSlice) <= nowNanos) {
            int k = settings.subStream(repairSlice);
            int link = providers.backupLink(k);
            boolean wanted = !edge.covered(repairSlice) && providers.doubtful(k);
            if (wanted && link != LinkTable.NO_LINK) {
                courier.toLink(
                        link, new Nack(repairSlice, buffer.missingRuns(repairSlice, RUNS_MAX)));
            }
            repairSlice = skipComplete(repairSlice + 1);
        }
    }

    private long repairNanos(int slice) {
        return playout.emergencyNanos(slice) - settings.swarm().silentMillis() * 1_000_000L;
    }

    /** At the emergency line, what is missing is asked from the CDN. */
    private void checkLine(long nowNanos) {
        lineSlice = skipComplete(Math.max(lineSlice, playout.playhead()));
        long line = playout.emergencyNanos(lineSlice);
        while (line <= nowNanos) {
            if (!edge.covered(lineSlice)) {
                int k = settings.subStream(lineSlice);
                boolean nothing = buffer.header(lineSlice) == null;
                edge.fetch(lineSlice);
                strategy.onEmergency(nowNanos, k);
                providers.onLate(nowNanos, k, nothing);
                sourcesDirty = true;
            }
            observer.emergencyLine(nowNanos, line, lineSlice, edge.covered(lineSlice));
            lineSlice = skipComplete(lineSlice + 1);
            line = playout.emergencyNanos(lineSlice);
        }
    }

    private int skipComplete(int slice) {
        int s = slice;
        while (buffer.complete(s)) {
            s++;
        }
        return s;
    }

    void leave() {
        for (int link = 0; link < links.size(); link++) {
            if (links.ready(link)) {
                courier.toLink(link, new Bye(CloseReason.LEAVING));
            }
            signalling.close(link, CloseReason.LEAVING);
        }
        reporter.stop();
    }

    long nextDeadlineNanos() {
        long next = Math.min(uploads.nextDeadlineNanos(), reporter.nextDeadlineNanos());
        next = Math.min(next, Math.min(edge.nextDeadlineNanos(), decisionNanos));
        if (playout.started()) {
            next = Math.min(next, playout.nextDeadlineNanos());
            next = Math.min(next, playout.emergencyNanos(lineSlice));
            next = Math.min(next, repairNanos(repairSlice));
        }
        return next;
    }
}
