package dev.tributary.core.peer;

import dev.tributary.core.link.LinkTable;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Data;

/**
 * The way of media into the viewer: let in or not, verified, kept, and passed on. Every byte that
 * came is told to the observer once, as useful, as a duplicate, or as wasted.
 */
final class Intake {
    private final Playback playback;
    private final Ledger ledger;
    private final Supply supply;
    private final Neighbours neighbours;
    private final Serving serving;
    private final PeerObserver observer;
    private final Integrity integrity;
    private final KeyDoubt keyDoubt;

    Intake(
            Playback playback,
            Integrity integrity,
            Ledger ledger,
            Supply supply,
            Neighbours neighbours,
            Serving serving,
            PeerObserver observer,
            KeyDoubt keyDoubt) {
        this.playback = playback;
        this.integrity = integrity;
        this.ledger = ledger;
        this.supply = supply;
        this.neighbours = neighbours;
        this.serving = serving;
        this.observer = observer;
        this.keyDoubt = keyDoubt;
    }

    /** Media of another viewer. */
    void onData(long nowNanos, int link, Data data) {
        if (!neighbours.admits(nowNanos, link, data)) {
            int length = data.payload().length();
            observer.mediaReceived(nowNanos, link, data, MediaSource.PEER, 0, length);
            return;
        }
        Refusal refusal = Refusal.EARLY;
        if (playback.playout.started()) {
            refusal = playback.window.check(nowNanos, data);
        }
        if (refusal == null && !playback.buffer.agrees(data.header())) {
            refusal = Refusal.HEADER;
        }
        if (refusal != null) {
            waste(nowNanos, link, data, MediaSource.PEER, refusal);
            return;
        }
        int session = neighbours.session(link);
        admit(nowNanos, integrity.ofViewer(link, session, data));
    }

    /** Media from the edge; request 0 = its standing stream. */
    void onEdgeData(long nowNanos, int request, Data data) {
        SliceHeader header = data.header();
        if (keyDoubt.raised()) {
            // Still on its way: not even its number is believed.
            MediaSource source = MediaSource.CDN_EMERGENCY;
            waste(nowNanos, LinkTable.NO_LINK, data, source, Refusal.UNKNOWN_KEY);
            return;
        }
        playback.onEdgeSlice(nowNanos, header);
        if (!playback.playout.started() || !playback.window.fits(header.slice())) {
            MediaSource source = MediaSource.CDN_EMERGENCY;
            waste(nowNanos, LinkTable.NO_LINK, data, source, Refusal.WINDOW);
            return;
        }
        MediaSource reason = supply.edgeReason(nowNanos, request, header.slice());
        if (!playback.buffer.agrees(header)) {
            waste(nowNanos, LinkTable.NO_LINK, data, reason, Refusal.HEADER);
            supply.onEdgeFailed(nowNanos, request);
            return;
        }
        playback.window.exists(nowNanos, header.slice());
        admit(nowNanos, integrity.ofEdge(request, data, reason));
    }

    private void admit(long nowNanos, Integrity.Arrival arrival) {
        if (!integrity.admit(arrival)) {
            waste(nowNanos, arrival, Refusal.UNSEALED);
            if (arrival.fromEdge()) {
                supply.onEdgeFailed(nowNanos, arrival.request());
            }
            integrity.over(arrival);
        }
    }

    /** It is known whether media is the origin's; returns whether that was asked. */
    boolean onVerified(long nowNanos, int check, boolean genuine) {
        Integrity.Arrival arrival = integrity.answered(check);
        if (arrival == null) {
            return false;
        }
        if (genuine) {
            if (arrival.fromEdge()) {
                keyDoubt.mediaProven(nowNanos);
            }
            take(nowNanos, arrival);
            if (arrival.data().seal() != null) {
                integrity.sealed(arrival.slice());
            }
        } else {
            forged(nowNanos, arrival);
        }
        integrity.over(arrival);
        return true;
    }

    /** Media is sealed with a key that is not known; returns whether that was asked. */
    boolean onUnknownKey(long nowNanos, int check) {
        Integrity.Arrival arrival = integrity.answered(check);
        if (arrival == null) {
            return false;
        }
        keyDoubt.strange(arrival.slice());
        if (arrival.fromEdge()) {
            waste(nowNanos, arrival, Refusal.UNKNOWN_KEY);
            keyDoubt.raise();
            supply.onEdgeFailed(nowNanos, arrival.request());
        } else if (keyDoubt.blames(nowNanos)) {
            forged(nowNanos, arrival);
        } else {
            waste(nowNanos, arrival, Refusal.UNKNOWN_KEY);
        }
        integrity.over(arrival);
        return true;
    }

    private void forged(long nowNanos, Integrity.Arrival arrival) {
        waste(nowNanos, arrival, Refusal.FORGED);
        if (arrival.fromEdge()) {
            keyDoubt.edgeRefused();
            supply.onEdgeFailed(nowNanos, arrival.request());
        } else if (arrival.session() != Integrity.NOBODY) {
            neighbours.onForged(nowNanos, arrival.session());
        }
    }

    /** Media that is the origin's is kept and passed on. */
    private void take(long nowNanos, Integrity.Arrival arrival) {
        Data data = arrival.data();
        int useful = playback.buffer.add(data);
        int length = data.payload().length();
        ledger.received(arrival.source(), useful, length);
        observer.mediaReceived(
                nowNanos, arrival.link(), data, arrival.source(), useful, length - useful);
        if (useful > 0) {
            playback.window.exists(nowNanos, arrival.slice());
            if (data.header().interrupted()) {
                playback.interrupted(nowNanos, data.header());
            }
            // The number may be another viewer's by now, who has not got this media.
            int from = neighbours.same(arrival.link(), arrival.session());
            serving.forward(nowNanos, from, data);
            supply.onTaken(nowNanos, arrival.link(), data);
        }
    }

    /**
     * Blocks that nobody sent the seal of are given up with the slices before the given one. What
     * the edge sent of a slice that is still to be shown is asked for again: it sends no part of it
     * twice by itself.
     */
    void abandon(long nowNanos, int slice) {
        Integrity.Arrival late = integrity.abandoned(slice);
        while (late != null) {
            waste(nowNanos, late, Refusal.UNSEALED);
            if (late.fromEdge() && late.slice() >= playback.playout.playhead()) {
                supply.onEdgeFailed(nowNanos, late.request());
            }
            integrity.over(late);
            late = integrity.abandoned(slice);
        }
    }

    private void waste(long nowNanos, Integrity.Arrival arrival, Refusal why) {
        waste(nowNanos, arrival.link(), arrival.data(), arrival.source(), why);
    }

    /** Media that was paid for and is of no use. */
    private void waste(long nowNanos, int link, Data data, MediaSource source, Refusal why) {
        observer.refused(nowNanos, link, why);
        observer.mediaReceived(nowNanos, link, data, source, 0, data.payload().length());
    }
}
