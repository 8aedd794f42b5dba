package dev.tributary.live;

import dev.tributary.core.peer.PeerObserver;
import dev.tributary.core.peer.Refusal;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Payload;
import dev.tributary.measure.RoomMeter;
import dev.tributary.measure.ViewerMeter;
import dev.tributary.transport.host.LoopClock;
import dev.tributary.transport.host.MediaSink;
import dev.tributary.transport.host.ViewerEvents;

/** Measures one viewer as the simulator does, and checks that what it plays is what was encoded. */
final class LiveWatch implements PeerObserver, MediaSink, ViewerEvents {
    private final LoopClock clock;
    private final RoomMeter room;
    private final Ledger ledger;
    private final Findings findings;
    private final int viewer;
    private final ViewerMeter meter;
    private int lastPlayed;
    private boolean skipped;

    LiveWatch(LoopClock clock, RoomMeter room, Ledger ledger, Findings findings, int viewer) {
        this.clock = clock;
        this.room = room;
        this.ledger = ledger;
        this.findings = findings;
        this.viewer = viewer;
        long media = clock.nowNanos() + Lab.HEAD_START_NANOS;
        meter = new ViewerMeter(media, room.latencyMillis());
    }

    ViewerMeter meter() {
        return meter;
    }

    @Override
    public void mediaReceived(
            long nowNanos, int link, Data data, MediaSource source, int useful, int duplicate) {
        meter.mediaReceived(nowNanos, link, data, source, useful, duplicate);
        if (source == MediaSource.PEER) {
            room.peerUseful(useful);
        } else {
            room.edgeSent(clock.nowNanos(), useful + duplicate);
        }
    }

    @Override
    public void mediaSent(long nowNanos, int link, Data data) {
        meter.mediaSent(nowNanos, link, data);
    }

    @Override
    public void signalling(int bytes) {
        meter.signalling(bytes);
    }

    @Override
    public void firstFrame(long nowNanos) {
        meter.firstFrame(nowNanos);
    }

    @Override
    public void stallBegan(long nowNanos) {
        meter.stallBegan(nowNanos);
    }

    @Override
    public void stallEnded(long nowNanos, long lengthNanos) {
        meter.stallEnded(nowNanos, lengthNanos);
    }

    @Override
    public void skipped(long nowNanos, int from, int to) {
        skipped = true;
        meter.skipped(nowNanos, from, to);
    }

    @Override
    public void refused(long nowNanos, int link, Refusal reason) {
        meter.refused(nowNanos, link, reason);
        findings.refused(viewer, clock.nowNanos(), reason);
    }

    @Override
    public void sliceShown(long shownNanos, SliceHeader header) {
        meter.sliceShown(shownNanos, header);
    }

    @Override
    public void play(SliceHeader header, Payload payload) {
        byte[] media = new byte[payload.length()];
        payload.copyTo(media, 0);
        findings.played(media.length);
        if (!ledger.genuine(header, media)) {
            findings.wrong();
            findings.violation("viewer " + viewer + " played a wrong slice " + header.slice());
        }
        if (lastPlayed != 0 && !skipped && header.slice() != lastPlayed + 1) {
            findings.violation("viewer " + viewer + " played slices out of order");
        }
        skipped = false;
        lastPlayed = header.slice();
    }

    @Override
    public void mediaDropped(int link, int bytes) {
        findings.dropped(bytes);
    }

    @Override
    public void malformed(int link, String expected) {
        findings.violation("viewer " + viewer + " got a malformed message: " + expected);
    }
}
