package dev.tributary.core.peer;

import dev.tributary.core.base.Time;
import dev.tributary.core.link.LinkTable;
import dev.tributary.core.playout.SliceDeadlines;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.strategy.StreamPolicy;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Index;
import dev.tributary.core.wire.Nack;

/**
 * The sources of a viewer whose sub-streams come from the CDN or from feeds: which from which, a
 * repair by the backup shortly before the emergency line, and the CDN at the line itself.
 */
final class AssignedSupply implements Supply {
    private static final int RUNS_MAX = 4;

    private final RoomSettings settings;
    private final View view;
    private final StreamPolicy policy;
    private final Playback playback;
    private final Integrity integrity;
    private final EdgeFeed edge;
    private final Feeds feeds;
    private final Courier courier;
    private final KeyDoubt keyDoubt;

    /** Whether the choice of sources may have changed since it was made. */
    private boolean doubted = true;

    /** The newest slice that is known to have begun. */
    private int begun;

    /** When the choice may change by the mere passing of time. */
    private long decisionNanos = Time.NEVER;

    AssignedSupply(
            View view,
            StreamPolicy policy,
            Playback playback,
            Integrity integrity,
            EdgeFeed edge,
            Feeds feeds,
            Courier courier,
            KeyDoubt keyDoubt) {
        settings = view.settings();
        this.view = view;
        this.policy = policy;
        this.playback = playback;
        this.integrity = integrity;
        this.edge = edge;
        this.feeds = feeds;
        this.courier = courier;
        this.keyDoubt = keyDoubt;
    }

    @Override
    public void doubt() {
        doubted = true;
    }

    @Override
    public boolean doubted() {
        return doubted;
    }

    @Override
    public MediaSource edgeReason(long nowNanos, int request, int slice) {
        if (playback.beforeStart(slice) && settings.peering()) {
            return MediaSource.CDN_JOIN;
        }
        return request == 0
                ? policy.edgeReason(nowNanos, view, settings.subStream(slice))
                : MediaSource.CDN_EMERGENCY;
    }

    /** A standing stream brings new slices by itself. */
    @Override
    public void onIndex(long nowNanos, Index index) {}

    @Override
    public void onTaken(long nowNanos, int link, Data data) {
        int slice = data.header().slice();
        boolean complete = playback.buffer.complete(slice);
        doubted |= policy.watchesBuffer() && complete;
        if (link == LinkTable.NO_LINK) {
            edge.onMedia(nowNanos);
        } else if (complete) {
            feeds.onDelivered(settings.subStream(slice), data.hop());
        }
    }

    @Override
    public void onEdgeFailed(long nowNanos, int request) {
        int slice = edge.onFailed(nowNanos, request);
        if (slice > 0) {
            playback.refused(slice);
        }
    }

    @Override
    public void onTimer(long nowNanos) {
        int playhead = playback.playout.playhead();
        if (edge.retry(nowNanos, playhead)) {
            playback.deadlines.goBackTo(playhead);
        }
        doubted |= decisionNanos <= nowNanos;
    }

    @Override
    public void choose(long nowNanos) {
        if (!doubted) {
            return;
        }
        doubted = false;
        int mask = policy.edgeSubStreams(nowNanos, view);
        if (mask != edge.mask()) {
            edge.stream(mask, playback.playout.playhead(), playback.deadlines.due());
        }
        for (int k = 0; k < feeds.count(); k++) {
            if ((mask & 1 << k) != 0) {
                feeds.pause(k);
            } else {
                subscribe(k);
            }
        }
        decisionNanos = policy.nextDecisionNanos(nowNanos, view);
    }

    private void subscribe(int subStream) {
        int link = feeds.unsubscribedLink(subStream);
        if (link != LinkTable.NO_LINK) {
            int from = edge.firstUncovered(subStream, playback.playout.firstIncomplete());
            boolean partly = hasPart(from);
            feeds.subscribe(subStream, link, partly ? from + feeds.count() : from);
            if (partly) {
                askForRest(link, from);
            }
        }
    }

    private void askForRest(int link, int slice) {
        courier.toLink(link, new Nack(slice, playback.buffer.missingRuns(slice, RUNS_MAX)));
    }

    /** Returns whether of a slice that every provider has in full by now a part is here. */
    private boolean hasPart(int slice) {
        return slice < playback.newest()
                && playback.buffer.header(slice) != null
                && !playback.buffer.complete(slice);
    }

    @Override
    public void seek(long nowNanos) {
        thin();
        repair(nowNanos);
    }

    /** Feeds that are late by more and more leave a slice out, each time that another begins. */
    private void thin() {
        int newest = playback.newest();
        int subStreams = settings.layout().subStreams();
        for (int s = Math.max(begun + 1, newest - subStreams + 1); s <= newest; s++) {
            int k = settings.subStream(s);
            int before = s - subStreams;
            if (feeds.fed(k) && before >= playback.playout.playhead() && !edge.covered(before)) {
                feeds.onNext(k, missingPercent(before), s + subStreams);
            }
        }
        begun = newest;
    }

    private int missingPercent(int slice) {
        return playback.buffer.complete(slice) ? 0 : playback.buffer.missingPercent(slice);
    }

    /**
     * Asks the backup for slices that a doubtful provider has not brought shortly before the line.
     */
    private void repair(long nowNanos) {
        int slice = playback.deadlines.nextRepair(nowNanos);
        while (slice != SliceDeadlines.NONE) {
            int k = settings.subStream(slice);
            int link = feeds.backupLink(k);
            boolean wanted = !edge.covered(slice) && feeds.doubtful(k);
            if (wanted && link != LinkTable.NO_LINK) {
                askForRest(link, slice);
            }
            slice = playback.deadlines.nextRepair(nowNanos);
        }
    }

    @Override
    public int checkLine(long nowNanos, PeerObserver observer) {
        int last = SliceDeadlines.NONE;
        int newest = playback.newest();
        int slice = playback.deadlines.nextEmergency(nowNanos, newest);
        while (slice != SliceDeadlines.NONE) {
            last = slice;
            boolean excused =
                    playback.mayNotHaveBeen(slice)
                            || playback.window.former(nowNanos, slice)
                            || keyDoubt.excuses(slice);
            if (!edge.covered(slice)) {
                edge.fetch(slice);
                blame(nowNanos, slice, excused);
            }
            long line = excused ? nowNanos : playback.deadlines.knownLineNanos(nowNanos, slice);
            observer.emergencyLine(nowNanos, line, slice, edge.covered(slice));
            slice = playback.deadlines.nextEmergency(nowNanos, newest);
        }
        return last;
    }

    private void blame(long nowNanos, int slice, boolean excused) {
        int k = settings.subStream(slice);
        if (!excused && !feeds.leavesOut(k, slice)) {
            int missingPercent = playback.buffer.missingPercent(slice);
            int sliceMillis = settings.layout().sliceMillis();
            policy.onEmergency(nowNanos, k, missingPercent * sliceMillis / 100);
            boolean nothingCame = playback.buffer.header(slice) == null && !integrity.checks(slice);
            feeds.onLate(nowNanos, k, nothingCame, missingPercent);
        }
        doubted = true;
    }

    @Override
    public long nextDeadlineNanos() {
        long next = Math.min(edge.nextDeadlineNanos(), decisionNanos);
        return playback.playout.started()
                ? Math.min(next, playback.deadlines.nextDeadlineNanos(playback.newest()))
                : next;
    }
}
