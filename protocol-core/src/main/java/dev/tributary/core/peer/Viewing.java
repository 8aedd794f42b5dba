package dev.tributary.core.peer;

import dev.tributary.core.base.Rng;
import dev.tributary.core.base.Time;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.strategy.Strategies;
import dev.tributary.core.strategy.Strategy;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Index;
import dev.tributary.core.wire.JoinOk;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Nack;
import dev.tributary.core.wire.Rejection;

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

    private final SliceBuffer buffer;
    private final LinkTable links = new LinkTable();
    private final Reporter reporter = new Reporter();
    private final Playout playout;
    private final EdgeFeed edge;
    private final Signalling signalling;
    private final Providers providers;
    private final Uploads uploads;
    private final Serving serving;
    private final Neighbours neighbours;
    private final Lines lines;
    private final Gate gate;
    private final Integrity integrity;

    /** Newest slice that existed when the viewer came: older ones are start-up buffer. */
    private int newestAtStart;

    private boolean sourcesDirty = true;
    private long decisionNanos = Time.NEVER;

    /** Whether an input may have changed what {@link #look} looks at. */
    private boolean touched = true;

    /** Before this time {@link #look} does nothing, unless something was touched. */
    private long lookNanos;

    /** When the passing of time calls for something, uploads apart; as of the last look. */
    private long deadlineNanos;

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
        buffer = new SliceBuffer(settings.playout().bufferMillis());
        playout = new Playout(settings.playout(), buffer, output, observer);
        edge = new EdgeFeed(settings, buffer, output);
        Signalling.Room room = new Signalling.Room(config.stream(), settings);
        signalling = new Signalling(links, output, courier, room);
        providers = new Providers(settings.swarm().subStreams(), links, signalling, courier);
        uploads = new Uploads(settings, config, output, observer);
        view = new View(settings, providers, links, playout, entrance, new Rng(seed));
        Serving.Store store = new Serving.Store(buffer, uploads, observer);
        serving = new Serving(view, strategy, store, links, courier);
        Neighbours.Ties ties =
                new Neighbours.Ties(links, signalling, providers, uploads, serving, view);
        neighbours = new Neighbours(settings, ties, observer);
        lines = new Lines(buffer, playout, settings.swarm().silentMillis() * Time.NANOS_PER_MILLI);
        gate = new Gate(settings, playout, buffer.slots());
        long bufferBytes = (long) settings.bitrateKbps() * settings.playout().bufferMillis() / 8;
        integrity = new Integrity(buffer, output, PeerConfig.SLICE_BYTES_BASE + 2 * bufferBytes);
    }

    Neighbours neighbours() {
        return neighbours;
    }

    /** Takes an index; false when nothing can be played yet. */
    boolean onIndex(long nowNanos, Index index) {
        touched = true;
        SliceHeader first = StartSlice.of(index, settings.playout().bufferMillis());
        if (first == null) {
            return playout.started();
        }
        int newest = index.headers().get(index.headers().size() - 1).slice();
        gate.exists(nowNanos, newest);
        if (!playout.started()) {
            newestAtStart = newest;
            playout.start(nowNanos, first);
            lines.start(first.slice());
        } else if (playout.waiting() && gate.beyond(newest)) {
            skip(nowNanos, first);
        }
        return true;
    }

    /** Catches up with the live edge, which is a whole buffer ahead of what can be kept. */
    private void skip(long nowNanos, SliceHeader to) {
        if (to.slice() > playout.playhead()) {
            playout.skip(nowNanos, to);
            lines.start(to.slice());
        }
    }

    void onTrackerMessage(long nowNanos, Message message) {
        if (message instanceof JoinOk ok) {
            touched = true;
            neighbours.onJoined(nowNanos, ok.session());
            entrance.onJoined(nowNanos);
            reporter.start(nowNanos, Math.max(1_000, ok.reportMillis()), seed);
        } else if (message instanceof Rejection no && !entrance.joined()) {
            entrance.onRejected(nowNanos, no);
        } else if (entrance.joined()) {
            neighbours.onPlan(nowNanos, message);
        }
    }

    /** Media of another viewer. */
    void onData(long nowNanos, int link, Data data) {
        if (!neighbours.admits(nowNanos, link, data)) {
            int length = data.payload().length();
            observer.mediaReceived(nowNanos, link, data, MediaSource.PEER, 0, length);
            return;
        }
        Refusal refusal = playout.started() ? gate.refusal(nowNanos, data) : Refusal.EARLY;
        if (refusal == null && !buffer.agrees(data.header())) {
            refusal = Refusal.HEADER;
        }
        if (refusal != null) {
            waste(nowNanos, link, data, MediaSource.PEER, refusal);
            return;
        }
        int session = neighbours.session(link);
        admit(nowNanos, new Integrity.Arrival(link, session, 0, data, MediaSource.PEER));
    }

    private void admit(long nowNanos, Integrity.Arrival arrival) {
        if (!integrity.admit(arrival)) {
            waste(nowNanos, arrival.link(), arrival.data(), arrival.source(), Refusal.UNSEALED);
            if (arrival.session() == 0) {
                onEdgeFailed(nowNanos, arrival.request());
            }
        }
    }

    /** It is known whether media is the origin's. */
    void onVerified(long nowNanos, int check, boolean genuine) {
        Integrity.Arrival arrival = integrity.answered(check);
        if (arrival == null) {
            return;
        }
        Data data = arrival.data();
        if (genuine) {
            take(nowNanos, arrival);
            if (data.seal() != null) {
                integrity.sealed(data.header().slice());
            }
            return;
        }
        touched = true;
        waste(nowNanos, arrival.link(), data, arrival.source(), Refusal.FORGED);
        if (arrival.session() == 0) {
            onEdgeFailed(nowNanos, arrival.request());
        } else {
            neighbours.onForged(nowNanos, arrival.session());
        }
    }

    /** Media that is the origin's is kept and passed on. */
    private void take(long nowNanos, Integrity.Arrival arrival) {
        Data data = arrival.data();
        int slice = data.header().slice();
        int useful = take(nowNanos, arrival.link(), data, arrival.source());
        if (useful > 0 && arrival.session() == 0) {
            edge.onMedia(nowNanos);
        } else if (useful > 0 && buffer.complete(slice)) {
            providers.onDelivered(settings.subStream(slice), data.hop());
        }
    }

    void onEdgeData(long nowNanos, int request, Data data) {
        touched = true;
        int slice = data.header().slice();
        if (playout.started() && gate.beyond(slice)) {
            skip(nowNanos, StartSlice.of(buffer, data.header(), settings.playout().bufferMillis()));
        }
        if (!playout.started() || !gate.room(slice)) {
            MediaSource source = MediaSource.CDN_EMERGENCY;
            waste(nowNanos, LinkTable.NO_LINK, data, source, Refusal.WINDOW);
            return;
        }
        MediaSource reason = MediaSource.CDN_EMERGENCY;
        if (slice <= newestAtStart && settings.peering()) {
            reason = MediaSource.CDN_JOIN;
        } else if (request == 0) {
            reason = strategy.edgeReason(nowNanos, view, settings.subStream(slice));
        }
        if (!buffer.agrees(data.header())) {
            waste(nowNanos, LinkTable.NO_LINK, data, reason, Refusal.HEADER);
            onEdgeFailed(nowNanos, request);
            return;
        }
        gate.exists(nowNanos, slice);
        admit(nowNanos, new Integrity.Arrival(LinkTable.NO_LINK, 0, request, data, reason));
    }

    /** Media that was paid for and is of no use. */
    private void waste(long nowNanos, int link, Data data, MediaSource source, Refusal why) {
        observer.refused(nowNanos, link, why);
        observer.mediaReceived(nowNanos, link, data, source, 0, data.payload().length());
    }

    private int take(long nowNanos, int link, Data data, MediaSource source) {
        touched = true;
        int useful = buffer.add(data);
        int length = data.payload().length();
        uploads.downloaded(length);
        reporter.received(source, useful);
        observer.mediaReceived(nowNanos, link, data, source, useful, length - useful);
        if (useful > 0) {
            sourcesDirty |= strategy.watchesBuffer() && buffer.complete(data.header().slice());
            serving.forward(nowNanos, link, data);
        }
        return useful;
    }

    void onEdgeFailed(long nowNanos, int request) {
        touched = true;
        edge.onFailed(nowNanos, request);
    }

    void onTimer(long nowNanos) {
        if (nowNanos < deadlineNanos) {
            return;
        }
        if (edge.retry(nowNanos, playout.playhead())) {
            lines.back(playout.playhead());
        }
        sourcesDirty |= decisionNanos <= nowNanos;
        if (reporter.due(nowNanos)) {
            neighbours.tidy(nowNanos);
            report(nowNanos);
        }
    }

    private void report(long nowNanos) {
        if (entrance.joined()) {
            long buffered = playout.bufferedNanos(nowNanos);
            long uploaded = uploads.uploaded();
            courier.toTracker(reporter.report(nowNanos, uploaded, buffered, providers.report()));
        } else {
            reporter.skip(nowNanos);
        }
    }

    /**
     * What follows every input: play, ask the CDN in time, choose sources, send. Signals, and the
     * time for the next upload, leave all but the sending as it was.
     */
    void settle(long nowNanos) {
        sourcesDirty |= neighbours.changed();
        if (touched || sourcesDirty || lookNanos <= nowNanos) {
            look(nowNanos);
            touched = false;
            deadlineNanos = lookDeadlineNanos();
            lookNanos = Math.min(deadlineNanos, playout.changeNanos());
        }
        uploads.drain(nowNanos);
    }

    private void look(long nowNanos) {
        playout.advance(nowNanos);
        if (playout.started()) {
            if (edge.silent(nowNanos, playout.waiting())) {
                entrance.askIndex();
            }
            chooseSources(nowNanos);
            repair(nowNanos);
            checkLine(nowNanos);
            abandon(nowNanos, playout.playhead());
            sourcesDirty |= neighbours.changed();
            chooseSources(nowNanos);
        }
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
        int from = edge.firstUncovered(subStream, playout.firstIncomplete());
        providers.subscribe(subStream, link, from);
    }

    /**
     * Asks the backup for slices that a doubtful provider has not brought shortly before the line.
     */
    private void repair(long nowNanos) {
        int slice = lines.nextRepair(nowNanos);
        while (slice != Lines.NONE) {
            int k = settings.subStream(slice);
            int link = providers.backupLink(k);
            boolean wanted = !edge.covered(slice) && providers.doubtful(k);
            if (wanted && link != LinkTable.NO_LINK) {
                courier.toLink(link, new Nack(slice, buffer.missingRuns(slice, RUNS_MAX)));
            }
            slice = lines.nextRepair(nowNanos);
        }
    }

    /** At the emergency line, what is missing is asked from the CDN. */
    private void checkLine(long nowNanos) {
        int slice = lines.nextEmergency(nowNanos);
        while (slice != Lines.NONE) {
            if (!edge.covered(slice)) {
                int k = settings.subStream(slice);
                edge.fetch(slice);
                strategy.onEmergency(nowNanos, k);
                providers.onLate(nowNanos, k, buffer.header(slice) == null);
                sourcesDirty = true;
            }
            long line = playout.emergencyNanos(slice);
            observer.emergencyLine(nowNanos, line, slice, edge.covered(slice));
            abandon(nowNanos, slice);
            slice = lines.nextEmergency(nowNanos);
        }
    }

    /** Blocks that nobody sent the seal of are given up with the slice before the line. */
    private void abandon(long nowNanos, int slice) {
        Integrity.Arrival late = integrity.abandoned(slice);
        while (late != null) {
            waste(nowNanos, late.link(), late.data(), late.source(), Refusal.UNSEALED);
            late = integrity.abandoned(slice);
        }
    }

    void leave() {
        neighbours.leave();
        reporter.stop();
    }

    long nextDeadlineNanos() {
        return Math.min(deadlineNanos, uploads.nextDeadlineNanos());
    }

    private long lookDeadlineNanos() {
        long next = Math.min(reporter.nextDeadlineNanos(), edge.nextDeadlineNanos());
        next = Math.min(next, decisionNanos);
        if (playout.started()) {
            next = Math.min(next, playout.nextDeadlineNanos());
            next = Math.min(next, lines.nextDeadlineNanos());
        }
        return next;
    }
}
