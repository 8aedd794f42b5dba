package dev.tributary.core.peer;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.base.Rng;
import dev.tributary.core.base.Sure;
import dev.tributary.core.base.Time;
import dev.tributary.core.link.LinkTable;
import dev.tributary.core.playout.Playout;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.strategy.PullPolicy;
import dev.tributary.core.strategy.Strategy;
import dev.tributary.core.strategy.StreamPolicy;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Index;
import dev.tributary.core.wire.JoinOk;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Rejection;

/**
 * One viewer's stay in one room: owns playback, sources and neighbours, and settles them after
 * every input.
 */
final class RoomSession {
    private final PeerObserver observer;
    private final Courier courier;
    private final Entrance entrance;
    private final int seed;

    private final KeyDoubt keyDoubt = new KeyDoubt();
    private final Playback playback;
    private final Integrity integrity;
    private final Ledger ledger;
    private final Reporter reporter = new Reporter();
    private final EdgeFeed edge;
    private final Feeds feeds;
    private final Supply supply;

    /** Null when nobody asks anybody for pieces. */
    private final @Nullable PullNeighbours mesh;

    private final UploadQueue uploads;
    private final Neighbours neighbours;
    private final Intake intake;

    /** Whether an input may have changed what {@link #look} looks at. */
    private boolean touched = true;

    /** Before this time {@link #look} does nothing, unless something was touched. */
    private long lookNanos;

    /** When the passing of time calls for something, uploads apart; as of the last look. */
    private long deadlineNanos;

    RoomSession(
            PeerConfig config,
            RoomSettings settings,
            Strategy strategy,
            PeerOutput output,
            PeerObserver observer,
            Courier courier,
            Entrance entrance,
            Handover before) {
        this.observer = observer;
        this.courier = courier;
        this.entrance = entrance;
        seed = config.seed();
        playback = new Playback(settings, strategy.feeds().repairNanos(settings), output, observer);
        if (before.stalledNanos() != Time.NEVER) {
            playback.playout.standStill(before.stalledNanos());
        }
        if (before.newest() > 0) {
            playback.window.distrust(before.newest(), before.endNanos());
        }
        long bufferBytes = (long) settings.bitrateKbps() * settings.playout().bufferMillis() / 8;
        long waitingMax = PeerConfig.SLICE_BYTES_BASE + 2 * bufferBytes;
        integrity = new Integrity(playback.buffer, output, waitingMax, before.checks());
        edge = new EdgeFeed(settings, playback.buffer, integrity, output, before.requests());
        LinkTable links = new LinkTable();
        Signalling signalling = new Signalling(config.stream(), settings, links, output, courier);
        feeds = new Feeds(strategy.feeds().feeds(settings), links, signalling, courier);
        View view = new View(settings, feeds, links, playback.playout, entrance, new Rng(seed));
        Capabilities able = config.capabilities();
        int uplinkKbps = able.cellular() ? 0 : able.uplinkKbps();
        ledger = new Ledger(settings.uploadPerDownloadPercent());
        PullPolicy pull = strategy.pull();
        mesh =
                strategy.pulls()
                        ? meshed(settings, pull, links, signalling, courier, uplinkKbps)
                        : null;
        supply =
                mesh == null
                        ? assigned(view, strategy.stream(), courier)
                        : new PulledSupply(view, pull, playback, edge, entrance, keyDoubt, mesh);
        uploads = new UploadQueue(settings, uplinkKbps, ledger, output, observer);
        Receivers receivers =
                new Receivers(settings, able.cellular() ? 0 : settings.fanOut(uplinkKbps));
        Serving serving =
                new Serving(
                        view,
                        strategy.serve(),
                        playback.buffer,
                        receivers,
                        uploads,
                        links,
                        courier,
                        ledger);
        neighbours =
                new Neighbours(links, signalling, feeds, serving, view, integrity, observer, mesh);
        intake =
                new Intake(
                        playback,
                        integrity,
                        ledger,
                        supply,
                        neighbours,
                        serving,
                        observer,
                        keyDoubt);
    }

    private AssignedSupply assigned(View view, StreamPolicy policy, Courier via) {
        return new AssignedSupply(view, policy, playback, integrity, edge, feeds, via, keyDoubt);
    }

    private PullNeighbours meshed(
            RoomSettings settings,
            PullPolicy pull,
            LinkTable links,
            Signalling signalling,
            Courier via,
            int uplinkKbps) {
        return new PullNeighbours(
                settings, pull, playback, edge, links, signalling, via, uplinkKbps);
    }

    /** Takes an input that means something only within a room. */
    void take(long nowNanos, PeerInput kind, int number, @Nullable Object content) {
        switch (kind) {
            case INDEX -> onIndex(nowNanos, (Index) Sure.of(content));
            case TRACKER_UP -> entrance.onTrackerUp();
            case TRACKER_DOWN -> entrance.onTrackerDown(nowNanos);
            case TRACKER_MESSAGE -> onTrackerMessage(nowNanos, (Message) Sure.of(content));
            case LOCAL_SIGNAL -> {
                LocalSignal signal = (LocalSignal) Sure.of(content);
                neighbours.onLocalSignal(number, signal.kind(), signal.blob());
            }
            case LINK_UP -> neighbours.onLinkUp(nowNanos, number, (Integer) Sure.of(content));
            case LINK_DOWN ->
                    neighbours.onLinkDown(nowNanos, number, (CloseReason) Sure.of(content));
            case LINK_MESSAGE -> onLinkMessage(nowNanos, number, (Message) Sure.of(content));
            case EDGE_DATA -> {
                touched = true;
                intake.onEdgeData(nowNanos, number, (Data) Sure.of(content));
            }
            case EDGE_FAILED -> {
                touched = true;
                supply.onEdgeFailed(nowNanos, number);
            }
            case VERIFIED -> {
                touched |= intake.onVerified(nowNanos, number, (Boolean) Sure.of(content));
                followDoubt(nowNanos);
            }
            case LINK_TAKES -> neighbours.onLinkTakes(nowNanos, number, (Boolean) Sure.of(content));
            case UNKNOWN_KEY -> onUnknownKey(nowNanos, number);
            case MALFORMED -> neighbours.onMalformed(nowNanos, number);
            default -> throw new IllegalArgumentException(kind + " is no input within a room");
        }
    }

