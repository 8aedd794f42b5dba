package dev.tributary.core.peer;

import dev.tributary.core.base.Time;
import dev.tributary.core.link.LinkTable;
import dev.tributary.core.playout.SliceDeadlines;
import dev.tributary.core.pull.Announcement;
import dev.tributary.core.pull.PieceHoles;
import dev.tributary.core.pull.PieceTable;
import dev.tributary.core.room.MediaLayout;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.strategy.PullPolicy;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Have;
import dev.tributary.core.wire.Index;

/**
 * The sources of a viewer that pulls: in rounds it asks neighbours and the CDN for pieces, as its
 * policy says, and tells what is new with it; at the emergency line it asks the CDN for the rest.
 * Of new slices it learns by the index, which it asks for as players ask for a playlist.
 */
final class PulledSupply implements Supply {
    private final RoomSettings settings;
    private final MediaLayout layout;
    private final View view;
    private final PullPolicy policy;
    private final Playback playback;
    private final EdgeFeed edge;
    private final Entrance entrance;
    private final KeyDoubt keyDoubt;
    private final PullNeighbours around;
    private final PieceHoles holes;
    private final PieceTable table;
    private final Announcement announcement;

    private long roundNanos = Time.NEVER;
    private long announceNanos = Time.NEVER;
    private long pollNanos = Time.NEVER;
    private int listedNewest;

    PulledSupply(
            View view,
            PullPolicy policy,
            Playback playback,
            EdgeFeed edge,
            Entrance entrance,
            KeyDoubt keyDoubt,
            PullNeighbours around) {
        settings = view.settings();
        layout = settings.layout();
        this.view = view;
        this.policy = policy;
        this.playback = playback;
        this.edge = edge;
        this.entrance = entrance;
        this.keyDoubt = keyDoubt;
        this.around = around;
        holes = around.holes();
        table = around.table();
        announcement = around.announcement();
    }

    @Override
    public void doubt() {}

    @Override
    public boolean doubted() {
        return false;
    }

    @Override
    public void choose(long nowNanos) {}

    @Override
    public MediaSource edgeReason(long nowNanos, int request, int slice) {
        return playback.beforeStart(slice) ? MediaSource.CDN_JOIN : edge.reason(request);
    }

    /** As RFC 8216, 6.3.4: half as long after a playlist in which nothing was new. */
    @Override
    public void onIndex(long nowNanos, Index index) {
        for (SliceHeader header : index.headers()) {
            around.listing().add(header);
        }
        int newest = Playback.newest(index);
        pollNanos = nowNanos + layout.sliceNanos() / (newest > listedNewest ? 1 : 2);
        listedNewest = Math.max(listedNewest, newest);
        if (roundNanos == Time.NEVER) {
            int millis = (int) (policy.roundNanos() / Time.NANOS_PER_MILLI);
            roundNanos = nowNanos + view.rng().nextInt(millis) * Time.NANOS_PER_MILLI;
            announceNanos = roundNanos;
        }
    }

    @Override
    public void onTaken(long nowNanos, int link, Data data) {
        SliceHeader header = data.header();
        int slice = header.slice();
        int pieces = layout.pieces(header.chunks());
        int first = data.firstChunk() / layout.pieceChunks();
        int last = (data.firstChunk() + data.chunkCount() - 1) / layout.pieceChunks();
        for (int piece = first; piece <= last; piece++) {
            if (!table.here(slice, piece) && whole(header, piece)) {
                around.onPiece(nowNanos, link, piece, header);
                table.came(slice, pieces, piece);
                announcement.add(slice, piece, Have.HERE);
            }
        }
        if (playback.buffer.complete(slice)) {
            table.clear(slice);
            around.holders().done(slice);
        }
        moreThanListed(data);
        if (link == LinkTable.NO_LINK) {
            edge.onMedia(nowNanos);
        }
    }

    /** What an index cut short, no request was for: the rest of it is looked at again. */
    private void moreThanListed(Data data) {
        SliceHeader sealed = data.header();
        SliceHeader listed = around.listing().header(sealed.slice());
        int end = listed == null ? sealed.chunks() : listed.chunks();
        int after = data.firstChunk() + data.chunkCount();
        if (end < sealed.chunks() && data.firstChunk() < end && end <= after) {
            int piece = (end - 1) / layout.pieceChunks();
            if (table.request(sealed.slice(), piece) != 0) {
                table.end(sealed.slice(), piece);
            }
            playback.deadlines.goBackTo(sealed.slice());
        }
    }

    private boolean whole(SliceHeader header, int piece) {
        int first = piece * layout.pieceChunks();
        int count = layout.pieceChunks(header.chunks(), piece);
        return playback.buffer.hasAll(header.slice(), first, count);
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
    }

    @Override
    public void seek(long nowNanos) {
        if (pollNanos <= nowNanos) {
            pollNanos = nowNanos + layout.sliceNanos();
            entrance.askIndex();
        }
        if (roundNanos > nowNanos) {
            return;
        }
        roundNanos = nowNanos + policy.roundNanos();
        holes.begin(nowNanos, listedNewest);
        policy.round(nowNanos, view, around, holes);
        holes.end();
        around.end();
        if (announceNanos <= nowNanos) {
            announceNanos = nowNanos + policy.announceNanos();
            around.announce(policy.roles());
        }
    }

    @Override
    public int checkLine(long nowNanos, PeerObserver observer) {
        while (playback.deadlines.nextRepair(nowNanos) != SliceDeadlines.NONE) {
            // Nobody stands by: a hole is seen to in rounds.
        }
        int last = SliceDeadlines.NONE;
        int newest = playback.newest();
        int slice = playback.deadlines.nextEmergency(nowNanos, newest);
        while (slice != SliceDeadlines.NONE) {
            last = slice;
            boolean excused =
                    playback.mayNotHaveBeen(slice)
                            || playback.window.former(nowNanos, slice)
                            || keyDoubt.excuses(slice);
            fetchRest(nowNanos, slice);
            long line = excused ? nowNanos : playback.deadlines.knownLineNanos(nowNanos, slice);
            observer.emergencyLine(nowNanos, line, slice, edge.covered(slice));
            slice = playback.deadlines.nextEmergency(nowNanos, newest);
        }
        return last;
    }

    /** Asks the CDN for all of a slice that is neither here nor on its way from there. */
    private void fetchRest(long nowNanos, int slice) {
        if (!holes.knows(slice)) {
            if (!edge.covered(slice)) {
                edge.fetch(slice);
            }
            return;
        }
        holes.begin(nowNanos, listedNewest);
        holes.seek(slice, 0);
        int pieces = holes.pieces();
        for (int piece = 0; piece < pieces; piece++) {
            holes.seek(slice, piece);
            if (!table.here(slice, piece)) {
                holes.rescue();
            }
        }
        holes.end();
    }

    @Override
    public long nextDeadlineNanos() {
        long next = edge.nextDeadlineNanos();
        return playback.playout.started()
                ? Math.min(
                        Math.min(next, Math.min(pollNanos, roundNanos)),
                        playback.deadlines.nextDeadlineNanos(playback.newest()))
                : next;
    }
}
