package dev.tributary.live;

import dev.tributary.core.peer.PeerObserver;
import dev.tributary.core.peer.Refusal;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Payload;
import dev.tributary.measure.RoomMeter;
import dev.tributary.transport.host.LoopClock;
import dev.tributary.transport.host.MediaSink;
import dev.tributary.transport.host.ViewerEvents;
import java.util.TreeMap;

/**
 * The witness of one viewer: meters its room, and checks that what it plays is what was encoded.
 */
final class LiveWatch implements PeerObserver, MediaSink, ViewerEvents {
    private final LoopClock clock;
    private final RoomMeter room;
    private final Ledger ledger;
    private final Findings findings;
    private final int viewer;

    /** Time of {@link System#nanoTime} at which the session began. */
    private final long bornNanos;

    /** The first frame of slices that were handed to the screen and have not appeared. */
    private final TreeMap<Integer, Integer> frames = new TreeMap<>();

    private int lastPlayed;
    private boolean skipped;

    LiveWatch(LoopClock clock, RoomMeter room, Ledger ledger, Findings findings, int viewer) {
        bornNanos = System.nanoTime();
        this.clock = clock;
        this.room = room;
        this.ledger = ledger;
        this.findings = findings;
        this.viewer = viewer;
    }

    @Override
    public void mediaReceived(
            long nowNanos, int link, Data data, MediaSource source, int useful, int duplicate) {
        if (source == MediaSource.PEER) {
            room.peerUseful(useful);
        } else {
            room.edgeSent(clock.nowNanos(), useful + duplicate);
        }
    }

    @Override
    public void skipped(long nowNanos, int from, int to, long mediaMillis) {
        skipped = true;
    }

    @Override
    public void sliceShown(long shownNanos, SliceHeader header) {
        Integer frame = frames.remove(header.slice());
        frames.headMap(header.slice()).clear();
        if (frame != null) {
            findings.glass().shown(frame, bornNanos + shownNanos);
        }
    }

    @Override
    public void refused(long nowNanos, int link, Refusal reason) {
        findings.refused(viewer, clock.nowNanos(), reason);
    }

    @Override
    public void play(SliceHeader header, Payload payload) {
        byte[] media = new byte[payload.length()];
        payload.copyTo(media, 0);
        findings.played(media.length);
        int frame = GlassToGlass.number(media);
        if (frame >= 0) {
            frames.put(header.slice(), frame);
        }
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

    @Override
    public void failed(RuntimeException fault) {
        findings.violation("viewer " + viewer + " ended by a fault of ours: " + fault);
    }
}