    /** A key that the host does not know: of the index, or of the media of a check. */
    private void onUnknownKey(long nowNanos, int check) {
        if (check == 0) {
            keyDoubt.raiseAgain();
        } else {
            touched |= intake.onUnknownKey(nowNanos, check);
        }
        followDoubt(nowNanos);
    }

    private void followDoubt(long nowNanos) {
        if (keyDoubt.takeNews()) {
            touched = true;
            edge.suspend();
            entrance.doubtKey(nowNanos, keyDoubt.question());
        }
    }

    private void onIndex(long nowNanos, Index index) {
        courier.received(index);
        touched = true;
        if (keyDoubt.raised()) {
            edge.resume(nowNanos);
            entrance.keyFits();
        }
        keyDoubt.indexProven(nowNanos, Playback.newest(index));
        if (playback.wentBack(index)) {
            entrance.doubtNumbers(nowNanos);
        }
        if (playback.onIndex(nowNanos, index)) {
            supply.onIndex(nowNanos, index);
            entrance.onIndexed();
        } else {
            entrance.onFailed(nowNanos);
        }
    }

    private void onTrackerMessage(long nowNanos, Message message) {
        if (!courier.trackerReady()) {
            return;
        }
        courier.received(message);
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

    private void onLinkMessage(long nowNanos, int link, Message message) {
        if (message instanceof Data data) {
            intake.onData(nowNanos, link, data);
        } else {
            neighbours.onMessage(nowNanos, link, message);
        }
    }

    void onTimer(long nowNanos) {
        if (nowNanos < deadlineNanos) {
            return;
        }
        supply.onTimer(nowNanos);
        if (reporter.due(nowNanos)) {
            neighbours.tidy(nowNanos);
            report(nowNanos);
        }
    }

    private void report(long nowNanos) {
        if (entrance.joined()) {
            long bufferedNanos = playback.playout.bufferedNanos(nowNanos);
            courier.toTracker(reporter.report(nowNanos, ledger, bufferedNanos, feeds.report()));
        } else {
            reporter.skip(nowNanos);
        }
    }

    /**
     * What follows every input: play, ask the CDN in time, choose sources, send. Signals, and the
     * time for the next upload, leave all but the sending as it was.
     */
    void settle(long nowNanos) {
        doubtChanged();
        if (touched || supply.doubted() || lookNanos <= nowNanos) {
            look(nowNanos);
            touched = false;
            deadlineNanos = lookDeadlineNanos();
            lookNanos = Math.min(deadlineNanos, playback.playout.changeNanos());
        }
        uploads.drain(nowNanos);
        neighbours.shed(nowNanos);
    }

    private void doubtChanged() {
        if (neighbours.takeChanged()) {
            supply.doubt();
        }
    }

    private void look(long nowNanos) {
        Playout playout = playback.playout;
        playback.advance(nowNanos);
        if (playout.started()) {
            if (edge.silent(nowNanos, playout.waiting())) {
                entrance.askIndex();
            }
            supply.choose(nowNanos);
            supply.seek(nowNanos);
            giveUp(nowNanos);
            int line = supply.checkLine(nowNanos, observer);
            intake.abandon(nowNanos, Math.max(line, playout.playhead()));
            if (edge.inquires(nowNanos, playback.puzzled(nowNanos))) {
                entrance.askIndex();
            }
            doubtChanged();
            supply.choose(nowNanos);
        }
    }

    private void giveUp(long nowNanos) {
        int link = mesh == null ? LinkTable.NO_LINK : mesh.takeEvicted();
        if (link != LinkTable.NO_LINK) {
            neighbours.evict(nowNanos, link);
        }
    }

    void leave() {
        neighbours.leave();
        reporter.stop();
    }

    /** Returns whether the screen stands still for lack of media. */
    boolean standsStill() {
        return playback.playout.waiting();
    }

    /** Leaves for another stay of the same viewer in the room. */
    Handover handOver(long nowNanos) {
        leave();
        edge.suspend();
        long stalledNanos = playback.playout.stalledSinceNanos();
        return new Handover(
                integrity.asked(), edge.requests(), stalledNanos, playback.newest(), nowNanos);
    }

    long nextDeadlineNanos() {
        return Math.min(deadlineNanos, uploads.nextDeadlineNanos());
    }

    private long lookDeadlineNanos() {
        long next = Math.min(reporter.nextDeadlineNanos(), supply.nextDeadlineNanos());
        return playback.playout.started()
                ? Math.min(next, playback.playout.nextDeadlineNanos())
                : next;
    }
}
